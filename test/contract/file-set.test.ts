import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { type FileSet, openRequired } from "../../src/bytes/file-set.js";
import { httpSource } from "../../src/bytes/http-source.js";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import { memoryFolder } from "../../src/bytes/memory-folder.js";
import { memorySource } from "../../src/bytes/memory-source.js";
import { openZip } from "../../src/bytes/zip.js";
import { diskFolder } from "../../src/node/disk-folder.js";
import { folderFiles } from "../../src/node/folder-files.js";
import { caught } from "../support/caught.js";
import { makeZip } from "../support/make-zip.js";
import { type RangeServer, startRangeServer } from "../support/range-server.js";

const contents: Readonly<Record<string, string>> = {
  "z.txt": "last",
  "a/b.txt": "nested",
  "a.txt": "first",
  "a/b/c.txt": "deep",
  "ab/c.txt": "beside",
  "a-b.txt": "dash",
  "empty.bin": "",
  "Ünïcode/é.txt": "accents",
  "\uffee.txt": "high in the basic plane",
  "\u{1f9e0}.txt": "beyond the basic plane",
};
/** By code point: "-" < "." < "/" < letters, and the two last in this order (UTF-16 units would swap them). */
const sorted = [
  "a-b.txt",
  "a.txt",
  "a/b.txt",
  "a/b/c.txt",
  "ab/c.txt",
  "empty.bin",
  "z.txt",
  "Ünïcode/é.txt",
  "\uffee.txt",
  "\u{1f9e0}.txt",
];
const encode = (text: string) => new TextEncoder().encode(text);
const parts = Object.entries(contents).map(([name, text]) => ({ name, bytes: encode(text), deflated: name < "b" }));

async function listed(files: FileSet, prefix?: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of files.list(prefix)) paths.push(path);
  return paths;
}

describe("file set contract", () => {
  let server: RangeServer;
  let folder: string;
  before(async () => {
    server = await startRangeServer({ "archive.zip": makeZip(parts) });
    folder = await mkdtemp(join(tmpdir(), "file-set-"));
    for (const [path, text] of Object.entries(contents)) {
      await mkdir(dirname(join(folder, "plain", path)), { recursive: true });
      await writeFile(join(folder, "plain", path), text);
    }
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const sets: Readonly<Record<string, () => Promise<FileSet>>> = {
    memory: async () => memoryFiles(contents),
    "memory folder": async () => {
      const sink = memoryFolder();
      for (const [path, text] of Object.entries(contents)) {
        const writer = await sink.create(path);
        await writer.write(encode(text));
        await writer.close();
      }
      return sink;
    },
    folder: async () => folderFiles(join(folder, "plain")),
    "folder that a sink wrote": async () => {
      const root = await mkdtemp(join(folder, "written-"));
      for (const [path, text] of Object.entries(contents)) {
        const writer = await diskFolder(root).create(path);
        await writer.write(encode(text));
        await writer.close();
      }
      return folderFiles(root);
    },
    zip: () => openZip(memorySource("archive.zip", makeZip(parts))),
    "zip over http": async () => openZip(await httpSource(`${server.url}/archive.zip`, { fetch })),
  };

  for (const [name, open] of Object.entries(sets)) {
    describe(name, () => {
      it("opens every file with its bytes", async () => {
        const files = await open();
        for (const [path, text] of Object.entries(contents)) {
          const source = await openRequired(files, path);
          expect(source.size, path).to.equal(encode(text).length);
          expect(new TextDecoder().decode(await source.read(0, source.size)), path).to.equal(text);
          expect(source.name, path).to.include(path);
        }
      });

      it("lists by code point, below a prefix too", async () => {
        const files = await open();
        expect(await listed(files)).to.deep.equal(sorted);
        expect(await listed(files, "")).to.deep.equal(sorted);
        expect(await listed(files, "a/")).to.deep.equal(["a/b.txt", "a/b/c.txt"]);
        expect(await listed(files, "a/b")).to.deep.equal(["a/b.txt", "a/b/c.txt"]);
        expect(await listed(files, "a")).to.deep.equal(sorted.slice(0, 5));
        expect(await listed(files, "nothing/")).to.deep.equal([]);
      });

      it("has no file where none is, and none outside", async () => {
        const files = await open();
        const outside = [
          "",
          ".",
          "..",
          "/",
          "a",
          "a/",
          "a/b",
          "A.TXT.no",
          "/a.txt",
          "../plain/a.txt",
          "a/../a.txt",
          "./a.txt",
        ];
        for (const path of [
          ...outside,
          "a//b.txt",
          "a\\b.txt",
          "C:/a.txt",
          "a.txt/",
          "a.txt/x",
          "a\0.txt",
          "x".repeat(5000),
        ]) {
          expect(await files.open(path), path).to.equal(undefined);
        }
        expect((await caught(openRequired(files, "missing.txt"))).tag).to.equal("missing-file");
      });
    });
  }
});
