import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import { isNeuroloomError } from "../../src/errors.js";
import type { Span } from "../../src/formats/jld2/byte-cursor.js";
import { objectReader } from "../../src/formats/jld2/object-reader.js";
import { readStoredObject } from "../../src/formats/jld2/stored-object.js";
import { readSuperblock } from "../../src/formats/jld2/superblock.js";
import type { Jld2Struct, Jld2Value } from "../../src/formats/jld2.js";
import { isJld2Map, readJld2 } from "../../src/formats/jld2.js";
import { fileSource } from "../../src/node/file-source.js";
import type { Jld2Builder } from "../support/jld2-file.js";
import { jld2Builder, message, text, u32, u64 } from "../support/jld2-file.js";
import { realData } from "../support/real-data.js";
import { regionsAround, whileMutated } from "../support/while-mutated.js";

const labelFile = "celegans/dag2023/NeuroPAL_labels_dict.jld2";

describe("readJld2", () => {
  it("reads the label dictionary of Dag2023 in its stored order", async function () {
    const source = await fileSource(realData(this, labelFile));
    const golden = JSON.parse(await readFile(realData(this, "celegans/dag2023/derived/NeuroPAL_labels.json"), "utf8"));
    const labels = (await readJld2(source)).get("NeuroPAL_labels")!;
    const matches = [...field(labels, "dict_match_dict")].map(([recording, pair]) => {
      const [byRoi] = [...(pair as Jld2Struct).fields.values()];
      const rows = [...asMap(byRoi!)].map(([roi, entry]) => ({
        roi,
        // The JSON writes Julia's `missing` comment as an empty one.
        ...Object.fromEntries([...asMap(entry)].map(([key, value]) => [key, value ?? ""])),
      }));
      return [recording, rows] as const;
    });
    expect(JSON.stringify(Object.fromEntries(matches))).to.equal(JSON.stringify(golden));
    expect(matches).to.have.length(8);
    expect(matches.reduce((sum, [, rows]) => sum + rows.length, 0)).to.equal(814);
    expect([...field(labels, "nsm_idx_dict")].find(([key]) => key === "2022-07-26-31")?.[1]).to.deep.equal([43, 46]);
    expect(asMap(labels).get("list_uid")).to.have.length(8);
  });

  it("reads numbers, text, vectors, nothing, structs, groups and shared objects", async () => {
    const build = jld2Builder();
    const heap = build.heap([text("αβγ"), [...u64(7), ...u64(8)]]);
    const integer = build.object([
      message.scalar,
      message.integer,
      message.compact([254, ...new Array<number>(7).fill(255)]),
    ]);
    const stretch = build.raw([...u64(1), ...u64(2 ** 32), ...new Array<number>(7).fill(255), 127]);
    const many = build.object([message.vector(3), message.integer, message.contiguous(stretch, 24)]);
    const double = build.object([message.scalar, message.double, message.compact([0, 0, 0, 0, 0, 0, 248, 63])]);
    const fixed = build.object([message.scalar, message.textType(5), message.compact(text("AVAL\0"))]);
    const long = build.object([
      message.scalar,
      message.variableText,
      message.compact([...u32(6), ...u64(heap), ...u32(1)]),
    ]);
    const nothing = build.object([message.nothing, message.integer, message.compact([])]);
    const both = build.object([
      message.vector(3),
      message.reference,
      message.compact([...u64(integer), ...u64(0), ...u64(integer)]),
    ]);
    const pair = message.compound(16, [
      ["first", 0, message.reference[1]],
      ["second", 8, message.reference[1]],
    ]);
    const record = build.object([message.scalar, pair, message.compact([...u64(fixed), ...u64(both)])]);
    const inner = build.object([message.group, message.link("double", double)]);
    const members = Object.entries({ integer, many, fixed, long, nothing, both, record, inner });
    const file = build.file(build.object([message.group, ...members.map(([name, at]) => message.link(name, at))]));
    const values = await readJld2(memorySource("small.jld2", file));
    expect([...values.keys()]).to.deep.equal(members.map(([name]) => name));
    expect(values.get("integer")).to.equal(-2);
    expect(values.get("many")).to.deep.equal([1, 2 ** 32, 2n ** 63n - 1n]);
    expect(values.get("fixed")).to.equal("AVAL");
    expect(values.get("long")).to.equal("αβγ");
    expect(values.get("nothing")).to.equal(null);
    expect(values.get("both")).to.deep.equal([-2, null, -2]);
    const struct = values.get("record") as Jld2Struct;
    expect([...struct.fields]).to.deep.equal([
      ["first", "AVAL"],
      ["second", [-2, null, -2]],
    ]);
    expect([...asMap(values.get("inner")!)]).to.deep.equal([["double", 1.5]]);
  });

  it("makes a map of a dictionary and refuses one with a key twice", async () => {
    const withKeys = (first: number, second: number): Uint8Array => {
      const build = jld2Builder();
      const dictionary = committed(build, "Base.Dict", message.reference);
      const pairType = committed(
        build,
        "Core.Pair",
        message.compound(16, [
          ["first", 0, message.integer[1]],
          ["second", 8, message.integer[1]],
        ]),
      );
      const pairs = build.object([
        message.vector(2),
        message.shared(pairType),
        message.compact([...u64(first), ...u64(10), ...u64(second), ...u64(20)]),
      ]);
      const value = build.object([message.scalar, message.shared(dictionary), message.compact(u64(pairs))]);
      return build.file(build.object([message.group, message.link("d", value), message.link("pairs", pairs)]));
    };
    const values = await readJld2(memorySource("dict.jld2", withKeys(2, 1)));
    expect([...asMap(values.get("d")!)]).to.deep.equal([
      [2, 10],
      [1, 20],
    ]);
    expect((values.get("pairs") as readonly Jld2Struct[])[0]!.type).to.equal("Core.Pair");
    expect(await failure(withKeys(2, 2))).to.match(/dictionary of pairs with different keys/);
  });

  it("names what is damaged or beyond it", async () => {
    const variable = (...messages: Parameters<Jld2Builder["object"]>[0]): Uint8Array => {
      const build = jld2Builder();
      return build.file(build.object([message.group, message.link("v", build.object(messages))]));
    };
    const circle = (): Uint8Array => {
      const build = jld2Builder();
      // The object that follows the superblock refers to itself.
      const self = build.object([message.scalar, message.reference, message.compact(u64(48))]);
      return build.file(build.object([message.group, message.link("v", self)]));
    };
    const chain = (): Uint8Array => {
      const build = jld2Builder();
      let last = build.object([message.scalar, message.integer, message.compact(u64(1))]);
      for (let i = 0; i < 300; i++)
        last = build.object([message.scalar, message.reference, message.compact(u64(last))]);
      return build.file(build.object([message.group, message.link("v", last)]));
    };
    const bomb = (): Uint8Array => {
      const build = jld2Builder();
      const heap = build.heap([text("x".repeat(60_000))]);
      const texts = Array.from({ length: 4000 }, () => [...u32(60_000), ...u64(heap), ...u32(1)]).flat();
      return build.file(
        build.object([
          message.group,
          message.link("v", build.object([message.vector(4000), message.variableText, message.compact(texts)])),
        ]),
      );
    };
    const sound = variable(message.scalar, message.integer, message.compact(u64(5)));
    const flipped = sound.slice();
    flipped[512 + 48 + 30]! ^= 1;
    const cases: readonly (readonly [Uint8Array, RegExp])[] = [
      [new Uint8Array(0), /superblock: .*an empty file/],
      [new Uint8Array(4096), /signature/],
      [sound.slice(0, 540), /superblock/],
      [sound.slice(0, -10), /a file of \d+ bytes, found/],
      [flipped, /object header at 48: expected checksum/],
      [circle(), /contains itself/],
      [chain(), /nested at most 200 deep/],
      [bomb(), /64 times the file's size/],
      [
        variable(message.vector(2 ** 45), message.integer, message.contiguous(48, 2 ** 48)),
        /bytes at \d+, found a file of/,
      ],
      [variable(message.vector(2 ** 45), message.integer, message.compact([])), /bytes of elements/],
      [variable(message.vector(4), message.integer, message.chunked), /elements in chunks/],
      [
        variable(message.scalar, [3, [0x30, 9, 0, 0, ...u32(8), 0, 0, 64, 0]], message.compact(u64(1))),
        /little-endian integer/,
      ],
      [
        variable(message.scalar, message.shared(99_999), message.compact(u64(1))),
        /at \d+, found a file|more bytes|bytes at/,
      ],
      [
        variable(message.scalar, message.variableText, message.compact([...u32(3), ...u64(48), ...u32(1)])),
        /global heap at 48: expected signature GCOL/,
      ],
    ];
    for (const [bytes, expected] of cases) expect(await failure(bytes)).to.match(expected);
    const limited = readJld2(memorySource("v.jld2", sound), { maxFileBytes: 100 });
    expect(await limited.catch((error: Error) => error.message)).to.match(/at most 100 bytes/);
  });

  it("finds every changed byte of the object headers that it reads", async () => {
    const build = jld2Builder();
    const value = build.object([message.vector(2), message.integer, message.compact([...u64(5), ...u64(6)])]);
    const root = build.object([message.group, message.link("v", value)]);
    const file = build.file(root);
    for (let at = 512; at < file.length; at++) {
      for (const bit of [1, 128]) {
        const changed = file.slice();
        changed[at]! ^= bit;
        expect(await failure(changed), `byte ${at}`).to.match(/v\.jld2: /);
      }
    }
  });

  it("2400 mutations of the label dictionary give values or tagged errors", async function () {
    this.timeout(300_000);
    const source = await fileSource(realData(this, labelFile));
    const bytes = await source.read(0, source.size);
    const whole = [...regionsAround(bytes, ["OHDR", "GCOL"], 64), [0, bytes.length] as const];
    const tally = { read: 0, format: 0 };
    for (let seed = 0; seed < 60; seed++)
      tally[await whileMutated(bytes, whole, seed, () => outcome(() => readJld2(memorySource("m", bytes))))]++;

    // One small dictionary of the real file, and the types that it uses, for the many.
    const address = entryAddress(bytes, "nsm_idx_dict");
    const touched = [
      [0, 32 * 1024],
      [512 + address, 512 + address + 4096],
    ] as const;
    for (let seed = 0; seed < 2340; seed++) {
      tally[await whileMutated(bytes, touched, seed, () => outcome(async () => objectAt(bytes, address)))]++;
    }
    expect(tally.read + tally.format).to.equal(2400);
    expect(tally.read).to.be.above(100);
    expect(tally.format).to.be.above(100);
  });
});

/** What the reader knows of the file before it reads an object. */
function fileBytes(bytes: Uint8Array) {
  const { base, root } = readSuperblock("m", bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { from: { file: "m", bytes, view, base, datatypes: new Map() }, root };
}

/** Reads the superblock and the object at `address`, as `readJld2` does on its way. */
function objectAt(bytes: Uint8Array, address: number): Jld2Value {
  return objectReader(fileBytes(bytes).from)(address);
}

/** The address of a value in the outermost dictionary of the label file. */
function entryAddress(bytes: Uint8Array, name: string): number {
  const { from, root } = fileBytes(bytes);
  const elements = (address: number): Span => readStoredObject(from, address).elements!.span;
  const referred = ({ start, end }: Span): number[] =>
    Array.from({ length: (end - start) / 8 }, (_, i) => Number(from.view.getBigUint64(start + 8 * i, true)));
  const [pairs] = referred(elements(readStoredObject(from, root).links.get("NeuroPAL_labels")!));
  for (const pair of referred(elements(pairs!))) {
    const [key, value] = referred(elements(pair));
    const { start, end } = elements(key!);
    if (new TextDecoder().decode(bytes.subarray(start, end)) === name) return value!;
  }
  throw new Error(`no entry ${name}`);
}

/** Adds a datatype with Julia's name of it. */
function committed(build: Jld2Builder, name: string, type: readonly [number, readonly number[]]): number {
  const heap = build.heap([text(name)]);
  const record = message.compound(16, [["name", 0, message.variableText[1]]]);
  return build.object([
    type,
    message.attribute("julia_type", record[1], [...u32(name.length), ...u64(heap), ...u32(1)]),
  ]);
}

function asMap(value: Jld2Value): ReadonlyMap<Jld2Value, Jld2Value> {
  if (isJld2Map(value)) return value;
  throw new Error("no map");
}

function field(value: Jld2Value, name: string): ReadonlyMap<Jld2Value, Jld2Value> {
  return asMap(asMap(value).get(name)!);
}

async function outcome(read: () => Promise<unknown>): Promise<"read" | "format"> {
  try {
    await read();
    return "read";
  } catch (error) {
    if (isNeuroloomError(error, "format")) return "format";
    throw error;
  }
}

async function failure(bytes: Uint8Array): Promise<string> {
  try {
    await readJld2(memorySource("v.jld2", bytes));
  } catch (error) {
    if (isNeuroloomError(error, "format")) return error.message;
    throw error;
  }
  return "no error";
}
