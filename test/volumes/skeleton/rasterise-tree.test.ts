import { expect } from "chai";
import fc from "fast-check";
import { componentsOfRuns } from "../../../src/volumes/components-of-runs.js";
import { containsVoxel } from "../../../src/volumes/contains-voxel.js";
import { countVoxels } from "../../../src/volumes/count-voxels.js";
import { rasteriseTree } from "../../../src/volumes/skeleton/rasterise-tree.js";
import { voxelsOfRuns } from "../../../src/volumes/voxels-of-runs.js";

const shape = [14, 15, 16] as const;
const flat = (z: number, y: number, x: number): number => (z * 15 + y) * 16 + x;
const treeOf = (nodes: readonly (readonly [number, number, number, number?])[], parents: readonly number[]) => ({
  z: Float64Array.from(nodes, ([z]) => z),
  y: Float64Array.from(nodes, ([, y]) => y),
  x: Float64Array.from(nodes, ([, , x]) => x),
  radii: Float64Array.from(nodes, ([, , , radius]) => radius ?? Number.NaN),
  parents: Int32Array.from(parents),
});
const at = fc.double({ min: -4, max: 19, noNaN: true });
const radius = fc.double({ min: 0, max: 5, noNaN: true });

type Node = readonly [z: number, y: number, x: number, radius: number];

/** Every voxel of the volume against many balls along the edge. */
function expectBalls(a: Node, b: Node, voxelEdges: readonly [number, number, number]): void {
  const tree = treeOf([a, b], [-1, 0]);
  const filled = rasteriseTree(tree, shape, { thickness: "radius", voxelEdges }).runs;
  const line = rasteriseTree(tree, shape, { thickness: "lines", voxelEdges }).runs;
  for (let voxel = 0; voxel < 14 * 15 * 16; voxel++) {
    const [z, y, x] = [Math.floor(voxel / 240), Math.floor(voxel / 16) % 15, voxel % 16];
    // how deep the voxel lies in the deepest of many balls, which is near the deepest of all
    let depth = Number.NEGATIVE_INFINITY;
    for (let k = 0; k <= 80; k++) {
      const mix = (i: 0 | 1 | 2 | 3): number => a[i] + (k / 80) * (b[i] - a[i]);
      const [dz, dy, dx] = [z * voxelEdges[0] - mix(0), y * voxelEdges[1] - mix(1), x * voxelEdges[2] - mix(2)];
      depth = Math.max(depth, mix(3) - Math.sqrt(dz * dz + dy * dy + dx * dx));
    }
    const isFilled = containsVoxel(filled, voxel);
    if (depth > 1e-6) expect(isFilled).to.equal(true);
    if (depth < -0.3) expect(isFilled).to.equal(containsVoxel(line, voxel));
  }
}

describe("rasteriseTree", () => {
  it("draws lines that hang together, of as many voxels as their longest axis", () => {
    const inside = fc.tuple(fc.nat({ max: 13 }), fc.nat({ max: 14 }), fc.nat({ max: 15 }));
    fc.assert(
      fc.property(inside, inside, (a, b) => {
        const { runs, nodesOutside } = rasteriseTree(treeOf([a, b], [-1, 0]), shape, { thickness: "lines" });
        const longest = Math.max(...a.map((from, axis) => Math.abs(from - b[axis]!)));
        expect(countVoxels(runs)).to.equal(longest + 1);
        expect(componentsOfRuns(runs, shape, 26).count).to.equal(1);
        expect(containsVoxel(runs, flat(...a)) && containsVoxel(runs, flat(...b))).to.equal(true);
        expect(nodesOutside).to.equal(0);
      }),
      { numRuns: 300 },
    );
  });

  it("leaves out what lies outside, however far", () => {
    const far = rasteriseTree(
      treeOf(
        [
          [3, 3, -1e15],
          [3, 3, 1e15],
        ],
        [-1, 0],
      ),
      shape,
      { thickness: "lines" },
    );
    expect([...voxelsOfRuns(far.runs)]).to.deep.equal(Array.from({ length: 16 }, (_, x) => flat(3, 3, x)));
    expect(far.nodesOutside).to.equal(2);
    const huge = rasteriseTree(treeOf([[7, 7, 7, 1e300]], [-1]), shape, { thickness: "radius" });
    expect(countVoxels(huge.runs)).to.equal(14 * 15 * 16);
    const tree = treeOf([[7, 7, 7, Number.POSITIVE_INFINITY]], [-1]);
    expect(() => rasteriseTree(tree, shape, { thickness: "radius" })).to.throw(/radii\[0\]: expected a finite radius/);
    const nowhere = treeOf([[7, 7, Number.NaN]], [-1]);
    expect(() => rasteriseTree(nowhere, shape, { thickness: "lines" })).to.throw(/node 0: expected a finite place/);
  });

  it("draws lines that keep within half a voxel of the straight one", () => {
    const { runs } = rasteriseTree(
      treeOf(
        [
          [1, 2, 0],
          [10, 5, 15],
        ],
        [-1, 0],
      ),
      shape,
      { thickness: "lines" },
    );
    for (const voxel of voxelsOfRuns(runs)) {
      const share = (voxel % 16) / 15;
      expect(Math.abs(Math.floor(voxel / 240) - (1 + 9 * share))).to.be.at.most(0.5);
      expect(Math.abs((Math.floor(voxel / 16) % 15) - (2 + 3 * share))).to.be.at.most(0.5);
    }
  });

  it("fills the balls along an edge and no more", () => {
    expectBalls([7, 7, 1, 0.5], [7, 7, 12, 6], [1, 1, 1]);
    expectBalls([2, 2, 2, 5], [6, 6, 9, 0], [0.5, 1, 1.5]);
    const edges = fc.tuple(fc.constantFrom(0.5, 1, 2), fc.constantFrom(0.5, 1), fc.constantFrom(1, 1.5));
    fc.assert(fc.property(fc.tuple(at, at, at, radius), fc.tuple(at, at, at, radius), edges, expectBalls), {
      numRuns: 6,
    });
  });

  it("makes of one node a ball", () => {
    const { runs } = rasteriseTree(treeOf([[7, 7, 7, 2]], [-1]), shape, { thickness: "radius" });
    expect(countVoxels(runs)).to.equal(33);
  });
});
