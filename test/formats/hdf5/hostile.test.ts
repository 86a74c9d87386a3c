import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { isNeuroloomError } from "../../../src/errors.js";
import { hdf5Library } from "../../../src/formats/hdf5/library.js";
import type { Hdf5File } from "../../../src/formats/hdf5.js";
import { openHdf5 } from "../../../src/formats/hdf5.js";
import { fileSource } from "../../../src/node/file-source.js";
import { writtenHdf5 } from "../../support/hdf5-files.js";
import { messageOf } from "../../support/message-of.js";
import { realData } from "../../support/real-data.js";
import { regionsAround, whileMutated } from "../../support/while-mutated.js";

/** Made with h5py 3: a dataset whose elements are those of `d` in `other.h5`, and one that maps this file's own. */
const virtualFile =
  "H4sIAAAAAAACA+v0cHHj5ZLiYubgYICB/1CgIAHhG0DFn2TfY/f3cAliYqhgEkJWCANcTAyMDAxsPAxAijFlM1QbGx+Iz5xfnneeESoiCBJhy8wrzkxJvc0EVafIQBgUTlmwBOwExb6ZjNnImIGRUYSBgYmRkZEFqhZGM4swMAoq2DNAPOjAYMLNYPKfmYGBFehaZm4OoOtYmKGSDGAHbmEYksDaeKI9OGwYyQwLLg5grDIzMkCjXQFm8IahFxZSF368oWU6YRrC6cRd1/M4wygYBaNgFLg7+/uAKz0BpAoQCOxgCmAC+SUZqUV6GaYMKQzMSMKwwhAsxsQI1cIILFRdFWRkoAUlEFjAjINpZAG2B4g0aWPCD7hzIvhH42wUjIJRMApGwSgYBaNgFIyCUTAKRsEooAx8sIcyHCAUhwMA7kGeZCAYAAA=";
/** Made with h5py 3: a dataset whose elements lie in the file `raw.bin`. */
const externalFile =
  "H4sIAAAAAAACA+v0cHHj5ZLiYubgYICB/zDACOEbQMXLV7I+8PdwCWJiqGASQlEIBVxMDEAtbDwMQIoxZTPMPA8GqgGp3weMwU4AWsAowsDAxMjIyAKVg9HMIgyMggr2DBAPOTCYcDOY/GdmYGAFuo6Zi10DqJMB7EKG/VAPcqDZogClOYC+ZGaE+Q4mytDCMChAdfnxhx6ujgHILhaA0vcZUdUWJZbrJWXmMTCiqQMA5XimKv8BAAA=";

