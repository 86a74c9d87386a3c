import { deflateSync } from "node:zlib";
import { expect } from "chai";
import type { Dataset } from "h5wasm/node";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { openMat } from "../../../src/formats/mat.js";
import { caught } from "../../support/caught.js";
import { writtenHdf5 } from "../../support/hdf5-files.js";
import { type Mat5Options, makeMat5 } from "../../support/make-mat5.js";
import { behindUserBlock, makeMat73 } from "../../support/make-mat73.js";
import * as mat from "../../support/mat-input.js";

const header = makeMat5({});
const open = (bytes: Uint8Array) => openMat(memorySource("a.mat", bytes));
const readFrom = async (bytes: Uint8Array, name: string) => (await open(bytes)).read(name);

/** Words behind the header of a file. */
function file(...words: readonly number[]): Uint8Array {
  return new Uint8Array(Buffer.concat([header, Buffer.from(Uint32Array.from(words).buffer)]));
}

/** A matrix x of 1 × 4 doubles, as words: tag, flags, lengths, name, tag of the numbers, and the numbers 0. */
const plain = [14, 80, 6, 8, 6, 0, 5, 8, 1, 4, 0x10001, 0x78, 9, 32, 0, 0, 0, 0, 0, 0, 0, 0];
const changed = (changes: Readonly<Record<number, number>>) => file(...plain.map((word, i) => changes[i] ?? word));

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await caught(work);
  expect(error.tag, error.message).to.equal("format");
  expect(error.message).to.include("a.mat");
  return error.message;
}

