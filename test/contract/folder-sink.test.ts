import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type FileSet, openRequired } from "../../src/bytes/file-set.js";
import type { FolderSink } from "../../src/bytes/folder-sink.js";
import { memoryFolder } from "../../src/bytes/memory-folder.js";
import { diskFolder } from "../../src/node/disk-folder.js";
import { folderFiles } from "../../src/node/folder-files.js";
import { caught } from "../support/caught.js";

const encode = (text: string) => new TextEncoder().encode(text);

describe("folder sink contract", () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), "folder-sink-"));
  });
  after(() => rm(root, { recursive: true }));

  const adapters: Readonly<Record<string, () => Promise<{ sink: FolderSink; files: FileSet }>>> = {
    memory: async () => {
      const folder = memoryFolder();
      return { sink: folder, files: folder };
    },
    disk: async () => {
      const folder = await mkdtemp(join(root, "disk-"));
      return { sink: diskFolder(join(folder, "new")), files: folderFiles(join(folder, "new")) };
    },
  };

  for (const [name, open] of Object.entries(adapters)) {
    describe(name, () => {
      const text = async (files: FileSet, path: string) => {
        const source = await openRequired(files, path);
        return new TextDecoder().decode(await source.read(0, source.size));
      };
      const tableFiles = async (files: FileSet) => {
        const paths: string[] = [];
        for await (const path of files.list()) if (/\.(parquet|json)$/.test(path)) paths.push(path);
        return paths;
      };

      it("shows a file only when it is closed, and whole", async () => {
        const { sink, files } = await open();
        const writer = await sink.create("signals/dataset_id=a/part-00000.parquet");
        await writer.write(encode("first "));
        expect(await tableFiles(files)).to.deep.equal([]);
        expect(await files.open("signals/dataset_id=a/part-00000.parquet")).to.equal(undefined);
        await writer.write(encode("second"));
        await writer.close();
        expect(await text(files, "signals/dataset_id=a/part-00000.parquet")).to.equal("first second");
        expect(await tableFiles(files)).to.deep.equal(["signals/dataset_id=a/part-00000.parquet"]);
      });

      it("keeps the older file until a new one is closed, and when it is aborted", async () => {
        const { sink, files } = await open();
        const old = await sink.create("dataset.json");
        await old.write(encode("old"));
        await old.close();
        const aborted = await sink.create("dataset.json");
        await aborted.write(encode("half"));
        expect(await text(files, "dataset.json")).to.equal("old");
        await aborted.abort();
        expect(await text(files, "dataset.json")).to.equal("old");
        const replaced = await sink.create("dataset.json");
        await replaced.write(encode("new"));
        await replaced.close();
        expect(await text(files, "dataset.json")).to.equal("new");
      });

      it("keeps the order of pieces small and large", async () => {
        const { sink, files } = await open();
        const sizes = [1, 200_000, 70_000, 300_000, 0, 5, 262_144, 262_145, 3];
        const pieces = sizes.map((size, index) => new Uint8Array(size).fill(index + 1));
        const writer = await sink.create("pieces.bin");
        for (const piece of pieces) await writer.write(piece);
        await writer.close();
        const source = await openRequired(files, "pieces.bin");
        const whole = Buffer.concat(pieces);
        expect(Buffer.compare(await source.read(0, source.size), whole)).to.equal(0);
      });

      it("copies what it is given, and takes an empty file", async () => {
        const { sink, files } = await open();
        const bytes = encode("kept");
        const writer = await sink.create("a.json");
        await writer.write(bytes);
        bytes.fill(0);
        await writer.close();
        expect(await text(files, "a.json")).to.equal("kept");
        await (await sink.create("empty.json")).close();
        expect(await text(files, "empty.json")).to.equal("");
      });

      it("lets two writers of one name finish: the last one wins", async () => {
        const { sink, files } = await open();
        const [one, two] = [await sink.create("a.json"), await sink.create("a.json")];
        await Promise.all([one.write(encode("one")), two.write(encode("two"))]);
        await two.close();
        await one.close();
        expect(await text(files, "a.json")).to.equal("one");
        expect(await tableFiles(files)).to.deep.equal(["a.json"]);
      });

      it("ends a writer once", async () => {
        const { sink, files } = await open();
        const closed = await sink.create("closed.json");
        await closed.close();
        await closed.close();
        await closed.abort();
        expect(await text(files, "closed.json")).to.equal("");
        expect((await caught(closed.write(encode("late")))).tag).to.equal("argument");
        const aborted = await sink.create("aborted.json");
        await aborted.abort();
        await aborted.abort();
        expect((await caught(aborted.write(encode("late")))).tag).to.equal("argument");
        expect((await caught(aborted.close())).tag).to.equal("argument");
        expect(await files.open("aborted.json")).to.equal(undefined);
      });

      it("removes files, and says nothing of missing ones", async () => {
        const { sink, files } = await open();
        await (await sink.create("a/b.json")).close();
        await sink.remove("a/b.json");
        await sink.remove("a/b.json");
        expect(await files.open("a/b.json")).to.equal(undefined);
      });

      it("refuses names outside of the folder", async () => {
        const { sink } = await open();
        for (const path of ["", "../a.json", "/a.json", "a/../../b.json", "a\\b.json", "C:/a.json", "a//b.json"]) {
          expect((await caught(sink.create(path))).tag, path).to.equal("argument");
        }
      });
    });
  }

  it("leaves nothing on the disk but the files", async () => {
    const folder = await mkdtemp(join(root, "clean-"));
    const sink = diskFolder(folder);
    await (await sink.create("a.json")).close();
    await (await sink.create("b.json")).abort();
    expect(await readdir(folder)).to.deep.equal(["a.json"]);
  });

  it("writes beside the target under a hidden name that is no table file", async () => {
    const folder = await mkdtemp(join(root, "hidden-"));
    const writer = await diskFolder(folder).create("part-00000.parquet");
    const [partial, ...others] = await readdir(folder);
    expect(others).to.deep.equal([]);
    expect(partial).to.match(/^\.part-00000\.parquet\.[0-9a-f]+\.partial$/);
    await writer.abort();
  });

  it("refuses on the disk what Windows cannot hold", async () => {
    const sink = diskFolder(root);
    for (const path of ["con", "aux.json", "a:b.json", "what?.json", "a. ", "b.", "tab\t.json", "COM1/a.json"]) {
      expect((await caught(sink.create(path))).tag, path).to.equal("argument");
    }
  });
});
