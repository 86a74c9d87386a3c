import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import { openNifti } from "../../src/formats/nifti.js";
import { type DamageOptions, damagedCopies } from "../support/damaged-copies.js";
import { makeNifti, type NiftiInput } from "../support/make-nifti.js";
import { bytesOf } from "../support/make-npy.js";
import { realData } from "../support/real-data.js";
import { survive } from "../support/survive.js";

/** The whole image, one volume and one series: as many values as the header says, in no more bytes than the file has. */
async function check(bytes: Uint8Array): Promise<void> {
  for (const heldBytes of [2 ** 28, 0]) {
    const image = await openNifti(memorySource("the file", bytes), { heldBytes });
    expect(image.affine.matrix.every(Number.isFinite)).to.equal(true);
    const values = await image.read();
    expect(values).to.have.length(image.shape.reduce((total, length) => total * length, 1));
    const last = image.shape.length - 1;
    const one = { start: 0, end: 1 };
    const volume = await image.read(image.shape.map((_, axis) => (axis === last ? one : undefined)));
    expect(String(volume)).to.equal(String(values.slice(0, volume.length)));
    expect(await image.read(image.shape.map((_, axis) => (axis < last ? one : undefined)))).to.have.length(
      image.shape[last]!,
    );
  }
}

const refusedOf = (bytes: Uint8Array, options: DamageOptions) =>
  survive(damagedCopies(bytes, options), check, { named: "the file" });

const values = bytesOf(new Int16Array(480).map((_, index) => index * 3));
const plain: NiftiInput = {
  ...{ shape: [4, 5, 6, 4], values, bitpix: 16, units: 10, pixdim: [1, 2, 2, 2, 2.5], slope: 2, intercept: 1 },
  ...{ qform: { code: 1, numbers: [0.1, 0.2, 0.3, 1, 2, 3] } },
};
const sform = { code: 2, numbers: [2, 0, 0, 1, 0, 2, 0, 1, 0, 0, 2, 1] };
const files: Readonly<Record<string, NiftiInput>> = {
  "NIfTI-1": plain,
  "NIfTI-2, big-endian": { ...plain, version: 2, bigEndian: true, sform },
  "NIfTI-1 with extensions": { ...plain, offset: 1008, sform },
};

describe("damaged NIfTI files", function () {
  this.timeout(120_000);

  for (const [index, [name, input]] of Object.entries(files).entries()) {
    it(`${name}: 1,000 damaged copies give an error, or as many values as the header says`, async () => {
      const options = { seed: 70 + index, count: 1000, focus: [[0, 552] as const] };
      expect(await refusedOf(makeNifti(input), options)).to.be.within(200, 990);
    });

    it(`${name}, compressed: 500 damaged copies, and 500 of a damaged header`, async () => {
      expect(await refusedOf(makeNifti({ ...input, gzip: true }), { seed: 80 + index, count: 500 })).to.be.above(400);
      const copies = [...damagedCopies(makeNifti(input), { seed: 90 + index, count: 500, focus: [[0, 552]] })];
      const packed = copies.map(({ bytes, what }) => ({ bytes: new Uint8Array(gzipSync(bytes)), what }));
      expect(await survive(packed, check, { named: "the file" })).to.be.within(150, 495);
    });
  }

  it("damaged copies of real files", async function () {
    const mask = await readFile(realData(this, "encoding/haxby-25mm/mask_hoc.nii.gz"));
    expect(await refusedOf(mask, { seed: 75, count: 600 })).to.be.above(500);
  });
});
