import { expect } from "chai";
import fc from "fast-check";
import type { VolumeShape } from "../../../src/volumes/label-volume.js";
import { runsOfVoxels } from "../../../src/volumes/runs-of-voxels.js";
import { type ThinnedVoxels, type ThinOptions, thin } from "../../../src/volumes/thinning/thin.js";
import { parquetRows } from "../../support/parquet-rows.js";
import { realData } from "../../support/real-data.js";
import { sweptSkeleton } from "../../support/swept-skeleton.js";
import { boxSets, noiseSets, type VoxelSet, voxelsWhere } from "../../support/voxel-sets.js";

function thinned({ voxels, shape }: VoxelSet, options?: ThinOptions): ThinnedVoxels {
  return thin(runsOfVoxels(voxels, shape), shape, options);
}

/** A solid box, and how much room it has around it on each side. */
function solid(lengths: VolumeShape, room = 0): VoxelSet {
  const shape = lengths.map((length) => length + 2 * room) as [number, number, number];
  const voxels = voxelsWhere(shape, (...place) => place.every((at, axis) => at >= room && at < room + lengths[axis]!));
  return { shape, voxels };
}

interface GoldenCase {
  readonly case: string;
  readonly nz: number;
  readonly ny: number;
  readonly nx: number;
  readonly input: readonly number[];
  readonly skeleton: readonly number[];
}

describe("thin", () => {
  it("gives the skeletons of scikit-image for all its cases", async function () {
    const cases = await parquetRows<GoldenCase>(realData(this, "fisbe/golden/lee94_and_cc_cases.parquet"));
    let nEmpty = 0;
    for (const { case: name, nz, ny, nx, input, skeleton } of cases) {
      const result = thinned({ shape: [nz, ny, nx], voxels: Float64Array.from(input) });
      expect([...result.voxels], name).to.deep.equal(skeleton);
      expect(result.isEmpty, name).to.equal(skeleton.length === 0);
      nEmpty += Number(result.isEmpty);
    }
    expect([cases.length, nEmpty]).to.deep.equal([125, 17]);
  });

  it("leaves what sweeps over the whole volume leave", () => {
    fc.assert(
      fc.property(fc.oneof(boxSets, noiseSets), (set) => {
        const { voxels } = thinned(set);
        expect([...voxels]).to.deep.equal([...sweptSkeleton(set)]);
        expect([...thinned({ ...set, voxels }).voxels], "thinned again").to.deep.equal([...voxels]);
      }),
      { numRuns: 250, seed: 1 },
    );
  });

  it("thins a volume of a single slice from four sides", () => {
    const sizes = [
      [3, 8],
      [5, 9],
      [4, 8],
    ] as const;
    const within = sizes.map(([y, x]) => thinned(solid([1, y, x], 2)).voxels.length);
    const alone = sizes.map(([y, x]) => thinned(solid([1, y, x])).voxels.length);
    expect([within, alone]).to.deep.equal([
      [8, 5, 0],
      [8, 7, 6],
    ]);
  });

  it("depends on the order of the axes", () => {
    expect(thinned(solid([2, 6, 12], 1)).voxels).to.have.lengthOf(8);
    expect(thinned(solid([12, 2, 6], 1)).isEmpty).to.equal(true);
  });

  it("tells what vanished", () => {
    const shape = [2, 2, 30] as const;
    // a bar that vanishes, a line that stays, a cube that vanishes
    const voxels = voxelsWhere(shape, (z, y, x) => x < 10 || (z + y === 0 && x > 12 && x < 20) || x > 27);
    const { voxels: left, ...told } = thinned({ shape, voxels });
    expect([...left]).to.deep.equal([13, 14, 15, 16, 17, 18, 19]);
    expect(told).to.deep.equal({ rules: "lee94", vanishedComponents: 2, repairedComponents: 0, isEmpty: false });
    const { voxels: kept, ...repaired } = thinned({ shape, voxels }, { keepEven: true });
    expect([...kept]).to.include.members([13, 14, 15, 16, 17, 18, 19]);
    expect(repaired).to.deep.equal({
      rules: "lee94-keep-even",
      vanishedComponents: 0,
      repairedComponents: 2,
      isEmpty: false,
    });
  });

  it("has nothing to say about nothing", () => {
    const told = { voxels: new Float64Array(0), vanishedComponents: 0, repairedComponents: 0, isEmpty: true };
    expect(thinned({ shape: [4, 4, 4], voxels: new Float64Array(0) })).to.deep.equal({ rules: "lee94", ...told });
  });

  it("takes the time of the voxels, not of the volume", () => {
    const bar = thinned(solid([5, 5, 12]));
    const shape = [40_000, 40_000, 40_000] as const;
    const corner = 39_000 * 40_000 * 40_000;
    const far = voxelsWhere([5, 5, 12], () => true).map((voxel) => {
      const [z, y, x] = [Math.floor(voxel / 60), Math.floor(voxel / 12) % 5, voxel % 12];
      return corner + (z * 40_000 + y) * 40_000 + x;
    });
    expect(thin(runsOfVoxels(far, shape), shape).voxels).to.have.lengthOf(bar.voxels.length);
  });
});
