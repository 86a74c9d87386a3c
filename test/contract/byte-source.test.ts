import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { blobSource } from "../../src/bytes/blob-source.js";
import { blockCache } from "../../src/bytes/block-cache.js";
import { type ByteSource, readExactly } from "../../src/bytes/byte-source.js";
import { openRequired } from "../../src/bytes/file-set.js";
import { httpSource } from "../../src/bytes/http-source.js";
import { memorySource } from "../../src/bytes/memory-source.js";
import { subSource } from "../../src/bytes/sub-source.js";
import { openZip } from "../../src/bytes/zip.js";
import { fileSource } from "../../src/node/file-source.js";
import { caught } from "../support/caught.js";
import { makeZip } from "../support/make-zip.js";
import { type RangeServer, startRangeServer } from "../support/range-server.js";

const size = 5000;
const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 7 + (index >> 8) * 13) & 255);
const archive = makeZip([
  { name: "before.bin", bytes: new Uint8Array(333).fill(1) },
  { name: "stored.bin", bytes },
  { name: "folder/deflated.bin", bytes, deflated: true },
]);
const windows: readonly (readonly [number, number])[] = [
  [0, size],
  [0, 1],
  [1, 2],
  [255, 257],
  [1023, 1024],
  [1024, 2048],
  [1000, 3111],
  [size - 1, size],
  [0, 0],
  [17, 17],
];

describe("byte source contract", () => {
  let server: RangeServer;
  let folder: string;
  before(async () => {
    server = await startRangeServer({ "data.bin": bytes, "archive.zip": archive });
    folder = await mkdtemp(join(tmpdir(), "byte-source-"));
    await writeFile(join(folder, "data.bin"), bytes);
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const http = (path: string) => httpSource(`${server.url}/${path}`, { fetch, blockBytes: 1024, cacheBytes: 4096 });
  const member = async (source: ByteSource, path: string) => openRequired(await openZip(source), path);
  const adapters: Readonly<Record<string, () => Promise<ByteSource>>> = {
    memory: async () => memorySource("data.bin", bytes),
    blob: async () => blobSource("data.bin", new Blob([bytes.slice()])),
    file: () => fileSource(join(folder, "data.bin"), "data.bin"),
    "part of another": async () => subSource(memorySource("archive.zip", archive), 0, archive.length, "data.bin"),
    "block cache": async () => blockCache(memorySource("data.bin", bytes), { blockBytes: 64, cacheBytes: 256 }),
    "stored in a zip": () => member(memorySource("archive.zip", archive), "stored.bin"),
    "deflated in a zip": () => member(memorySource("archive.zip", archive), "folder/deflated.bin"),
    "http ranges": () => http("data.bin"),
    "stored in a zip over http": async () => member(await http("archive.zip"), "stored.bin"),
    "deflated in a zip over http": async () => member(await http("archive.zip"), "folder/deflated.bin"),
  };

  for (const [name, open] of Object.entries(adapters)) {
    describe(name, () => {
      const content = name === "part of another" ? archive : bytes;
      const end = content.length;

      it("has the size of its bytes and a name", async () => {
        const source = await open();
        expect(source.size).to.equal(end);
        expect(source.name).to.be.a("string").that.is.not.equal("");
      });

      it("gives the bytes of every window", async () => {
        const source = await open();
        for (const [from, to] of windows) {
          expect(await source.read(from, to), `${from} to ${to}`).to.deep.equal(content.slice(from, to));
        }
      });

      it("clamps the end, and gives nothing beyond it", async () => {
        const source = await open();
        expect(await source.read(end - 5, end + 100)).to.deep.equal(content.slice(end - 5));
        expect(await source.read(0, Number.POSITIVE_INFINITY)).to.deep.equal(content);
        expect(await source.read(end, end + 10)).to.have.length(0);
        expect(await source.read(end + 3, end + 10)).to.have.length(0);
      });

      it("refuses bounds that cannot be meant", async () => {
        const source = await open();
        for (const [from, to] of [
          [-1, 4],
          [4, 2],
          [0.5, 2],
          [0, Number.NaN],
        ] as const) {
          expect((await caught(source.read(from, to))).tag, `${from} to ${to}`).to.equal("argument");
        }
      });

      it("answers reads that run side by side", async () => {
        const source = await open();
        const answers = await Promise.all(windows.map(([from, to]) => source.read(from, to)));
        expect(answers).to.deep.equal(windows.map(([from, to]) => content.slice(from, to)));
      });

      it("gives arrays that belong to the caller", async () => {
        const source = await open();
        (await source.read(0, 600)).fill(0);
        (await source.read(0, end)).fill(0);
        expect(await source.read(0, 600)).to.deep.equal(content.slice(0, 600));
      });

      it("throws the reason of a signal that aborts, and reads again without it", async () => {
        const source = await open();
        const abort = new AbortController();
        const reading = caught(source.read(0, end, abort.signal));
        abort.abort(new Error("enough"));
        const late = await reading.catch((error: Error) => error);
        expect(["enough", "nothing was thrown"]).to.include(late.message);
        expect((await caught(source.read(0, 4, abort.signal))).message).to.equal("enough");
        expect(await source.read(0, end)).to.deep.equal(content);
      });

      it("is checked by readExactly", async () => {
        const source = await open();
        expect(await readExactly(source, 4, 9, "header")).to.deep.equal(content.slice(4, 9));
        const error = await caught(readExactly(source, end - 1, end + 1, "header"));
        expect(error.tag).to.equal("format");
        expect(error.message).to.include(source.name).and.include("header");
      });
    });
  }
});
