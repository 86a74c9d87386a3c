import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import { isNeuroloomError } from "../../src/errors.js";
import { niftiBlockedArray } from "../../src/formats/nifti-blocks.js";
import { caught } from "../support/caught.js";
import { damagedCopies } from "../support/damaged-copies.js";
import { makeNifti } from "../support/make-nifti.js";
import { bytesOf } from "../support/make-npy.js";
import { readBlocks, readForeground } from "../support/read-blocked.js";
import { survive } from "../support/survive.js";

/** Lengths of x, y, z; x changes fastest, as in C order over z, y, x. */
const lengths = [5, 4, 3];
const labels = Array.from({ length: 60 }, (_, index) => (index % 7 > 3 ? index % 5 : 0));
const int16 = bytesOf(Int16Array.from(labels));

describe("NIfTI images by blocks", () => {
  it("axes are reversed, versions, compression and trailing axes of one element make no difference", async () => {
    for (const version of [1, 2] as const) {
      for (const gzip of [false, true]) {
        for (const shape of [lengths, [...lengths, 1], [...lengths, 1, 1]]) {
          const bytes = makeNifti({ version, gzip, shape, values: int16, description: "labels" });
          const array = await niftiBlockedArray(memorySource("a.nii", bytes));
          expect(array.shape).to.deep.equal([3, 4, 5]);
          expect(array.dtype).to.equal("int16");
          expect(array.storedBytes).to.equal(bytes.length);
          expect([...(await readForeground(array))]).to.deep.equal(labels);
          expect([...(await readBlocks(array))]).to.deep.equal(labels);
          expect((await array.attributes()).description).to.equal("labels");
        }
      }
    }
  });

  it("channels come first, axes of space stay even where they have one element", async () => {
    const bytes = makeNifti({ shape: [5, 4, 1, 1, 3], values: int16 });
    const array = await niftiBlockedArray(memorySource("c.nii", bytes));
    expect(array.shape).to.deep.equal([3, 1, 4, 5]);
    expect([...(await readForeground(array))]).to.deep.equal(labels);
  });

  it("scaled values are told scaled, integers of 64 bit as numbers or errors", async () => {
    const scaled = makeNifti({ shape: lengths, values: int16, slope: 0.5, intercept: 0 });
    const array = await niftiBlockedArray(memorySource("s.nii", scaled));
    expect(array.dtype).to.equal("float64");
    expect([...(await readForeground(array))]).to.deep.equal(labels.map((value) => value / 2));
    const wide = (value: bigint): Promise<Float64Array> =>
      niftiBlockedArray(
        memorySource(
          "w.nii",
          makeNifti({ shape: [1, 1, 2], datatype: 1024, values: bytesOf(BigInt64Array.of(value, 0n)) }),
        ),
      ).then(readForeground);
    expect([...(await wide(-7n))]).to.deep.equal([-7, 0]);
    expect(String(await caught(wide(2n ** 60n)))).to.match(/FormatError: w\.nii: NIfTI values: .*2\^53/);
  });

  it("2000 damaged files give data or a named error", async () => {
    let read = 0;
    for (const gzip of [false, true]) {
      const bytes = makeNifti({ shape: lengths, values: int16, gzip });
      const focus = gzip ? {} : { focus: [[0, 352]] as const };
      const refused = await survive(
        damagedCopies(bytes, { seed: 11, count: 1000, ...focus }),
        async (copy) => {
          const array = await niftiBlockedArray(memorySource("damaged.nii", copy));
          let elements = 0;
          for await (const block of array.blocks()) elements += block.values.length;
          expect(elements).to.be.at.most(1032 * copy.length);
          await array.foreground(() => undefined);
          read += 1;
        },
        { named: "damaged.nii" },
      );
      expect(refused).to.be.above(200);
    }
    expect(read).to.be.above(200);
  });

  it("files that were cut off anywhere", async () => {
    for (const gzip of [false, true]) {
      const bytes = makeNifti({ shape: lengths, values: int16, gzip });
      for (let length = 0; length < bytes.length; length += 3) {
        const error = await caught(async () => {
          await readForeground(await niftiBlockedArray(memorySource("cut.nii", bytes.slice(0, length))));
        });
        expect(isNeuroloomError(error, "format"), `${length}: ${error}`).to.equal(true);
      }
    }
  });
});
