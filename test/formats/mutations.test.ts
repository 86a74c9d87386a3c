import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { FileSet } from "../../src/bytes/file-set.js";
import { memorySource } from "../../src/bytes/memory-source.js";
import { openZip } from "../../src/bytes/zip.js";
import { isNeuroloomError } from "../../src/errors.js";
import { readCsv } from "../../src/formats/csv.js";
import { readJson } from "../../src/formats/json.js";
import { openNpy } from "../../src/formats/npy.js";
import { openNpz } from "../../src/formats/npz.js";
import { type DamageOptions, damagedCopies } from "../support/damaged-copies.js";
import { bytesOf, makeNpy } from "../support/make-npy.js";
import { makeZip } from "../support/make-zip.js";
import { realData } from "../support/real-data.js";
import { survive } from "../support/survive.js";

const encode = (text: string) => new TextEncoder().encode(text);

const readAll = (original: Uint8Array, options: DamageOptions, read: (bytes: Uint8Array) => Promise<void>) =>
  survive(damagedCopies(original, options), read, { named: "the file" });

const source = (bytes: Uint8Array) => memorySource("the file", bytes);

async function checkCsv(bytes: Uint8Array): Promise<void> {
  const { rows } = await readCsv(source(bytes), { header: false, maxFieldLength: 1000 });
  let characters = 0;
  for (const { fields } of rows) {
    expect(fields).to.have.length(rows[0]!.fields.length);
    for (const field of fields) characters += field.length;
  }
  expect(characters).to.be.at.most(bytes.length);
}

async function checkJson(bytes: Uint8Array): Promise<void> {
  const text = new TextDecoder().decode(bytes);
  let expected: unknown;
  let good = true;
  try {
    expected = JSON.parse(text);
  } catch {
    good = false;
  }
  const value = await readJson(source(bytes));
  expect(good).to.equal(true);
  expect(JSON.stringify(value)).to.equal(JSON.stringify(expected));
}

async function checkNpy(bytes: Uint8Array): Promise<void> {
  const array = await openNpy(source(bytes));
  const values = await array.read();
  expect(values).to.have.length(array.shape.reduce((total, length) => total * length, 1));
  expect(values.length).to.be.below(bytes.length);
}

/** A member that can be read whole has the bytes that were packed under this name. */
const checkZip = (contents: ReadonlyMap<string, Uint8Array>) => async (bytes: Uint8Array) => {
  const files = await openZip(source(bytes), { maxInflatedBytes: 1 << 24 });
  const paths: string[] = [];
  let failed: unknown;
  for await (const path of files.list()) {
    paths.push(path);
    try {
      const member = await files.open(path);
      expect(await member!.read(0, member!.size), path).to.deep.equal(contents.get(path));
    } catch (error) {
      if (!isNeuroloomError(error)) throw error;
      failed = error;
    }
  }
  if (failed !== undefined) throw failed;
  expect(paths).to.deep.equal([...contents.keys()].sort());
};

async function checkNpz(bytes: Uint8Array): Promise<void> {
  const npz = await openNpz(source(bytes), { maxInflatedBytes: 1 << 24 });
  for (const name of npz.names) {
    const array = await npz.open(name);
    expect(await array.read()).to.have.length(array.shape.reduce((total, length) => total * length, 1));
  }
}

async function contentsOf(files: FileSet): Promise<Map<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  for await (const path of files.list()) {
    const member = (await files.open(path))!;
    contents.set(path, await member.read(0, member.size));
  }
  return contents;
}

const floats = bytesOf(Float64Array.from({ length: 120 }, (_, index) => Math.cos(index)));
const names = bytesOf(new Uint32Array([..."AVALAVARRIML"].map((letter) => letter.codePointAt(0)!)));
const npyFiles = {
  "float64 in Fortran order": makeNpy({ descr: "<f8", shape: [12, 10], fortran: true }, floats),
  "big-endian int16": makeNpy({ descr: ">i2", shape: [480], version: 2 }, floats),
  "Unicode strings": makeNpy({ descr: "<U4", shape: [3], version: 3 }, names),
};
const npyParts = Object.entries(npyFiles).map(([name, bytes]) => ({ name: `${name}.npy`, bytes }));
const zips = {
  stored: makeZip(npyParts),
  deflated: makeZip(npyParts.map((part) => ({ ...part, deflated: true }))),
};

