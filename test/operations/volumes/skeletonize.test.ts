import { expect } from "chai";
import { skeletonize } from "../../../src/operations/volumes/skeletonize.js";
import { volumeTables } from "../../support/volume-tables.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

/** A bar of 3 × 3 × 12 voxels, and one of 2 × 2 × 12, which thinning takes away whole. */
const bars = {
  ...{ id: "bars", role: "labels", shape: [8, 8, 20] as const },
  boxes: [
    { channel: 0, label: 1, box: [2, 5, 2, 5, 2, 14] as const },
    { channel: 1, label: 7, box: [2, 4, 2, 4, 2, 14] as const },
  ],
};

describe("operations: skeletonize", () => {
  it("gives trees in micrometres, with radii", async () => {
    const batches = await batchesFrom(skeletonize, volumeTables({ ...bars, um: 0.5 }), { instances: [1] });
    const [skeleton] = rowsFrom(batches, "skeletons");
    const nodes = rowsFrom(batches, "skeleton_nodes");
    const branches = rowsFrom(batches, "skeleton_branches");
    expect(skeleton).to.include({ volume_id: "bars", channel: 0, instance: 1, method: "lee94", voxels: 108 });
    expect(skeleton).to.include({ nodes: 10, degree_1: 2, degree_2: 8, edges: 9, dropped_edges: 0, unit: "um" });
    expect(skeleton!.cable_length).to.equal(4.5);
    expect(nodes.map(({ parent }) => parent)).to.deep.equal([null, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(nodes.every(({ z, y, z_um, radius }) => z === 3 && y === 3 && z_um === 1.5 && radius === 1)).to.equal(true);
    expect(nodes.map(({ kind }) => kind)).to.deep.equal(["root", ...Array(8).fill("path"), "end"]);
    expect(branches).to.have.length(1);
    expect(branches[0]).to.include({ branch_type: "tip-tip", nodes: 10, length: 4.5, euclidean_distance: 4.5 });
  });

  it("counts in voxels where their edges are not known", async () => {
    const batches = await batchesFrom(skeletonize, volumeTables({ ...bars, um: null }), { instances: [1] });
    expect(rowsFrom(batches, "skeletons")[0]).to.include({ unit: "voxel", cable_length: 9 });
    expect(rowsFrom(batches, "skeleton_nodes")[0]).to.include({ x_um: null, radius: 2 });
  });

  it("says when thinning leaves nothing, and keeps a line when asked", async () => {
    const [empty] = rowsFrom(await batchesFrom(skeletonize, volumeTables(bars), { instances: [7] }), "skeletons");
    expect(empty).to.include({ is_empty: true, nodes: 0, vanished_components: 1, repaired_components: null });
    const params = { instances: [7], method: "lee94-keep-even" };
    const [kept] = rowsFrom(await batchesFrom(skeletonize, volumeTables(bars), params), "skeletons");
    expect(kept).to.include({ method: "lee94-keep-even", is_empty: false, nodes: 10, repaired_components: 1 });
  });

  it("draws centre lines and their branches", async () => {
    const params = { method: "teasar", dust: 0 };
    const batches = await batchesFrom(skeletonize, volumeTables(bars), params);
    const skeletons = rowsFrom(batches, "skeletons");
    expect(skeletons.map(({ instance, is_empty }) => [instance, is_empty])).to.deep.equal([
      [1, false],
      [7, false],
    ]);
    for (const { instance, nodes, components, edges } of skeletons) {
      expect(components).to.equal(1);
      expect(edges).to.equal(nodes - 1);
      const own = rowsFrom(batches, "skeleton_branches").filter((branch) => branch.instance === instance);
      expect(own.reduce((sum, branch) => sum + branch.nodes - 1, 0)).to.equal(edges);
    }
  });

  it("leaves dust out, and counts it whatever the method", async () => {
    for (const method of ["lee94", "lee94-keep-even", "teasar"]) {
      const skeletons = rowsFrom(
        await batchesFrom(skeletonize, volumeTables(bars), { dust: 100, method }),
        "skeletons",
      );
      expect(
        skeletons.map(({ is_empty, vanished_components }) => [is_empty, vanished_components]),
        method,
      ).to.deep.equal([
        [false, 0],
        [true, 1],
      ]);
    }
  });
});
