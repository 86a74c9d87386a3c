import { expect } from "chai";
import { openZip } from "../../src/bytes/zip.js";
import type { BlockedArray } from "../../src/formats/blocked-array.js";
import { openZarr } from "../../src/formats/zarr.js";
import { fileSource } from "../../src/node/file-source.js";
import { folderFiles } from "../../src/node/folder-files.js";
import { accumulateIntensities } from "../../src/volumes/accumulate-intensities.js";
import { accumulateStatistics } from "../../src/volumes/accumulate-statistics.js";
import { collectLabelVolume } from "../../src/volumes/collect-label-volume.js";
import { summedColumnNames } from "../../src/volumes/instance-columns.js";
import { instancePairs } from "../../src/volumes/instance-pairs.js";
import { instanceStatistics } from "../../src/volumes/instance-statistics.js";
import type { LabelVolume } from "../../src/volumes/label-volume.js";
import { volumeOverlaps } from "../../src/volumes/volume-overlaps.js";
import { realData } from "../support/real-data.js";

function collect(array: BlockedArray): Promise<LabelVolume> {
  return collectLabelVolume(array.shape, (onRun) => array.foreground(onRun), { file: array.file });
}

/** Pairs that share voxels, as labels and the number of voxels. */
function overlapsOf(volume: LabelVolume): number[][] {
  return instancePairs(volume)
    .filter(({ overlapVoxels }) => overlapVoxels > 0)
    .map(({ a, b, overlapVoxels }) => [volume.instances[a]!.label, volume.instances[b]!.label, overlapVoxels]);
}

/** Rows of a table, each from several columns. */
function rowsOf(...columns: readonly (readonly unknown[])[]): unknown[][] {
  return columns[0]!.map((_, row) => columns.map((column) => column[row]));
}

function expectClose(found: readonly number[], expected: readonly number[], digits: number): void {
  expect(found.map((value) => value.toFixed(digits))).to.deep.equal(expected.map((value) => value.toFixed(digits)));
}

describe("ground truth of R14A02-20180905_65_A6", () => {
  let array: BlockedArray;
  let volume: LabelVolume;
  before(async function () {
    const store = await openZarr(folderFiles(realData(this, "fisbe/gt/R14A02-20180905_65_A6.zarr")));
    array = await store.array("volumes/gt_instances");
    volume = await collect(array);
  });

  // reference values: NumPy, cc3d and scikit-image 0.26 over the whole volume
  it("has seven instances, of these sizes and boxes", () => {
    const t = instanceStatistics(volume);
    expect([volume.channels, ...volume.shape]).to.deep.equal([7, 385, 685, 686]);
    expect(rowsOf(t.channel, t.instance, t.voxels)).to.deep.equal([
      [0, 1, 72631],
      [1, 2, 41350],
      [2, 3, 47861],
      [3, 4, 70804],
      [4, 5, 3888],
      [5, 6, 53601],
      [6, 7, 29399],
    ]);
    expect(rowsOf(t.z_min, t.y_min, t.x_min, t.z_max, t.y_max, t.x_max)).to.deep.equal([
      [194, 367, 332, 338, 582, 686],
      [54, 344, 43, 339, 563, 372],
      [54, 330, 57, 343, 545, 364],
      [170, 277, 341, 329, 667, 685],
      [82, 365, 520, 271, 441, 596],
      [64, 37, 340, 337, 337, 542],
      [62, 181, 251, 290, 553, 639],
    ]);
    expect(t.touches_border).to.deep.equal([true, false, false, false, false, false, false]);
  });

  it("has these pieces at 6, 18 and 26 neighbours", () => {
    const t = instanceStatistics(volume, { columns: ["components_6", "components_18", "components_26"] });
    expect(rowsOf(t.components_6, t.components_18, t.components_26)).to.deep.equal([
      [56, 7, 1],
      [150, 25, 1],
      [379, 51, 7],
      [78, 9, 2],
      [52, 9, 5],
      [46, 7, 1],
      [535, 76, 2],
    ]);
  });

  it("has these overlaps", () => {
    expect(overlapsOf(volume)).to.deep.equal([
      [1, 4, 3],
      [2, 3, 673],
      [4, 7, 1],
    ]);
    const { foregroundVoxels, sharedVoxels, overlapVoxels } = volumeOverlaps(volume);
    expect([foregroundVoxels, sharedVoxels]).to.deep.equal([318857, 677]);
    expect(Array.from(overlapVoxels)).to.deep.equal([3, 673, 673, 4, 0, 0, 1]);
  });

  it("has the centroids and the shape that scikit-image finds", () => {
    const t = instanceStatistics(volume);
    expectClose(
      rowsOf(t.centroid_z, t.centroid_y, t.centroid_x).flat() as number[],
      [
        [306.961504, 487.350388, 534.102105],
        [197.159492, 447.695647, 219.516784],
        [165.146132, 449.521761, 248.740164],
        [265.37745, 541.932532, 432.735128],
        [196.552469, 413.404064, 571.264146],
        [173.259846, 223.07789, 415.259603],
        [139.65788, 443.82496, 472.153441],
      ].flat(),
      6,
    );
    const lengths = [
      [51.765586, 382.847874, 63.336176],
      [42.903458, 708.842621, 69.982014],
      [45.0465, 618.297772, 72.639782],
      [51.327848, 445.366977, 104.063466],
      [19.509339, 205.370395, 31.233361],
      [46.779771, 599.137581, 99.797282],
      [38.292288, 510.934662, 50.346242],
    ];
    expectClose(
      rowsOf(t.equivalent_diameter, t.axis_major_length, t.axis_minor_length).flat() as number[],
      lengths.flat(),
      6,
    );
    const extent = [0.00662701, 0.00201368, 0.00250904, 0.00331923, 0.00356154, 0.00323994, 0.00089335];
    expectClose(t.extent, extent, 8);
    const eigenvalues = [
      [10518.8644, 7529.1983, 3390.8132],
      [28823.652, 25367.7672, 3945.6331],
      [22259.7905, 19378.4336, 3409.0107],
      [11387.756, 10459.0475, 2011.629],
      [2461.663, 2157.6261, 401.5892],
      [20423.661, 18446.2669, 2973.3439],
      [15378.2932, 13179.4487, 2452.3189],
    ];
    expectClose(
      rowsOf(t.inertia_eigenvalue_0, t.inertia_eigenvalue_1, t.inertia_eigenvalue_2).flat() as number[],
      eigenvalues.flat(),
      4,
    );
    const tensor = [t.inertia_zz, t.inertia_yy, t.inertia_xx, t.inertia_zy, t.inertia_zx, t.inertia_yx];
    expectClose(
      tensor.map((entry) => entry[2]!),
      [13219.62590143, 20238.27192575, 11589.33700805, 2755.02956888, 8579.98432353, -886.50660494],
      8,
    );
  });

  it("gives the same table without keeping a run", async () => {
    const options = { columns: summedColumnNames, voxelUm: [0.44, 0.44, 0.44], dim: [3, 5, 7] } as const;
    const stream = accumulateStatistics(array.shape, options);
    await array.foreground(stream.onRun);
    const table = instanceStatistics(volume, options);
    expect(table.is_dim).to.deep.equal([false, false, true, false, true, false, true]);
    expect(table.volume_um3[0]).to.be.closeTo(72631 * 0.085184, 1e-8);
    expect(stream.table()).to.deep.equal(table);
  });
});