describe("damaged files", function () {
  this.timeout(120_000);

  it("CSV: 2,400 damaged copies give an error with a place, or even rows", async () => {
    const text = 'neuron,class,"note, free"\r\nAVAL,AVA,"says ""hi""\r\ntwice"\r\nRIML,RIM,é\u{1f9e0}\r\nI1R,I1,\r\n';
    const refused = await readAll(encode(text.repeat(3)), { seed: 1, count: 2400 }, checkCsv);
    expect(refused).to.be.within(600, 2390);
  });

  it("CSV: 600 damaged copies of real traces", async function () {
    const path = realData(this, "celegans/flavell2023_export/2021-05-26-07_10neurons.csv");
    const lines = (await readFile(path, "utf8")).split("\n");
    const part = lines.map((line) => line.split(",").slice(0, 60).join(",")).join("\n");
    expect(await readAll(encode(part), { seed: 2, count: 600 }, checkCsv)).to.be.above(60);
    expect(await readAll(await readFile(path), { seed: 3, count: 40 }, checkCsv)).to.be.above(0);
  });

  it("JSON: 2,400 damaged copies are refused or read as JSON.parse reads them", async () => {
    const value = {
      neurons: ["AVAL", "é\u{1f9e0}\n"],
      traces: [[0, -1.5e-3, 12], []],
      more: { a: null, b: [true, false] },
    };
    const refused = await readAll(encode(JSON.stringify(value, null, 1)), { seed: 4, count: 2400 }, checkJson);
    expect(refused).to.be.within(600, 2390);
  });

  it("JSON: damaged copies of real files", async function () {
    const names = realData(this, "celegans/flavell2023_export/2022-08-02-01_neurons.json");
    expect(await readAll(await readFile(names), { seed: 5, count: 600 }, checkJson)).to.be.above(60);
    const traces = realData(this, "celegans/flavell2023_export/2022-08-02-01_time_trace.json");
    expect(await readAll(await readFile(traces), { seed: 6, count: 12 }, checkJson)).to.be.above(0);
  });

  it("NPY: 3,000 damaged copies give an error or as many values as the shape says", async () => {
    let refused = 0;
    for (const [index, bytes] of Object.values(npyFiles).entries()) {
      refused += await readAll(bytes, { seed: 10 + index, count: 1000, focus: [[0, 100]] }, checkNpy);
    }
    expect(refused).to.be.within(1000, 2990);
  });

  it("NPY: damaged copies of real files", async function () {
    const labels = await readFile(realData(this, "rsa/rsatoolbox/118_images/118_animate_labels.npy"));
    expect(await readAll(labels, { seed: 15, count: 600, focus: [[0, 128]] }, checkNpy)).to.be.above(200);
  });

  it("zip: 2,400 damaged copies give an error, or the bytes that were packed", async () => {
    for (const [index, [kind, bytes]] of Object.entries(zips).entries()) {
      const contents = new Map(npyParts.map((part) => [part.name, part.bytes]));
      expect(await contentsOf(await openZip(source(bytes))), kind).to.deep.equal(contents);
      const refused = await readAll(bytes, { seed: 20 + index, count: 1200 }, checkZip(contents));
      expect(refused, kind).to.be.above(1000);
    }
  });

  it("NPZ: 2,000 damaged copies give an error or whole arrays", async () => {
    for (const [index, bytes] of Object.values(zips).entries()) {
      const directory: [number, number] = [Buffer.from(bytes).indexOf("PK\x01\x02"), bytes.length];
      const focus: [number, number][] = [directory, [0, 200], [0, bytes.length]];
      expect(await readAll(bytes, { seed: 30 + index, count: 1000, focus }, checkNpz)).to.be.above(500);
    }
  });

  it("NPZ: damaged copies of real files, Python objects among them", async function () {
    const counts = {
      "celegans/kato2015/known_neurons.npz": 600,
      "celegans/kato2015/bundlenet_worm_0.npz": 300,
      "celegans/kato2015/raw_full_data_worm_1.npz": 40,
    };
    for (const [index, [path, count]] of Object.entries(counts).entries()) {
      const bytes = await readFile(realData(this, path));
      const focus: [number, number][] = [
        [0, 200],
        [bytes.length - 160, bytes.length],
      ];
      const contents = await contentsOf(await openZip(source(bytes)));
      expect(await readAll(bytes, { seed: 40 + index, count, focus }, checkZip(contents)), path).to.be.above(count / 2);
      expect(await readAll(bytes, { seed: 50 + index, count: count / 2, focus }, checkNpz), path).to.be.above(
        count / 4,
      );
    }
  });
});
