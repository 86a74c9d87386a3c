import { expect } from "chai";
import type { Group } from "h5wasm/node";
import { memorySource } from "../../src/bytes/memory-source.js";
import type { MatStruct, MatValue } from "../../src/formats/mat/mat-value.js";
import { openMat } from "../../src/formats/mat.js";
import { caught } from "../support/caught.js";
import { countingSource } from "../support/counting-source.js";
import { makeMat5 } from "../support/make-mat5.js";
import { makeMat73 } from "../support/make-mat73.js";
import * as mat from "../support/mat-input.js";

const variables: Readonly<Record<string, mat.MatInput>> = {
  traces: mat.matrix([
    [1, 2.5, Number.NaN],
    [-3, Number.POSITIVE_INFINITY, 0],
  ]),
  whole: mat.numeric([2, 3, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 11]),
  below: mat.row([-7, 300, 70000]),
  name: "AVAL",
  accents: "naïve Δ 神経",
  emoji: "a🧠b",
  lines: mat.char(["AVAL ", "RIMR ", "RMEDL"]),
  cube: { kind: "char", shape: [2, 3, 2], rows: ["abc", "def", "ghi", "jkl"] },
  nothing: "",
  names: mat.cell(["AVAL", mat.cell(["RIML"]), 3, mat.cell([], [0, 0])]),
  worms: mat.structArray(
    [3, 2],
    [1, 2, 3, 4, 5, 6].map((id) => ({ id, ids: mat.cell([`neuron ${id}`]), traces: mat.column([id, -id]) })),
  ),
  options: mat.struct({ fps: 2.8, on: true, deep: mat.struct({ deeper: mat.struct({ x: "y" }) }) }),
  bare: mat.structArray([1, 0], [], ["a", "b"]),
  mask: mat.logical([2, 2], [true, false, false, true]),
  weights: mat.sparse(4, 5, [
    [3, 0, 1.5],
    [0, 4, -2],
    [2, 4, 7],
  ]),
  pairs: mat.sparse(3, 3, [[1, 1, 1]], "logical"),
  spectrum: mat.sparse(2, 2, [[1, 0, 1, -1]]),
  blank: mat.sparse(3, 2, []),
  waves: mat.numeric([1, 2], [1.5, 2], "double", [-1, 0.25]),
  turn: mat.numeric([1, 2], [1, 2], "int64", [3, 4]),
  empty: mat.numeric([0, 3], []),
  table: mat.opaque("table", [12, 3]),
  ...Object.fromEntries(
    (["single", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"] as const).map((name) => [
      `as_${name}`,
      mat.numeric([2, 1], [1, 100], name),
    ]),
  ),
  huge: mat.numeric([1, 2], [2n ** 63n - 1n, -(2n ** 63n)], "int64"),
  vast: mat.numeric([1, 1], [2n ** 64n - 1n], "uint64"),
};

async function readAll(bytes: Uint8Array): Promise<Record<string, MatValue>> {
  const file = await openMat(memorySource("a.mat", bytes));
  const values: Record<string, MatValue> = {};
  for (const { name, className, shape } of file.variables) {
    const value = await file.read(name);
    values[name] = value;
    expect(shape, name).to.deep.equal(value.shape);
    expect(className, name).to.equal("className" in value ? value.className : value.kind);
  }
  file.close();
  return values;
}

const expected = Object.fromEntries(Object.entries(variables).map(([name, input]) => [name, mat.toMatValue(input)]));