describe("crop of JRC_SS05008-20160318_24_B2", () => {
  let image: BlockedArray;
  let volume: LabelVolume;
  before(async function () {
    const file = realData(this, "fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip");
    const zip = await openZip(await fileSource(file));
    const store = await openZarr(zip);
    image = await store.array("volumes/raw");
    volume = await collect(await store.array("volumes/gt_instances"));
  });

  // reference values: NumPy and cc3d
  it("has three instances that overlap", () => {
    const t = instanceStatistics(volume);
    expect(rowsOf(t.instance, t.voxels, t.z_min, t.y_min, t.x_min, t.z_max, t.y_max, t.x_max)).to.deep.equal([
      [1, 3765, 0, 0, 0, 50, 43, 31],
      [2, 6193, 0, 0, 0, 50, 45, 50],
      [3, 14246, 0, 0, 0, 50, 50, 50],
    ]);
    expect(rowsOf(t.components_6, t.components_18, t.components_26)).to.deep.equal([
      [15, 12, 10],
      [36, 14, 9],
      [24, 12, 9],
    ]);
    expectClose(
      rowsOf(t.centroid_z, t.centroid_y, t.centroid_x).flat() as number[],
      [19.907304, 9.486056, 8.873307, 31.047311, 18.005167, 18.293234, 23.441738, 19.174646, 16.301769],
      6,
    );
    expect(overlapsOf(volume)).to.deep.equal([
      [1, 2, 168],
      [1, 3, 262],
      [2, 3, 2025],
    ]);
    const { foregroundVoxels, sharedVoxels } = volumeOverlaps(volume);
    expect([foregroundVoxels, sharedVoxels]).to.deep.equal([21819, 2315]);
  });

  it("has these mean intensities", async () => {
    const { wanted, onBlock, table } = accumulateIntensities(volume, image.shape);
    for await (const block of image.blocks({ wanted })) onBlock(block);
    const found = table();
    expect(rowsOf(found.instance, found.raw_channel)).to.deep.equal(
      [1, 2, 3].flatMap((instance) => [0, 1, 2].map((channel) => [instance, channel])),
    );
    const means = [
      [55.674369, 467.888977, 31.64595],
      [137.703213, 95.269175, 279.624738],
      [401.319598, 43.869086, 62.106205],
    ];
    expectClose(found.mean, means.flat(), 6);
    expect(Math.max(...found.max)).to.equal(3287);
  });
});
