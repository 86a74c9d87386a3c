import { expect } from "chai";
import fc from "fast-check";
import { componentsOfRuns } from "../../../src/volumes/components-of-runs.js";
import type { VolumeShape } from "../../../src/volumes/label-volume.js";
import { runsOfVoxels } from "../../../src/volumes/runs-of-voxels.js";
import { erode } from "../../../src/volumes/thinning/erode.js";
import { removed, startErosion } from "../../../src/volumes/thinning/erosion.js";
import { isRemovable } from "../../../src/volumes/thinning/is-removable.js";
import { layerSweeps } from "../../../src/volumes/thinning/sweeps.js";
import { thin } from "../../../src/volumes/thinning/thin.js";
import { voxelNeighbours } from "../../../src/volumes/voxel-neighbours.js";
import { offsets26 } from "../../support/swept-skeleton.js";
import { boxSets, noiseSets, type VoxelSet, voxelsWhere } from "../../support/voxel-sets.js";

function skeletonOf({ voxels, shape }: VoxelSet, keepEven: boolean): Float64Array {
  return thin(runsOfVoxels(voxels, shape), shape, { keepEven }).voxels;
}

/** What is left of a set by the rules for components that vanish. */
function thinnedAnew({ voxels, shape }: VoxelSet): Float64Array {
  const erosion = startErosion(voxelNeighbours(voxels, shape));
  expect(erode(erosion, layerSweeps.slice(0, shape[0] === 1 ? 4 : 6), isRemovable)).to.have.lengthOf(0);
  return voxels.filter((_, i) => erosion.patterns[i] !== removed);
}

/** Each voxel becomes a cube of eight, with room around: solids of even thickness. */
const evenSets = fc.oneof(boxSets, noiseSets).map(({ shape, voxels }): VoxelSet => {
  const [nz, ny, nx] = shape;
  const all = new Set(voxels);
  const doubled = [2 * nz + 2, 2 * ny + 2, 2 * nx + 2] as const;
  const half = (place: number, length: number): number =>
    place > 0 && place <= 2 * length ? Math.floor((place - 1) / 2) : Number.NaN;
  return {
    shape: doubled,
    voxels: voxelsWhere(doubled, (z, y, x) => all.has((half(z, nz) * ny + half(y, ny)) * nx + half(x, nx))),
  };
});

const allSets = fc.oneof(boxSets, noiseSets, evenSets);

/** The sets of voxels of the components, by faces, edges and corners. */
function pieces({ shape, voxels }: VoxelSet): readonly Float64Array[] {
  const runs = runsOfVoxels(voxels, shape);
  const { count, componentOf } = componentsOfRuns(runs, shape, 26);
  const members = Array.from({ length: count }, (): number[] => []);
  for (const [run, component] of componentOf.entries())
    for (let i = 0; i < runs.lengths[run]!; i++) members[component]!.push(runs.starts[run]! + i);
  return members.map((piece) => Float64Array.from(piece));
}

/** Pieces of the background by faces, in a volume with room around: one more than there are cavities. */
function backgroundPieces({ shape: [nz, ny, nx], voxels }: VoxelSet): number {
  const all = new Set(voxels);
  const shape = [nz + 2, ny + 2, nx + 2] as const;
  const isInside = (place: number, length: number): boolean => place > 0 && place <= length;
  const background = voxelsWhere(shape, (z, y, x) => {
    const isWithin = isInside(z, nz) && isInside(y, ny) && isInside(x, nx);
    return !isWithin || !all.has(((z - 1) * ny + y - 1) * nx + x - 1);
  });
  return componentsOfRuns(runsOfVoxels(background, shape), shape, 6).count;
}

/** Corners - edges + faces - cubes of all closed cubes: pieces - tunnels + cavities. */
function eulerNumber({ shape: [, ny, nx], voxels }: VoxelSet): number {
  const cells = new Map<string, number>();
  for (const voxel of voxels) {
    const place = [Math.floor(voxel / nx / ny), Math.floor(voxel / nx) % ny, voxel % nx];
    for (const offset of [...offsets26, [0, 0, 0]]) {
      const sign = offset.filter((at) => at === 0).length % 2 === 0 ? 1 : -1;
      cells.set(place.map((at, axis) => 2 * at + offset[axis]!).join(), sign);
    }
  }
  return [...cells.values()].reduce((sum, sign) => sum + sign, 0);
}