describe("hostile HDF5 files", () => {
  it("empty, foreign and cut files are named errors", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({ name: "d", data: new Float64Array(500).fill(1.5) });
    });
    const cases: readonly (readonly [string, Uint8Array])[] = [
      ["empty", new Uint8Array(0)],
      ["text", new TextEncoder().encode("<!DOCTYPE html>".repeat(100))],
      ["zeros", new Uint8Array(8192)],
      ...[8, 96, 500, 2048, bytes.length - 1].map(
        (length) => [`first ${length} bytes`, bytes.slice(0, length)] as const,
      ),
    ];
    for (const [name, content] of cases)
      expect(await outcome(name, content), name).to.match(new RegExp(`^format: ${name}: `));
  });

  it("links that leave the file, or lead in a circle, are not followed", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({ name: "d", data: new Float64Array([7]) });
      file.create_external_link("other.h5", "/d", "outside");
      file.create_soft_link("/d", "inside");
      file.create_soft_link("/outside", "detour");
      file.create_soft_link("/b", "a");
      file.create_soft_link("/a", "b");
      file.create_soft_link("/nowhere", "dangling");
      file.create_hard_link("/", "root");
    });
    const file = await openHdf5(memorySource("links.h5", bytes));
    const kinds = new Map((await file.list()).map(({ name, kind }) => [name, kind]));
    expect(kinds.get("outside")).to.equal("external-link");
    expect(kinds.get("inside")).to.equal("soft-link");
    expect((await file.dataset("inside")).path).to.equal("/d");
    expect(await file.has("dangling")).to.equal(false);
    expect(await (await file.dataset("root/root/root/inside")).scalar()).to.equal(7);
    for (const path of ["outside", "detour", "outside/deeper", "root/outside"]) {
      expect(await messageOf(() => file.dataset(path))).to.match(
        /object of this file, found a link to "\/d" in the file "other\.h5"/,
      );
    }
    expect(await messageOf(() => file.dataset("a"))).to.match(/circle/);
    file.close();
  });

  it("virtual datasets and raw data in other files are refused", async () => {
    const virtual = await openHdf5(memorySource("virtual.h5", gunzipSync(Buffer.from(virtualFile, "base64"))));
    expect(await messageOf(() => virtual.dataset("d"))).to.match(/virtual dataset that takes them from "other\.h5"/);
    expect([...(await (await virtual.dataset("inside")).numbers())]).to.deep.equal([0, 1, 2, 3]);
    virtual.close();
    const external = await openHdf5(memorySource("external.h5", gunzipSync(Buffer.from(externalFile, "base64"))));
    expect(await messageOf(async () => (await external.dataset("d")).read())).to.match(/external raw data/);
    external.close();
  });

  it("the library has no file system to reach", async () => {
    const { module } = await hdf5Library();
    const entries = (path: string): string[] => module.FS.readdir(path).filter((name) => !name.startsWith("."));
    expect(entries("/").sort()).to.deep.equal(["dev", "home", "proc", "tmp"]);
    expect(entries("/dev")).to.deep.equal(["shm"]);
    expect(entries("/tmp")).to.deep.equal([]);
  });

  it("absurd sizes are refused before anything is allocated", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({ name: "flat", data: new Float64Array(1003) });
      file.create_dataset({ name: "chunked", data: new Float64Array(1009), maxshape: [null], chunks: [16] });
      (file.get("chunked") as unknown as { resize(shape: readonly number[]): void }).resize([2 ** 31]);
    });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 8 <= bytes.length; at++) {
      if (view.getBigUint64(at, true) === 1003n) view.setBigUint64(at, 2n ** 40n, true);
    }
    const file = await openHdf5(memorySource("absurd.h5", bytes), { maxReadBytes: 1000 });
    const before = (await hdf5Library()).module.HEAPU8.length;
    expect(await messageOf(async () => (await file.dataset("flat")).read())).to.match(/\/flat|declared|dataset size/);
    expect(await messageOf(async () => (await file.dataset("chunked")).read())).to.match(/bytes declared/);
    expect(await messageOf(async () => (await file.dataset("chunked")).read([[0, 126]]))).to.match(
      /at most 1000 bytes in one read/,
    );
    expect(await (await file.dataset("chunked")).read([[0, 125]])).to.have.length(125);
    expect((await hdf5Library()).module.HEAPU8.length).to.equal(before);
    file.close();
  });

  it("after a crash of the library other files are still read", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_dataset({ name: "d", data: new Float64Array([1, 2, 3]) });
    });
    const library = await hdf5Library();
    const first = await openHdf5(memorySource("first.h5", bytes));
    const dataset = await first.dataset("d");
    const generation = library.generation();
    const crash = library.guard(() => {
      library.module.HEAPU8.fill(0xff, 1024, 4_000_000);
      return library.module.get_names(1n, "/", true);
    }, 1e9);
    expect(crash.kind).to.equal("crashed");
    expect(library.generation()).to.equal(generation + 1);
    const second = await openHdf5(memorySource("second.h5", bytes));
    expect([...(await dataset.read())]).to.deep.equal([1, 2, 3]);
    expect([...(await (await second.dataset("d")).read())]).to.deep.equal([1, 2, 3]);
    first.close();
    second.close();
  });

  it("1000 files, sound and damaged, leave no descriptor and no memory behind, and print nothing", async () => {
    const bytes = await writtenHdf5((file) => {
      file.create_group("g").create_dataset({ name: "d", data: ["a", "b"] });
    });
    const damaged = bytes.slice();
    damaged.fill(0x41, 96, 136);
    const { module } = await hdf5Library();
    const printed: unknown[] = [];
    const { write } = process.stderr;
    process.stderr.write = (text: unknown) => printed.push(text) > 0;
    let memory = 0;
    let descriptors = 0;
    try {
      for (let i = 0; i < 1000; i++) {
        const result = await outcome("many.h5", i % 5 === 4 ? damaged : bytes);
        expect(result).to.match(i % 5 === 4 ? /^format/ : /^read/);
        if (i === 100) {
          memory = module.HEAPU8.length;
          descriptors = module.FS.streams.filter(Boolean).length;
        }
      }
    } finally {
      process.stderr.write = write;
    }
    expect(module.HEAPU8.length).to.equal(memory);
    expect(module.FS.streams.filter(Boolean).length).to.equal(descriptors);
    expect(printed).to.deep.equal([]);
  });

  it("2000 mutations of recordings and a MAT file give values or tagged errors", async function () {
    this.timeout(300_000);
    const files: readonly (readonly [string, number])[] = [
      ["celegans/dag2023/swf702_with_id/2022-07-26-31-data.h5", 1500],
      ["celegans/dag2023/swf415_no_id/2022-05-02-01-data.h5", 400],
      ["celegans/mat73_fixtures/Data_ZebrafishImaging_Raw.mat", 100],
    ];
    const { module } = await hdf5Library();
    for (const [path, count] of files) {
      const source = await fileSource(realData(this, path));
      const bytes = await source.read(0, source.size);
      const metadata = regionsAround(bytes, ["TREE", "SNOD", "HEAP", "GCOL"], 1024);
      const everywhere = [[0, bytes.length] as const];
      const tally = { read: 0, format: 0 };
      for (let seed = 0; seed < count; seed++) {
        const regions = seed % 10 === 0 ? everywhere : metadata;
        const result = await whileMutated(bytes, regions, seed, () => outcome(path, bytes));
        expect(result, `seed ${seed}`).to.match(/^(read|format: )/);
        tally[result.startsWith("read") ? "read" : "format"]++;
      }
      expect(tally.read, path).to.be.above(count / 20);
      expect(tally.format, path).to.be.above(count / 20);
    }
    expect(module.HEAPU8.length).to.be.below(600e6);
  });
});

/** Reads every attribute and dataset of the file. */
async function outcome(name: string, bytes: Uint8Array): Promise<string> {
  let file: Hdf5File | undefined;
  try {
    // Not copied: nothing here keeps what it read.
    file = await openHdf5({ name, size: bytes.length, read: async (start, end) => bytes.subarray(start, end) });
    return `read ${await readAll(file, "", 0)}`;
  } catch (error) {
    if (isNeuroloomError(error)) return `${error.tag}: ${error.message}`;
    throw error;
  } finally {
    file?.close();
  }
}

async function readAll(file: Hdf5File, group: string, depth: number): Promise<number> {
  let count = 0;
  for (const { name, kind } of await file.list(group === "" ? "/" : group)) {
    const path = `${group}/${name}`;
    if (kind === "group" && depth < 3) {
      await file.attributes(path);
      count += await readAll(file, path, depth + 1);
    } else if (kind === "dataset") {
      const dataset = await file.dataset(path);
      await dataset.attributes();
      count += (await dataset.read()).length;
    }
  }
  return count;
}