describe("files that are no sound MAT files", () => {
  it("names what other files are", async () => {
    expect(await refusal(open(new Uint8Array(0)))).to.include("0 bytes");
    expect(await refusal(open(header.slice(0, 127)))).to.include("127 bytes");
    expect(await refusal(open(Buffer.from("neuron,class\n".repeat(20))))).to.include("neuron,class");
    expect(await refusal(open(await writtenHdf5((hdf5) => hdf5.create_group("a"))))).to.include("HDF5");
    const newer = header.slice();
    newer[125] = 3;
    expect(await refusal(open(newer))).to.include("version 0x0300");
    expect(await refusal(open(behindUserBlock(new Uint8Array(2000))))).to.include("HDF5");
  });

  it("names files of version 4, in both byte orders", async () => {
    const words = [0, 2, 1, 0, 2];
    const bytes = Buffer.alloc(200);
    words.forEach((word, i) => void bytes.writeInt32LE(word, i * 4));
    expect(await refusal(open(bytes)))
      .to.include("version 4")
      .and.include("-v7");
    [1000, ...words.slice(1)].forEach((word, i) => void bytes.writeInt32BE(word, i * 4));
    expect(await refusal(open(bytes))).to.include("version 4");
  });

  it("reads the matrix that the next tests damage", async () => {
    expect(await readFrom(changed({}), "x")).to.deep.equal(mat.row([0, 0, 0, 0]));
    expect((await open(header)).variables).to.deep.equal([]);
  });

  it("names the place of what does not fit", async () => {
    expect(await refusal(open(changed({ 0: 9 }))))
      .to.include("variable at byte 128")
      .and.include("type 9");
    expect(await refusal(open(changed({ 1: 88 }))))
      .to.include("variable at byte 128")
      .and.include("truncated");
    expect(await refusal(open(file(14)))).to.include("variable at byte 128");
    expect(await refusal(open(changed({ 4: 99 })))).to.include("class 99");
    expect(await refusal(open(changed({ 8: -1 })))).to.include("-1 × 4");
    expect(await refusal(open(changed({ 7: 4 })))).to.include("axes");
    expect(await refusal(open(changed({ 10: 0x70001 })))).to.include("7");
    expect(await refusal(readFrom(changed({ 9: 5 }), "x")))
      .to.include("x, byte")
      .and.include("5 numbers");
    expect(await refusal(readFrom(changed({ 13: 2 ** 31 }), "x"))).to.include("2147483648 more bytes");
    expect(await refusal(readFrom(changed({ 12: 14 }), "x"))).to.include("type 14");
    expect(await refusal(readFrom(changed({ 13: 31 }), "x"))).to.include("31 bytes");
  });

  it("refuses lengths that the file cannot hold, before anything is made", async () => {
    const most = 2 ** 31 - 1;
    expect(await refusal(readFrom(changed({ 9: most }), "x"))).to.include("2147483647 numbers");
    expect(await refusal(open(changed({ 8: most, 9: most })))).to.include("axes");
    expect(await refusal(open(changed({ 8: most, 9: most, 6: 5, 7: 24 })))).to.include("axes");
    const classes = { cell: 1, struct: 2, char: 4, sparse: 5 };
    for (const [name, number] of Object.entries(classes)) {
      expect(await refusal(readFrom(changed({ 4: number, 9: most }), "x")), name).to.include("x, byte");
    }
    const bare = makeMat5({ s: mat.structArray([1, 2], [{}, {}]) });
    expect(await readFrom(bare, "s")).to.deep.equal(mat.structArray([1, 2], [{}, {}]));
    const lengths = Buffer.from(bare).indexOf(Buffer.from(Int32Array.of(1, 2).buffer));
    new DataView(bare.buffer).setInt32(lengths + 4, most, true);
    expect(await refusal(readFrom(bare, "s"))).to.include("at most");
  });

  it("refuses characters, fields, names and numbers that cannot be", async () => {
    const text = makeMat5({ t: "éé" }, { text: "utf8" });
    text[text.indexOf(0xc3)] = 0xff;
    expect(await refusal(readFrom(text, "t")))
      .to.include("t, byte")
      .and.include("Unicode");
    const code = makeMat5({ t: "é" }, { text: "utf32" });
    code[code.length - 1] = 0xff;
    expect(await refusal(readFrom(code, "t"))).to.include("Unicode");
    const twice = makeMat5({ s: mat.struct({ ab: 1, ac: 2 }) });
    twice[Buffer.from(twice).indexOf("ac") + 1] = 0x62;
    expect(await refusal(readFrom(twice, "s"))).to.include("one name twice");
    const [first, second] = [makeMat5({ a: 1 }), makeMat5({ a: 2 })];
    expect(await refusal(open(Buffer.concat([first, second.subarray(128)])))).to.include('"a" again');
    const class8 = changed({ 4: 8, 14: 1, 15: 0x40590000 });
    expect(await refusal(readFrom(class8, "x"))).to.include("class int8");
  });

  it("takes field names as names, whatever they are", async () => {
    const bytes = makeMat5({ s: mat.struct({ o_proto_o: 1 }) });
    bytes.set(Buffer.from("__proto__"), Buffer.from(bytes).indexOf("o_proto_o"));
    const value = await readFrom(bytes, "s");
    expect(value.kind === "struct" && Object.entries(value.elements[0]!)).to.deep.equal([
      ["__proto__", mat.toMatValue(1)],
    ]);
    expect(Object.getPrototypeOf(value.kind === "struct" && value.elements[0])).to.equal(Object.prototype);
  });

  it("refuses sparse matrices whose parts do not fit", async () => {
    const bytes = makeMat5(
      {
        s: mat.sparse(3, 2, [
          [1, 0, 5],
          [2, 1, 6],
        ]),
      },
      { smallElements: false },
    );
    const starts = Buffer.from(bytes).indexOf(Buffer.from(Int32Array.of(0, 1, 2).buffer));
    const rows = Buffer.from(bytes).indexOf(Buffer.from(Int32Array.of(1, 2).buffer), starts - 40);
    const put = (at: number, value: number): Uint8Array => {
      const copy = bytes.slice();
      new DataView(copy.buffer).setInt32(at, value, true);
      return copy;
    };
    expect(await readFrom(bytes, "s")).to.have.property("kind", "sparse");
    expect(await refusal(readFrom(put(rows, 3), "s"))).to.include("row 4 of 3");
    expect(await refusal(readFrom(put(rows, -1), "s"))).to.include("row 0 of 3");
    expect(await refusal(readFrom(put(starts + 4, 3), "s"))).to.include("column 2 that ends before");
    expect(await refusal(readFrom(put(starts + 8, 3), "s"))).to.include("3 entries, of which 2");
    expect(await refusal(readFrom(put(starts, 1), "s"))).to.include("start at 1");
  });

  it("refuses deflated variables that are damaged, cut short, too long, or larger than allowed", async () => {
    const zeros = mat.column(new Float64Array(500_000));
    const bytes = makeMat5({ x: zeros }, { compressed: true });
    expect(bytes.length).to.be.below(8000);
    expect(await readFrom(bytes, "x")).to.deep.equal(zeros);
    const file5 = await open(bytes);
    expect(await refusal(file5.read("x", { maxBytes: 1_000_000 }))).to.include("at most 1000000 bytes");
    const inflated = makeMat5({ s: mat.struct({ large: zeros, small: 1 }) }, { compressed: true });
    const small = (await open(inflated)).read("s", { fields: ["small"], maxBytes: 1_000_000 });
    expect(await refusal(small)).to.include("at most 1000000 bytes");
    const checksum = bytes.slice();
    checksum[bytes.length - 1]! ^= 1;
    expect(await refusal(readFrom(checksum, "x"))).to.include("x: expected sound deflated bytes");
    const deflated = (element: Uint8Array): Uint8Array => {
      const body = deflateSync(element);
      return new Uint8Array(Buffer.concat([file(15, body.length), body]));
    };
    const element = Buffer.from(Uint32Array.from(plain).buffer);
    expect(await readFrom(deflated(element), "x")).to.deep.equal(mat.row([0, 0, 0, 0]));
    expect(await refusal(readFrom(deflated(element.subarray(0, -8)), "x"))).to.include("88 inflated bytes");
    expect(await refusal(readFrom(deflated(Buffer.concat([element, element])), "x"))).to.include("more");
    expect(await refusal(open(deflated(element.subarray(0, 5))))).to.include("variable at byte 128");
    expect(await refusal(open(file(15, 4, 0x12345678)))).to.include("sound deflated bytes");
  });

  it("counts what values cost in memory, in both versions", async () => {
    const many = mat.cell(Array.from({ length: 3000 }, () => mat.numeric([0, 0], [])));
    const limits = { plain: makeMat5({ many }), hdf5: await makeMat73({ many: mat.column(new Float64Array(40_000)) }) };
    for (const [name, bytes] of Object.entries(limits)) {
      const opened = await open(bytes);
      expect(await refusal(opened.read("many", { maxBytes: 200_000 })), name).to.include("200000 bytes");
      await opened.read("many");
    }
  });

  it("refuses arrays nested without end, in both versions", async () => {
    const nested = (depth: number): mat.MatInput => (depth === 0 ? 1 : mat.cell([nested(depth - 1)]));
    const options: Mat5Options[] = [{}, { compressed: true }];
    for (const option of options) {
      expect(await readFrom(makeMat5({ x: nested(60) }, option), "x")).to.have.property("kind", "cell");
      expect(await refusal(readFrom(makeMat5({ x: nested(70) }, option), "x"))).to.include("at most 64 arrays");
    }
    expect(await readFrom(await makeMat73({ x: nested(60) }), "x")).to.have.property("kind", "cell");
    expect(await refusal(readFrom(await makeMat73({ x: nested(70) }), "x"))).to.include("at most 64 arrays");
  });

  it("refuses a cell of version 7.3 that holds itself", async () => {
    const bytes = await makeMat73({ x: mat.cell([1]) }, (hdf5) => {
      const data = [(hdf5.get("x") as Dataset).create_reference()];
      hdf5.create_dataset({ name: "y", data, shape: [1, 1], dtype: "Reference" });
    });
    // y refers to x; the reference in x to its item is replaced by that in y, so x refers to x
    const opened = await open(bytes);
    expect(await opened.read("y")).to.deep.equal(mat.cell([mat.cell([1])]));
    const addresses = await referencesIn(bytes);
    const circle = bytes.slice();
    circle.set(addresses.y, Buffer.from(bytes).lastIndexOf(Buffer.from(addresses.x)));
    expect(await refusal(readFrom(circle, "x"))).to.include("does not hold itself");
  });

  it("counts an array of version 7.3 as often as it is referred to", async () => {
    const bytes = await makeMat73({ level0: 1 }, (hdf5) => {
      for (let level = 1; level <= 40; level++) {
        const before = hdf5.get(`level${level - 1}`) as Dataset;
        const data = [before.create_reference(), before.create_reference()];
        const cell = hdf5.create_dataset({ name: `level${level}`, data, shape: [2, 1], dtype: "Reference" });
        cell.create_attribute("MATLAB_class", "cell", [], "S4");
      }
    });
    expect(await readFrom(bytes, "level2")).to.deep.equal(mat.cell([mat.cell([1, 1]), mat.cell([1, 1])]));
    expect(await refusal(readFrom(bytes, "level40"))).to.include("at most 1073741824 bytes");
  });

  it("refuses arrays of version 7.3 that are not what their attributes say", async () => {
    const odd = await makeMat73({ text: "a", numbers: 1, list: mat.cell([1]) }, (hdf5) => {
      const make = (name: string, dtype: string, className: string): void => {
        const dataset = hdf5.create_dataset({ name, data: [1, 2], shape: [2], dtype: dtype as "<d" });
        if (className !== "") dataset.create_attribute("MATLAB_class", className, [], `S${className.length}`);
      };
      make("char", "<d", "char");
      make("cell", "<d", "cell");
      make("int8", "<d", "int8");
      make("plain", "<f", "");
    });
    expect(await refusal(readFrom(odd, "char")))
      .to.include("characters")
      .and.include("float64");
    expect(await refusal(readFrom(odd, "cell")))
      .to.include("references")
      .and.include("float64");
    expect(await readFrom(odd, "int8")).to.deep.equal(mat.numeric([2, 1], [1, 2], "int8"));
    expect(await readFrom(odd, "plain")).to.deep.equal(mat.numeric([2, 1], [1, 2], "single"));
    const emptied = await makeMat73({ a: 1 }, (hdf5) => {
      hdf5
        .create_dataset({ name: "e", data: [1, 2], shape: [2], dtype: "<d" })
        .create_attribute("MATLAB_empty", Uint8Array.of(1), [], "<B");
    });
    expect(await refusal(open(emptied)))
      .to.include("an array without elements")
      .and.include("1 × 2");
    const sparse = await makeMat73({ a: 1 }, (hdf5) => {
      hdf5.create_group("s").create_attribute("MATLAB_sparse", Int32Array.of(-3), [], "<i");
    });
    expect(await refusal(open(sparse)))
      .to.include("a number of rows")
      .and.include("-3");
    const group = await makeMat73({ a: 1 }, (hdf5) => {
      const dataset = hdf5.create_dataset({ name: "s", data: [1], shape: [1, 1], dtype: "<d" });
      dataset.create_attribute("MATLAB_class", "struct", [], "S6");
    });
    expect(await refusal(open(group))).to.include("a group for class struct");
  });
});

/** The stored references of x and y. */
async function referencesIn(bytes: Uint8Array): Promise<{ readonly x: Uint8Array; readonly y: Uint8Array }> {
  const { openHdf5 } = await import("../../../src/formats/hdf5.js");
  const hdf5 = await openHdf5(memorySource("a.mat", bytes));
  const bytesOf = async (name: string): Promise<Uint8Array> => {
    const [reference] = await (await hdf5.dataset(name)).read();
    return (reference as { bytes: Uint8Array }).bytes;
  };
  const references = { x: await bytesOf("x"), y: await bytesOf("y") };
  hdf5.close();
  return references;
}
