import { expect } from "chai";
import fc from "fast-check";
import { memorySource } from "../../src/bytes/memory-source.js";
import { openNpy } from "../../src/formats/npy.js";
import { safeNumbers } from "../../src/formats/safe-numbers.js";
import { fileSource } from "../../src/node/file-source.js";
import { caught } from "../support/caught.js";
import { countingSource } from "../support/counting-source.js";
import { bytesOf, makeNpy, npyWithHeader } from "../support/make-npy.js";
import { realData } from "../support/real-data.js";

const open = (bytes: Uint8Array) => openNpy(memorySource("folder/a.npy", bytes));
const reversed = (values: ArrayBufferView & { BYTES_PER_ELEMENT: number }) => {
  const bytes = bytesOf(values);
  const size = values.BYTES_PER_ELEMENT;
  for (let start = 0; start < bytes.length; start += size) bytes.subarray(start, start + size).reverse();
  return bytes;
};

/** As text where values are 64-bit integers, which the test runner cannot print and would stop at. */
const comparable = (values: ArrayLike<unknown>) =>
  values instanceof BigInt64Array || values instanceof BigUint64Array ? Array.from(values, String) : values;

describe("openNpy", () => {
  const cases = {
    i1: new Int8Array([-128, 0, 127]),
    i2: new Int16Array([-32768, 1, 32767]),
    i4: new Int32Array([-(2 ** 31), 7, 2 ** 31 - 1]),
    i8: new BigInt64Array([-(2n ** 63n), 5n, 2n ** 63n - 1n]),
    u1: new Uint8Array([0, 128, 255]),
    u2: new Uint16Array([0, 256, 65535]),
    u4: new Uint32Array([0, 65536, 2 ** 32 - 1]),
    u8: new BigUint64Array([0n, 1n, 2n ** 64n - 1n]),
    f4: new Float32Array([-1.5, Number.NaN, Number.POSITIVE_INFINITY]),
    f8: new Float64Array([Math.PI, Number.NaN, -0]),
  };
  for (const [kind, values] of Object.entries(cases)) {
    it(`reads ${kind} in both byte orders and all versions`, async () => {
      for (const version of [1, 2, 3]) {
        const little = await open(makeNpy({ descr: `<${kind}`, shape: [3], version }, bytesOf(values)));
        expect(little).to.deep.include({ shape: [3], dtype: `<${kind}`, fortranOrder: false });
        expect(comparable(await little.read())).to.deep.equal(comparable(values));
        const big = await open(makeNpy({ descr: `>${kind}`, shape: [3], version }, reversed(values)));
        expect(comparable(await big.read())).to.deep.equal(comparable(values));
      }
    });
  }

  it("reads half precision exactly", async () => {
    const words = new Uint16Array([0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x83ff, 0x7c00, 0xfc00, 0x7e00, 0x3555]);
    const expected = [1, -2, 65504, 2 ** -14, 2 ** -24, -1023 * 2 ** -24, Infinity, -Infinity, NaN, 0.333251953125];
    expect(await (await open(makeNpy({ descr: "<f2", shape: [10] }, bytesOf(words)))).read()).to.deep.equal(
      new Float32Array(expected),
    );
    expect(await (await open(makeNpy({ descr: ">f2", shape: [10] }, reversed(words)))).read()).to.deep.equal(
      new Float32Array(expected),
    );
  });

  it("reads truth values and strings", async () => {
    const truth = await open(makeNpy({ descr: "|b1", shape: [3] }, new Uint8Array([0, 1, 1])));
    expect(await truth.read()).to.deep.equal(new Uint8Array([0, 1, 1]));
    const bytes = await open(makeNpy({ descr: "|S4", shape: [3] }, Buffer.from("AVALI\0\0\0\0\0\0\0", "latin1")));
    expect(await bytes.read()).to.deep.equal(["AVAL", "I", ""]);
    const characters = new Uint32Array([65, 0x1f9e0, 0, 0xe9, 0, 0]);
    const little = await open(makeNpy({ descr: "<U3", shape: [2] }, bytesOf(characters)));
    expect(await little.read()).to.deep.equal(["A\u{1f9e0}", "é"]);
    const big = await open(makeNpy({ descr: ">U3", shape: [2] }, reversed(characters)));
    expect(await big.read()).to.deep.equal(["A\u{1f9e0}", "é"]);
  });

  it("reads single values, empty arrays and odd headers", async () => {
    const eight = bytesOf(new Float64Array([42]));
    const single = await open(makeNpy({ descr: "<f8", shape: [] }, eight));
    expect(single.shape).to.deep.equal([]);
    expect(await single.read()).to.deep.equal(new Float64Array([42]));
    const empty = await open(makeNpy({ descr: "<f8", shape: [0, 5] }, new Uint8Array(0)));
    expect(await empty.read()).to.deep.equal(new Float64Array(0));
    for (const text of [
      `{"shape": (1L,), "fortran_order": False, "descr": "<f8"}`,
      "{'descr':'<f8','fortran_order':False,'shape':(1,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': [1], }",
    ]) {
      expect(await (await open(npyWithHeader(text, eight))).read(), text).to.deep.equal(new Float64Array([42]));
    }
  });

  it("gives any window in both orders as indexing does", async () => {
    const axis = fc.record({ length: fc.integer({ min: 1, max: 5 }), a: fc.nat(5), b: fc.nat(5) });
    await fc.assert(
      fc.asyncProperty(fc.array(axis, { maxLength: 4 }), fc.boolean(), fc.boolean(), async (axes, fortran, wantsF) => {
        const shape = axes.map(({ length }) => length);
        const window = axes.map(({ length, a, b }) => ({
          start: Math.min(a, b, length),
          end: Math.min(Math.max(a, b), length),
        }));
        const count = shape.reduce((total, length) => total * length, 1);
        const source = memorySource(
          "a",
          makeNpy({ descr: "<i4", shape, fortran }, bytesOf(Int32Array.from({ length: count }, (_, i) => i))),
        );
        const values = await (await openNpy(source)).read(window, { order: wantsF ? "F" : "C" });
        expect([...(values as Int32Array)]).to.deep.equal(indexed(shape, window, fortran, wantsF));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it("reads only the bytes of a window", async () => {
    const rows = 3000;
    const columns = 100;
    const values = bytesOf(Float64Array.from({ length: rows * columns }, (_, index) => index));
    for (const fortran of [true, false]) {
      const counted = countingSource(
        memorySource("a", makeNpy({ descr: "<f8", shape: [rows, columns], fortran }, values)),
      );
      const array = await openNpy(counted);
      expect(counted.bytesRead()).to.equal(128);
      const column = fortran ? [undefined, { start: 7, end: 8 }] : [{ start: 7, end: 8 }];
      const wanted = fortran ? rows : columns;
      expect(await array.read(column)).to.have.length(wanted);
      expect(counted.bytesRead() - 128).to.equal(wanted * 8);
      counted.reads.length = 0;
      const part = fortran
        ? [{ start: 10, end: 20 }]
        : [
            { start: 10, end: 20 },
            { start: 3, end: 5 },
          ];
      const across = await array.read(part);
      expect(across).to.have.length(fortran ? 10 * columns : 20);
      if (fortran) expect(counted.bytesRead()).to.equal(10 * columns * 8);
      else expect(counted.reads).to.have.length(1);
    }
  });

  it("refuses windows that are not inside", async () => {
    const array = await open(makeNpy({ descr: "|u1", shape: [2, 3] }, new Uint8Array(6)));
    for (const window of [[{ end: 3 }], [{ start: -1 }], [{ start: 2, end: 1 }], [{ start: 0.5 }], [{}, {}, {}]]) {
      expect((await caught(array.read(window))).tag, JSON.stringify(window)).to.equal("argument");
    }
  });

  it("refuses Python objects and other types it does not read, and says which", async () => {
    const types = {
      "|O": /pickled/,
      "<c16": /complex/,
      "|V8": /raw/,
      "<M8[ns]": /M8/,
      "<f16": /unusual size/,
      "=f8": /=f8/,
      "|f8": /f8/,
      "<i3": /i3/,
      "|S0": /S0/,
      "<U0": /U0/,
      "": /""/,
    };
    for (const [descr, message] of Object.entries(types)) {
      const error = await caught(open(makeNpy({ descr, shape: [1] }, new Uint8Array(8))));
      expect(error.tag, descr).to.equal("format");
      expect(error.message).to.include("folder/a.npy").and.match(message);
    }
    const structured = "{'descr': [('x', '<f8'), ('y', '<i4')], 'fortran_order': False, 'shape': (0,), }";
    expect((await caught(open(npyWithHeader(structured, new Uint8Array(0))))).message).to.include("structured");
  });

  it("checks sizes against the file before anything is allocated", async () => {
    const eight = new Uint8Array(8);
    for (const shape of [[2], [0], [2 ** 53 - 1], [2 ** 40, 2 ** 40], [1e9, 1e9, 1e9]]) {
      const error = await caught(open(makeNpy({ descr: "<f8", shape }, eight)));
      expect(error.tag, shape.join()).to.equal("format");
      expect(error.message).to.include("8 bytes");
    }
    const texts = [
      "(9007199254740993,)",
      "(-1,)",
      "('a',)",
      "(1.5,)",
      "7",
      `(${"1, ".repeat(65)})`,
      "((1,),)",
      "(True,)",
    ];
    for (const shape of texts) {
      const text = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`;
      expect((await caught(open(npyWithHeader(text, eight)))).tag, shape).to.equal("format");
    }
  });

  it("says what is wrong with a broken header", async () => {
    const whole = makeNpy({ descr: "<f8", shape: [1] }, new Uint8Array(8));
    for (let length = 0; length < whole.length; length++) {
      expect((await caught(open(whole.slice(0, length)))).tag, String(length)).to.equal("format");
    }
    const long = whole.slice();
    long[6] = 2;
    long.fill(255, 8, 12);
    expect((await caught(open(long))).message).to.include("header length");
    const texts = [
      "",
      "{}",
      "{'descr': '<f8', 'fortran_order': False}",
      "{'descr': '<f8', 'fortran_order': 0, 'shape': (1,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'more': 1}",
      "{'descr': '<f8', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} + 1",
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)",
      "{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}",
      `{'descr': '<f8', 'fortran_order': False, 'shape': ${"(".repeat(10_000)}}`,
      "{'__proto__': '<f8', 'fortran_order': False, 'shape': (1,)}",
    ];
    for (const text of texts) {
      const error = await caught(open(npyWithHeader(text, new Uint8Array(8))));
      expect(error.tag, text.slice(0, 60)).to.equal("format");
      expect(error.message).to.include("folder/a.npy").and.include("NPY header");
    }
    for (const code of [0x110000, 0xd800]) {
      const array = await open(makeNpy({ descr: "<U1", shape: [1] }, bytesOf(new Uint32Array([code]))));
      expect((await caught(array.read())).tag).to.equal("format");
    }
    const array = await open(makeNpy({ descr: "|S1", shape: [1] }, new Uint8Array([255])));
    expect((await caught(array.read())).tag).to.equal("format");
  });

  it("reads what NumPy wrote", async function () {
    const folder = "rsa/rsatoolbox/118_images";
    const labels = await openNpy(await fileSource(realData(this, `${folder}/118_animate_labels.npy`)));
    const names = (await labels.read()) as string[];
    expect(labels).to.deep.include({ shape: [118], dtype: "<U9" });
    expect(names.filter((name) => name === "Animate")).to.have.length(27);
    expect(names.filter((name) => name === "Inanimate")).to.have.length(91);
    const rdm = await openNpy(await fileSource(realData(this, `${folder}/118_animate_RDM.npy`)));
    expect(rdm.shape).to.deep.equal([118, 118]);
    const values = safeNumbers(await rdm.read(), "dissimilarities");
    const animate = (index: number) => names[index % 118] === "Animate" && names[Math.floor(index / 118)] === "Animate";
    expect(values.every((value, index) => value === (animate(index) ? 0 : 1))).to.equal(true);
  });
});

describe("safeNumbers", () => {
  it("gives float64 and refuses what float64 cannot hold", async () => {
    expect(safeNumbers(new BigInt64Array([1n, -(2n ** 53n - 1n)]), "x")).to.deep.equal(
      new Float64Array([1, -(2 ** 53 - 1)]),
    );
    expect(safeNumbers(new Float32Array([0.5, NaN]), "x")).to.deep.equal(new Float64Array([0.5, NaN]));
    expect((await caught(() => safeNumbers(new BigInt64Array([2n ** 53n]), "x"))).tag).to.equal("numeric");
    expect((await caught(() => safeNumbers(["a"], "x"))).tag).to.equal("numeric");
  });
});

/** The values of a window by the definition of the two orders, value = position in the file. */
function indexed(
  shape: readonly number[],
  window: readonly { start: number; end: number }[],
  fortran: boolean,
  wantsF: boolean,
): number[] {
  const strideOf = (axis: number) =>
    (fortran ? shape.slice(0, axis) : shape.slice(axis + 1)).reduce((total, length) => total * length, 1);
  let positions = [0];
  const axes = shape.map((_, axis) => axis);
  for (const axis of wantsF ? axes.reverse() : axes) {
    const { start, end } = window[axis]!;
    const steps = Array.from({ length: end - start }, (_, index) => (start + index) * strideOf(axis));
    positions = positions.flatMap((position) => steps.map((step) => position + step));
  }
  return positions;
}
