import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { openBold } from "../../../src/datasets/voxels/open-bold.js";
import { voxelChannels } from "../../../src/datasets/voxels/voxel-channels.js";
import { openNifti } from "../../../src/formats/nifti.js";
import { caught } from "../../support/caught.js";
import { makeNifti } from "../../support/make-nifti.js";
import { bytesOf } from "../../support/make-npy.js";

const time = { units: 10, pixdim: [1, 1, 1, 1, 2] };
const quantity = { name: "bold", unit: null, description: "" };

describe("openBold", () => {
  it("reads long series in several pieces, and any stretch of them", async () => {
    const values = new Uint8Array(128 * 128 * 65 * 9).map((_, index) => (index * 31) % 251);
    const series = await openBold(
      memorySource("a.nii", makeNifti({ shape: [128, 128, 65, 9], datatype: 2, values, ...time })),
    );
    const voxels = 128 * 128 * 65;
    const { traces } = await series.traces(1, 9);
    for (const voxel of [0, 12_345, voxels - 1]) {
      const expected = Array.from({ length: 8 }, (_, volume) => values[voxel + (volume + 1) * voxels]);
      expect([...traces[voxel]!]).to.deep.equal(expected);
    }
  });

  it("takes further axes of length 1, and integers of 64 bit as long as float64 holds them", async () => {
    const file = (last: bigint) => {
      const values = bytesOf(new BigInt64Array([1n, 2n, 3n, last]));
      return memorySource("a.nii", makeNifti({ shape: [2, 1, 1, 2, 1], datatype: 1024, values, ...time }));
    };
    const series = await openBold(file(-4n));
    expect((await series.traces(0, 2)).traces.map((trace) => [...trace])).to.deep.equal([
      [1, 3],
      [2, -4],
    ]);
    const large = await openBold(file(2n ** 60n));
    expect((await caught(large.traces(0, 2))).message).to.match(/values of a\.nii: value 3 is 1152921504606846976/);
    const deep = makeNifti({ shape: [2, 1, 1, 1, 2], datatype: 2, values: new Uint8Array(4), ...time });
    expect((await caught(openBold(memorySource("a.nii", deep)))).message).to.match(
      /expected four axes.*2 × 1 × 1 × 1 × 2/,
    );
  });
});

describe("voxelChannels", () => {
  it("gives no positions where the header places the image nowhere, or in no unit", async () => {
    const sform = { code: 1, numbers: [2, 0, 0, 5, 0, 2, 0, 6, 0, 0, 2, 7] };
    const xOf = async (input: object) => {
      const file = makeNifti({ shape: [2, 1, 1, 1], values: new Uint8Array(4), ...input });
      const image = await openNifti(memorySource("a.nii", file));
      return voxelChannels(image, quantity).map(({ x_m, coordinate_frame }) => [x_m, coordinate_frame]);
    };
    expect(await xOf({ units: 2, sform })).to.deep.equal([
      [0.005, "scanner"],
      [0.007, "scanner"],
    ]);
    expect(await xOf({ units: 3, sform })).to.deep.equal([
      [0.000005, "scanner"],
      [0.000007, "scanner"],
    ]);
    expect(await xOf({ units: 1, sform })).to.deep.equal([
      [5, "scanner"],
      [7, "scanner"],
    ]);
    expect(await xOf({ units: 0, sform })).to.deep.equal(Array(2).fill([null, null]));
    expect(await xOf({ units: 2 })).to.deep.equal(Array(2).fill([null, null]));
  });
});