describe("thin with keepEven", () => {
  for (const thickness of [2, 4, 6])
    for (const axis of [0, 1, 2])
      it(`leaves the centre line of a bar of ${thickness} × ${thickness} × 20 along ${"zyx"[axis]}`, () => {
        const shape = [0, 1, 2].map((other) => (other === axis ? 20 : thickness)) as [number, number, number];
        const set = { shape, voxels: voxelsWhere(shape, () => true) };
        expect(skeletonOf(set, false)).to.have.lengthOf(0);
        const line = [...skeletonOf(set, true)].map((voxel) => [
          Math.floor(voxel / shape[1] / shape[2]),
          Math.floor(voxel / shape[2]) % shape[1],
          voxel % shape[2],
        ]);
        expect(line.length).to.be.within(20 - thickness, 20);
        const first = line[0]!;
        expect(line).to.deep.equal(line.map((_, i) => first.map((at, other) => at + (other === axis ? i : 0))));
        for (const [other, at] of first.entries())
          if (other !== axis) expect(at).to.be.within(thickness / 2 - 1, thickness / 2);
          else expect(at).to.be.within(0, thickness / 2);
      });

  it("leaves two voxels of a cube of even edge", () => {
    for (const edge of [2, 4, 6, 8]) {
      const shape: VolumeShape = [edge, edge, edge];
      const set = { shape, voxels: voxelsWhere(shape, () => true) };
      expect([skeletonOf(set, false).length, skeletonOf(set, true).length], String(edge)).to.deep.equal([0, 2]);
    }
  });

  it("leaves a piece of every component and no others, and those that did not vanish as they were", () => {
    let nRepaired = 0;
    fc.assert(
      fc.property(allSets, (set) => {
        const kept = new Set(skeletonOf(set, true));
        const plain = new Set(skeletonOf(set, false));
        let nVoxels = 0;
        for (const voxels of pieces(set)) {
          const here = voxels.filter((voxel) => kept.has(voxel));
          nVoxels += here.length;
          expect(pieces({ ...set, voxels: here })).to.have.lengthOf(1);
          const before = voxels.filter((voxel) => plain.has(voxel));
          if (before.length > 0) expect([...here]).to.deep.equal([...before]);
          else {
            expect([...here]).to.deep.equal([...thinnedAnew({ ...set, voxels })]);
            nRepaired++;
          }
        }
        expect(nVoxels).to.equal(kept.size);
      }),
      { numRuns: 500, seed: 1 },
    );
    expect(nRepaired).to.be.above(100);
  });

  it("keeps pieces, tunnels and cavities of what it thins anew, whatever that is", () => {
    let nTunnels = 0;
    let nCavities = 0;
    fc.assert(
      fc.property(allSets, (set) => {
        const after = { ...set, voxels: thinnedAnew(set) };
        expect(pieces(after)).to.have.lengthOf(pieces(set).length);
        expect(eulerNumber(after)).to.equal(eulerNumber(set));
        expect(backgroundPieces(after)).to.equal(backgroundPieces(set));
        const cavities = backgroundPieces(set) - 1;
        nCavities += cavities;
        nTunnels += pieces(set).length + cavities - eulerNumber(set);
      }),
      { numRuns: 250, seed: 1 },
    );
    expect(Math.min(nTunnels, nCavities)).to.be.above(10);
  });

  it("leaves the same wherever the solid lies", () => {
    const moved = { set: evenSets, room: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), behind: fc.nat(3) };
    fc.assert(
      fc.property(fc.record(moved), ({ set, room, behind }) => {
        const [, ny, nx] = set.shape;
        const shape = set.shape.map((length, axis) => length + room[axis]! + behind) as [number, number, number];
        const move = (voxel: number): number => {
          const [z, y, x] = [Math.floor(voxel / nx / ny), Math.floor(voxel / nx) % ny, voxel % nx];
          return ((z + room[0]) * shape[1] + y + room[1]) * shape[2] + x + room[2];
        };
        const there = skeletonOf({ shape, voxels: set.voxels.map(move) }, true);
        expect([...there]).to.deep.equal([...skeletonOf(set, true).map(move)]);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});
