import fc from "fast-check";
import type { VolumeShape } from "../../src/volumes/label-volume.js";

/** A small volume and some of its voxels, as rising flat indices. */
export interface VoxelSet {
  readonly shape: VolumeShape;
  readonly voxels: Float64Array;
}

/** The voxels at which a condition holds. */
export function voxelsWhere(shape: VolumeShape, holds: (z: number, y: number, x: number) => boolean): Float64Array {
  const voxels: number[] = [];
  const [nz, ny, nx] = shape;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) for (let x = 0; x < nx; x++) if (holds(z, y, x)) voxels.push((z * ny + y) * nx + x);
  return Float64Array.from(voxels);
}

const box = fc.record({
  start: fc.tuple(fc.nat(8), fc.nat(8), fc.nat(8)),
  lengths: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 9 })),
});

/** Some boxes, with a few voxels turned over: solids of all thicknesses, joined, apart and at borders. */
export const boxSets: fc.Arbitrary<VoxelSet> = fc
  .record({
    shape: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 10 })),
    boxes: fc.array(box, { minLength: 1, maxLength: 4 }),
    turned: fc.array(fc.nat(809), { maxLength: 12 }),
  })
  .map(({ shape, boxes, turned }) => {
    const flips = new Set(turned);
    const voxels = voxelsWhere(shape, (...place) => {
      const isInside = boxes.some(({ start, lengths }) =>
        place.every((at, axis) => at >= start[axis]! && at < start[axis]! + lengths[axis]!),
      );
      return isInside !== flips.has((place[0] * shape[1] + place[1]) * shape[2] + place[2]);
    });
    return { shape, voxels };
  });

/** Each voxel by the toss of a coin, of any weight. */
export const noiseSets: fc.Arbitrary<VoxelSet> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain((shape) =>
    fc
      .record({
        level: fc.integer({ min: 1, max: 19 }),
        tosses: fc.array(fc.nat(19), { minLength: 216, maxLength: 216 }),
      })
      .map(({ level, tosses }) => ({
        shape,
        voxels: voxelsWhere(shape, (z, y, x) => tosses[(z * shape[1] + y) * shape[2] + x]! < level),
      })),
  );
