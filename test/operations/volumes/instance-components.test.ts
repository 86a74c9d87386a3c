import { expect } from "chai";
import { instanceComponents } from "../../../src/operations/volumes/instance-components.js";
import { volumeTables } from "../../support/volume-tables.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

/** Two cubes that share a corner, and a voxel further away, all with one label. */
const pieces = volumeTables({
  ...{ id: "pieces", role: "labels", shape: [6, 6, 10] },
  boxes: [
    { channel: 0, label: 4, box: [0, 2, 0, 2, 0, 2] },
    { channel: 0, label: 4, box: [2, 5, 2, 5, 2, 5] },
    { channel: 0, label: 4, box: [0, 1, 0, 1, 9, 10] },
  ],
});

describe("operations: instance-components", () => {
  it("takes instances apart by corners, edges or faces", async () => {
    const sizes = async (connectivity: number) =>
      rowsFrom(await batchesFrom(instanceComponents, pieces, { connectivity }), "instance_components").map(
        ({ voxels, rank }) => [voxels, rank],
      );
    expect(await sizes(26)).to.deep.equal([
      [35, 1],
      [1, 2],
    ]);
    for (const connectivity of [6, 18]) {
      expect(await sizes(connectivity)).to.deep.equal([
        [8, 2],
        [1, 3],
        [27, 1],
      ]);
    }
  });

  it("marks dust and all but the largest", async () => {
    const kept = async (params: object) =>
      rowsFrom(
        await batchesFrom(instanceComponents, pieces, { connectivity: 6, ...params }),
        "instance_components",
      ).map((row) => row.kept);
    expect(await kept({})).to.deep.equal([true, true, true]);
    expect(await kept({ dust: 2 })).to.deep.equal([true, false, true]);
    expect(await kept({ largest: 1 })).to.deep.equal([false, false, true]);
  });

  it("refuses another connectivity", async () => {
    const refused = await batchesFrom(instanceComponents, pieces, { connectivity: 8 }).catch((error: unknown) => error);
    expect(refused).to.have.property("tag", "schema");
  });
});
