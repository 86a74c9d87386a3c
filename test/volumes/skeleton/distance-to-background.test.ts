import { expect } from "chai";
import fc from "fast-check";
import type { VolumeShape } from "../../../src/volumes/label-volume.js";
import { runsOfVoxels } from "../../../src/volumes/runs-of-voxels.js";
import { distanceToBackground } from "../../../src/volumes/skeleton/distance-to-background.js";
import { fillHoles } from "../../../src/volumes/skeleton/fill-holes.js";
import { voxelsOfRuns } from "../../../src/volumes/voxels-of-runs.js";

const cases = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 7 }))
  .chain((shape) => {
    const size = shape[0] * shape[1] * shape[2];
    const isForeground = fc.oneof({ arbitrary: fc.constant(true), weight: 6 }, fc.constant(false));
    return fc.record({ shape: fc.constant(shape), mask: fc.array(isForeground, { minLength: size, maxLength: size }) });
  });
const edgeLength = fc.double({ min: 0.1, max: 4, noNaN: true });

/** Every foreground voxel against every background voxel, of the volume with a margin of `margin` voxels. */
function bruteForce(
  mask: readonly boolean[],
  [nz, ny, nx]: VolumeShape,
  edges: readonly number[],
  margin: 0 | 1,
): number[] {
  const isForeground = (z: number, y: number, x: number): boolean =>
    z >= 0 && y >= 0 && x >= 0 && z < nz && y < ny && x < nx && mask[(z * ny + y) * nx + x]!;
  const places: (readonly [number, number, number])[] = [];
  for (let z = -margin; z < nz + margin; z++)
    for (let y = -margin; y < ny + margin; y++) for (let x = -margin; x < nx + margin; x++) places.push([z, y, x]);
  const background = places.filter((place) => !isForeground(...place));
  return places
    .filter((place) => isForeground(...place))
    .map((place) =>
      background.reduce(
        (best, other) => Math.min(best, Math.hypot(...other.map((at, axis) => (at - place[axis]!) * edges[axis]!))),
        Number.POSITIVE_INFINITY,
      ),
    );
}

const runsOfMask = (mask: readonly boolean[], shape: VolumeShape) =>
  runsOfVoxels(
    [...mask.keys()].filter((voxel) => mask[voxel]),
    shape,
  );

describe("distanceToBackground", () => {
  it("is exact, also where voxels are no cubes and where the volume ends", () => {
    fc.assert(
      fc.property(
        cases,
        fc.tuple(edgeLength, edgeLength, edgeLength),
        fc.boolean(),
        ({ shape, mask }, edges, isKnown) => {
          const outside = isKnown ? "background" : "unknown";
          const found = distanceToBackground(runsOfMask(mask, shape), shape, edges, { outside });
          const expected = bruteForce(mask, shape, edges, isKnown ? 1 : 0);
          expect(found).to.have.length(expected.length);
          for (const [i, distance] of expected.entries()) {
            if (distance === Number.POSITIVE_INFINITY) expect(found[i]).to.equal(distance);
            else expect(found[i]).to.be.closeTo(distance, 1e-12);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("does not depend on the size of the volume", () => {
    const shape = [2 ** 17, 2 ** 17, 2 ** 17] as const;
    const start = (2 ** 16 * shape[1] + 2 ** 16) * shape[2];
    const { runs, far } = { runs: { starts: Float64Array.of(start), lengths: Int32Array.of(5) }, far: [1, 2, 3, 2, 1] };
    expect([...distanceToBackground(runs, shape, [10, 10, 1])]).to.deep.equal(far);
  });
});

describe("fillHoles", () => {
  it("fills what no way through faces leads out of", () => {
    fc.assert(
      fc.property(cases, ({ shape, mask }) => {
        const [nz, ny, nx] = shape;
        const isOpen = new Set<number>();
        const visit = (z: number, y: number, x: number): void => {
          const isInside = z >= 0 && y >= 0 && x >= 0 && z < nz && y < ny && x < nx;
          const voxel = (z * ny + y) * nx + x;
          if (!isInside || mask[voxel] || isOpen.has(voxel)) return;
          isOpen.add(voxel);
          for (const step of [-1, 1]) {
            visit(z + step, y, x);
            visit(z, y + step, x);
            visit(z, y, x + step);
          }
        };
        for (let z = 0; z < nz; z++)
          for (let y = 0; y < ny; y++)
            for (let x = 0; x < nx; x++) if ([z, nz - 1 - z, y, ny - 1 - y, x, nx - 1 - x].includes(0)) visit(z, y, x);
        const expected = [...mask.keys()].filter((voxel) => !isOpen.has(voxel));
        expect([...voxelsOfRuns(fillHoles(runsOfMask(mask, shape), shape))]).to.deep.equal(expected);
      }),
      { numRuns: 300 },
    );
  });
});
