import { expect } from "chai";
import fc from "fast-check";
import { memorySource } from "../../src/bytes/memory-source.js";
import { writeHdf5 } from "../../src/formats/hdf5/write-hdf5.js";
import { openHdf5 } from "../../src/formats/hdf5.js";
import { openNpy } from "../../src/formats/npy.js";
import { writeNpy } from "../../src/formats/write-npy.js";
import { caught } from "../support/caught.js";

describe("written NPY files", () => {
  it("come back, whatever their shape", async () => {
    const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const count = shape.reduce((product, length) => product * length, 1);
        const values = Float64Array.from({ length: count }, (_, index) => (index === 3 ? Number.NaN : index / 3));
        const array = await openNpy(memorySource("a.npy", writeNpy(shape, values)));
        expect([array.shape, array.dtype, array.fortranOrder]).to.deep.equal([shape, "<f8", false]);
        expect(await array.read()).to.deep.equal(values);
      }),
      { seed: 1, numRuns: 60 },
    );
    expect((await caught(() => writeNpy([2, 2], new Float64Array(3)))).message).to.match(/4 values, found 3/);
  });
});

describe("written HDF5 files", () => {
  it("come back with groups, attributes, numbers and texts", async () => {
    const bytes = await writeHdf5({
      attributes: { measure: "euclidean" },
      arrays: { d: { shape: [2, 2], values: Float64Array.of(1, Number.NaN, 3, 4) } },
      groups: {
        empty: {},
        of: {
          arrays: {
            words: { shape: [2], values: ["a", "long word"] },
            blank: { shape: [1], values: [""] },
            counts: { shape: [2], values: BigInt64Array.of(-1n, 2n ** 40n) },
          },
        },
      },
    });
    const file = await openHdf5(memorySource("a.h5", bytes));
    try {
      expect((await file.attributes("/")).get("measure")).to.equal("euclidean");
      const dataset = await file.dataset("/d");
      expect([dataset.shape, ...(await dataset.numbers())]).to.deep.equal([[2, 2], 1, Number.NaN, 3, 4]);
      expect(await file.kind("/empty")).to.equal("group");
      expect(await (await file.dataset("/of/words")).strings()).to.deep.equal(["a", "long word"]);
      expect(await (await file.dataset("/of/blank")).strings()).to.deep.equal([""]);
      expect([...(await (await file.dataset("/of/counts")).numbers())]).to.deep.equal([-1, 2 ** 40]);
    } finally {
      file.close();
    }
  });

  it("are refused before anything is written where they could not be read", async () => {
    const failure = async (content: Parameters<typeof writeHdf5>[0]) => (await caught(writeHdf5(content))).message;
    expect(await failure({ attributes: { a: "é" } })).to.match(/text in ASCII, found "é"/);
    expect(await failure({ groups: { "a/b": {} } })).to.match(/a name without \//);
    const arrays = { d: { shape: [3], values: new Float64Array(2) } };
    expect(await failure({ groups: { g: { arrays } } })).to.match(/\/g\/d: expected 3 values, .* found 2/);
    expect(await failure({ arrays: { none: { shape: [0], values: new Float64Array(0) } } })).to.match(/at least one/);
  });
});
