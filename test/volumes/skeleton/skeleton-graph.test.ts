import { expect } from "chai";
import fc from "fast-check";
import { runsOfVoxels } from "../../../src/volumes/runs-of-voxels.js";
import { rasteriseTree } from "../../../src/volumes/skeleton/rasterise-tree.js";
import { skeletonBranches } from "../../../src/volumes/skeleton/skeleton-branches.js";
import { skeletonForest } from "../../../src/volumes/skeleton/skeleton-forest.js";
import { degreeCounts, skeletonGraph } from "../../../src/volumes/skeleton/skeleton-graph.js";
import { nodeKinds, treeMeasures } from "../../../src/volumes/skeleton/tree-measures.js";
import { parquetRows } from "../../support/parquet-rows.js";
import { realData } from "../../support/real-data.js";

type Voxel = readonly [z: number, y: number, x: number];

const shape = [12, 12, 12] as const;
const flat = ([z, y, x]: Voxel): number => (z * 12 + y) * 12 + x;
const graphOf = (places: readonly Voxel[]) => skeletonGraph(Float64Array.from(places, flat).sort(), shape);

/**
 * Of each instance of R14A02: voxels, pieces, voxels with one, two, more neighbours, pairs; then skan 0.13.1 on the same
 * voxels: branches of type 0 to 3, sums of their lengths and straight distances.
 */
const known = [
  [[3220, 1, 110, 2077, 1033, 5044], [0, 299, 508, 5], 4383.4331158113, 3493.5052906067],
  [[4116, 1, 68, 1316, 2732, 13343], [0, 749, 827, 5], 4963.7167189972, 3990.9148666709],
  [[7690, 7, 114, 1634, 5942, 26753], [1, 1498, 1881, 16], 9336.6144933668, 7400.0077754218],
  [[4248, 2, 173, 3010, 1065, 5631], [1, 305, 633, 1], 5894.9752047586, 4677.1266684369],
  [[465, 5, 30, 357, 78, 498], [3, 25, 62, 1], 665.9435913077, 518.5661066767],
  [[3594, 1, 28, 1017, 2549, 11946], [0, 628, 650, 1], 4213.6638291057, 3394.1161339543],
  [[4425, 2, 225, 2234, 1966, 6424], [0, 381, 1502, 11], 6799.9919284745, 5460.7931173335],
] as const;

describe("skeletons of R14A02", () => {
  const realShape = [385, 685, 686] as const;
  const voxels = new Map<number, number[]>();
  before(async function () {
    const file = realData(this, "fisbe/golden/skeleton_voxels_R14A02-20180905_65_A6.parquet");
    for (const { kind, instance, z, y, x } of await parquetRows<Record<string, number | string>>(file)) {
      if (kind !== "gt") continue;
      const list = voxels.get(Number(instance)) ?? [];
      list.push((Number(z) * 685 + Number(y)) * 686 + Number(x));
      voxels.set(Number(instance), list);
    }
  });
  const graphs = () => known.map((_, i) => skeletonGraph(Float64Array.from(voxels.get(i + 1)!).sort(), realShape));

  it("have the known degrees, pieces and pairs", () => {
    for (const [i, graph] of graphs().entries()) {
      const [none, one, two, more] = degreeCounts(graph);
      const row = [graph.voxels.length, graph.componentCount, one, two, more, graph.edges];
      expect(row, `instance ${i + 1}`).to.deep.equal(known[i]![0]);
      expect(none).to.equal(0);
    }
  });

  it("have the branches that skan finds", () => {
    for (const [i, graph] of graphs().entries()) {
      const { types, lengths, euclideanDistances } = skeletonBranches(graph);
      const names = ["tip-tip", "junction-tip", "junction-junction", "cycle"];
      const counts = names.map((name) => types.filter((type) => type === name).length);
      const [, expected, length, straight] = known[i]!;
      expect(counts, `instance ${i + 1}`).to.deep.equal(expected);
      const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
      expect(sum(lengths)).to.be.closeTo(length, 1e-6);
      expect(sum(euclideanDistances)).to.be.closeTo(straight, 1e-6);
    }
  });

  it("become forests that give their voxels back", () => {
    for (const [i, graph] of graphs().entries()) {
      const forest = skeletonForest(graph);
      const [nodes, pieces, , , , edges] = known[i]![0];
      expect(treeMeasures(forest)).to.include({ nodes, roots: pieces });
      expect(forest.droppedEdges).to.equal(edges - (nodes - pieces));
      const { runs, nodesOutside } = rasteriseTree(forest, realShape, { thickness: "lines" });
      expect(runs).to.deep.equal(runsOfVoxels(graph.voxels, realShape));
      expect(nodesOutside).to.equal(0);
    }
  });
});

