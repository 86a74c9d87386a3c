import { expect } from "chai";
import fc from "fast-check";
import { neighboursOf, voxelNeighbours } from "../../src/volumes/voxel-neighbours.js";
import { caught } from "../support/caught.js";
import { offsets26 } from "../support/swept-skeleton.js";
import { boxSets, noiseSets } from "../support/voxel-sets.js";

describe("voxelNeighbours", () => {
  it("finds what looking at all 26 places finds, at borders too", () => {
    fc.assert(
      fc.property(fc.oneof(boxSets, noiseSets), ({ shape, voxels }) => {
        const [nz, ny, nx] = shape;
        const numberOf = new Map([...voxels].map((voxel, i) => [voxel, i]));
        const neighbours = voxelNeighbours(voxels, shape);
        const into = new Int32Array(26);
        expect(neighbours.count).to.equal(voxels.length);
        for (const [i, voxel] of voxels.entries()) {
          const [z, y, x] = [Math.floor(voxel / nx / ny), Math.floor(voxel / nx) % ny, voxel % nx];
          let pattern = 0;
          const expected: number[] = [];
          for (const [dz, dy, dx] of offsets26) {
            if (Math.min(z + dz, y + dy, x + dx) < 0 || z + dz >= nz || y + dy >= ny || x + dx >= nx) continue;
            const other = numberOf.get(((z + dz) * ny + y + dy) * nx + x + dx);
            if (other === undefined) continue;
            expected.push(other);
            pattern |= 1 << (9 * (dz + 1) + 3 * (dy + 1) + dx + 1);
          }
          expect(neighbours.patterns[i]).to.equal(pattern);
          expect([...into.subarray(0, neighboursOf(neighbours, i, into))]).to.deep.equal(expected);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("counts places beyond 2^32", () => {
    const shape = [5000, 4000, 3000] as const;
    const row = 4000 * 3000;
    const first = 4000 * row + 2000 * 3000;
    const neighbours = voxelNeighbours(Float64Array.of(first, first + 1, first + row + 3001, first + 3 * row), shape);
    expect([...neighbours.patterns]).to.deep.equal([(1 << 14) | (1 << 26), (1 << 12) | (1 << 25), 1 | 2, 0]);
  });

  for (const [name, voxels] of Object.entries({
    "do not rise": [3, 2],
    "are there twice": [3, 3],
    "lie outside": [8],
    "are negative": [-1],
    "are no whole numbers": [0.5],
    "are no numbers": [Number.NaN],
  }))
    it(`refuses voxels that ${name}`, async () => {
      const error = await caught(() => voxelNeighbours(Float64Array.from(voxels), [2, 2, 2]));
      expect(error.tag).to.equal("argument");
    });
});