describe("openMat", () => {
  for (const compressed of [false, true]) {
    for (const bigEndian of [false, true]) {
      it(`reads version 5, ${compressed ? "deflated" : "plain"}, ${bigEndian ? "big" : "little"}-endian`, async () => {
        for (const text of ["uint16", "utf16", "utf8", "utf32"] as const) {
          // In UTF-32 a character is one element, so the length that counts UTF-16 code units is right only without emoji.
          const bytes = makeMat5(variables, { compressed, bigEndian, text });
          const values = await readAll(bytes);
          expect(Object.keys(values)).to.deep.equal(Object.keys(variables));
          expect(values).to.deep.equal(expected);
        }
      });
    }
  }

  it("reads numbers that are stored narrower than their class, and without small elements", async () => {
    const bytes = makeMat5(variables, { narrow: true });
    expect(bytes.length).to.be.below(makeMat5(variables).length);
    expect(await readAll(bytes)).to.deep.equal(expected);
    expect(await readAll(makeMat5(variables, { smallElements: false }))).to.deep.equal(expected);
  });

  it("reads truth values of sparse matrices that MATLAB stores as bytes and calls doubles", async () => {
    const pairs = mat.sparse(
      5,
      4,
      [0, 1, 2, 3, 4].map((i) => [i, i % 4, 1]),
      "logical",
    );
    const bytes = makeMat5({ pairs });
    const tag = Buffer.from(bytes).indexOf(Buffer.from(Uint32Array.of(2, 5, 0x01010101).buffer));
    bytes[tag] = 9;
    expect(await readAll(bytes)).to.deep.equal({ pairs });
  });

  it("reads version 7.3", async () => {
    const values = await readAll(await makeMat73(variables));
    expect(Object.keys(values)).to.have.members(Object.keys(variables));
    for (const [name, value] of Object.entries(values)) {
      if (name === "bare") continue; // the names of its fields are in an attribute that the writer cannot write
      expect(ordered(value), name).to.deep.equal(ordered(expected[name]!));
    }
    expect(values.bare).to.deep.equal({ kind: "struct", shape: [1, 0], fields: [], elements: [] });
  });

  it("gives objects of old classes as structures with the name of their class", async () => {
    const object: MatStruct = { ...mat.struct({ a: 1 }), className: "inline" };
    for (const bytes of [makeMat5({ object }), makeMat5({ object }, { compressed: true })]) {
      const file = await openMat(memorySource("a.mat", bytes));
      expect(file.variables).to.deep.equal([{ name: "object", className: "inline", shape: [1, 1] }]);
      expect(await file.read("object")).to.deep.equal(object);
    }
    const bytes = await makeMat73({ object }, (hdf5) => {
      (hdf5.get("object") as Group).create_attribute("MATLAB_object_decode", Int32Array.of(2), [], "<i");
    });
    expect(await (await openMat(memorySource("a.mat", bytes))).read("object")).to.deep.equal(object);
  });

  it("reports what only MATLAB can read, and reads the rest around it", async () => {
    const odd = mat.cell([mat.opaque("function_handle"), "a", mat.opaque("string", [2, 1]), 5]);
    const file = await openMat(memorySource("a.mat", makeMat5({ handle: mat.opaque("function_handle"), odd })));
    expect(file.variables[0]).to.deep.equal({ name: "handle", className: "function_handle", shape: [1, 1] });
    expect(await file.read("odd")).to.deep.equal(odd);
    const unmarked = makeMat5({ t: mat.opaque("table", [12, 3]) });
    unmarked[unmarked.indexOf(0xdd)] = 0xdc;
    const unknown = await openMat(memorySource("a.mat", unmarked));
    expect(await unknown.read("t")).to.deep.equal(mat.opaque("table", []));
  });

  it("hides what objects of newer classes refer to", async () => {
    const hidden = { "": mat.row([1, 2, 3]), t: mat.opaque("table", [3, 2]) };
    const file = await openMat(memorySource("a.mat", makeMat5(hidden)));
    expect(file.variables).to.deep.equal([{ name: "t", className: "table", shape: [3, 2] }]);
    const hdf5 = await makeMat73({ a: 1 }, (written) => written.create_group("#subsystem#"));
    expect((await openMat(memorySource("a.mat", hdf5))).variables.map(({ name }) => name)).to.deep.equal(["a"]);
  });

  it("reads only the fields that are asked for", async () => {
    const worms = expected.worms as MatStruct;
    const wanted = { ...worms, fields: ["ids"], elements: worms.elements.map(({ ids }) => ({ ids: ids! })) };
    for (const bytes of [makeMat5(variables), makeMat5(variables, { compressed: true }), await makeMat73(variables)]) {
      const file = await openMat(memorySource("a.mat", bytes));
      expect(await file.read("worms", { fields: ["ids", "absent"] })).to.deep.equal(wanted);
      expect(await file.read("name", { fields: ["ids"] })).to.deep.equal(expected.name);
    }
  });

  it("reads of a file the headers, and of the variables the one that is asked for", async () => {
    const large = mat.column(Float64Array.from({ length: 100_000 }, (_, index) => Math.sin(index)));
    const several = { a: large, b: mat.row([1, 2, 3]), c: large };
    for (const compressed of [false, true]) {
      const counted = countingSource(memorySource("a.mat", makeMat5(several, { compressed })));
      const file = await openMat(counted);
      expect(file.variables.map(({ name }) => name)).to.deep.equal(["a", "b", "c"]);
      const listed = counted.bytesRead();
      expect(listed).to.be.below(40_000);
      expect(await file.read("b")).to.deep.equal(several.b);
      expect(counted.bytesRead() - listed).to.be.below(200);
      expect(await file.read("c")).to.deep.equal(large);
    }
  });

  it("names variables that are not there, and stops when asked to", async () => {
    const file = await openMat(memorySource("a.mat", makeMat5(variables)));
    const error = await caught(file.read("trace"));
    expect(error.tag).to.equal("unknown-name");
    expect(error.message).to.include("a.mat").and.include("traces");
    const reason = new Error("enough");
    expect(await caught(file.read("traces", { signal: AbortSignal.abort(reason) }))).to.equal(reason);
  });
});

/** The same value with its fields by name: HDF5 lists them so. */
function ordered(value: MatValue): MatValue {
  if (value.kind === "cell") return { ...value, items: value.items.map(ordered) };
  if (value.kind !== "struct") return value;
  const elements = value.elements.map((element) =>
    Object.fromEntries(Object.entries(element).map(([name, inner]) => [name, ordered(inner)])),
  );
  return { ...value, fields: [...value.fields].sort(), elements };
}