describe("skeletonForest", () => {
  const line = Array.from({ length: 6 }, (_, x): Voxel => [2, 3, x + 1]);

  it("begins at the farthest end, at the widest node or where it is told", () => {
    const graph = graphOf([...line, [3, 4, 7], [9, 9, 9]]);
    const far = skeletonForest(graph);
    expect([...far.x]).to.deep.equal([7, 6, 5, 4, 3, 2, 1, 9]);
    expect([...far.parents]).to.deep.equal([-1, 0, 1, 2, 3, 4, 5, -1]);
    expect([...far.components]).to.deep.equal([0, 0, 0, 0, 0, 0, 0, 1]);
    const radii = Float64Array.of(1, 1, 3, 2, 1, 1, 1, 1);
    const widest = skeletonForest(graph, { root: "largest-radius", radii });
    expect([...widest.x]).to.deep.equal([3, 2, 1, 4, 5, 6, 7, 9]);
    expect([...widest.radii!]).to.deep.equal([3, 1, 1, 2, 1, 1, 1, 1]);
    expect(nodeKinds(widest.parents)).to.deep.equal(["root", "path", "end", "path", "path", "path", "end", "root"]);
    const given = skeletonForest(graph, { root: [flat([2, 3, 2])] });
    expect([...given.x]).to.deep.equal([2, 1, 3, 4, 5, 6, 7, 9]);
    expect(() => skeletonForest(graph, { root: [flat([2, 3, 2]), flat([2, 3, 3])] })).to.throw(/root: expected voxels/);
    expect(() => skeletonForest(graph, { root: [0] })).to.throw(/root: expected voxels/);
    expect(() => skeletonForest(graph, { root: "largest-radius" })).to.throw(/radii: expected radii/);
  });

  it("prefers faces to edges to corners", () => {
    const block: Voxel[] = [];
    for (const z of [0, 1]) for (const y of [0, 1]) for (const x of [0, 1]) block.push([z, y, x]);
    const forest = skeletonForest(graphOf(block));
    expect(treeMeasures(forest).cableLength).to.equal(7);
    expect(forest.droppedEdges).to.equal(28 - 7);
    expect([...forest.degrees]).to.deep.equal(Array(8).fill(7));
  });

  it("is a spanning forest of any set of voxels, with one tree per piece", () => {
    const sets = fc.uniqueArray(fc.nat({ max: 12 ** 3 - 1 }), { maxLength: 400 });
    fc.assert(
      fc.property(sets, (set) => {
        const graph = skeletonGraph(Float64Array.from(set).sort(), shape);
        const { z, y, x, parents, components, droppedEdges } = skeletonForest(graph);
        const seen = Array.from(parents, (_, i) => flat([z[i]!, y[i]!, x[i]!]));
        expect(seen.toSorted((a, b) => a - b)).to.deep.equal([...graph.voxels]);
        parents.forEach((parent, i) => {
          expect(parent).to.be.below(i);
          const isNewTree = parent < 0 && i > 0;
          expect(components[i]).to.equal(i === 0 ? 0 : components[isNewTree ? i - 1 : parent]! + (isNewTree ? 1 : 0));
          if (parent < 0) return;
          const steps = [z, y, x].map((along) => Math.abs(along[i]! - along[parent]!));
          expect(Math.max(...steps)).to.equal(1);
        });
        const trees = parents.filter((parent) => parent < 0).length;
        expect(trees).to.equal(graph.componentCount);
        expect(droppedEdges).to.equal(graph.edges - parents.length + trees);
      }),
      { numRuns: 100 },
    );
  });
});

describe("skeletonBranches", () => {
  const arm = (dz: number, dy: number, dx: number): Voxel[] =>
    Array.from({ length: 4 }, (_, k) => [5 + dz * (k + 1), 5 + dy * (k + 1), 5 + dx * (k + 1)]);

  it("tells tips, junctions and rings apart", () => {
    const cross = skeletonBranches(graphOf([[5, 5, 5], ...arm(0, 0, 1), ...arm(0, 0, -1), ...arm(1, 1, 0)]));
    expect(cross.types).to.deep.equal(Array(3).fill("junction-tip"));
    const ring: Voxel[] = [
      [0, 1, 0],
      [0, 0, 1],
      [0, 1, 2],
      [0, 2, 1],
    ];
    const rings = skeletonBranches(graphOf(ring));
    expect(rings.types).to.deep.equal(["cycle"]);
    expect(rings.lengths[0]).to.be.closeTo(4 * Math.SQRT2, 1e-12);
    expect(rings.euclideanDistances[0]).to.equal(0);
    expect([...rings.nodes]).to.deep.equal([0, 1, 3, 2, 0]);
    const line = graphOf([
      [0, 0, 0],
      [0, 0, 1],
      [1, 1, 2],
    ]);
    const radii = Float64Array.of(1, 2, 6);
    const { types, lengths, euclideanDistances, meanRadii } = skeletonBranches(line, { voxelEdges: [4, 3, 2], radii });
    expect(types).to.deep.equal(["tip-tip"]);
    expect(lengths[0]).to.be.closeTo(2 + Math.sqrt(29), 1e-12);
    expect(euclideanDistances[0]).to.be.closeTo(Math.sqrt(41), 1e-12);
    expect(meanRadii![0]).to.equal(3);
    expect(skeletonBranches(graphOf([[3, 3, 3]])).count).to.equal(0);
  });
});
