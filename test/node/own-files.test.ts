import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import type { ReadOptions } from "../../src/datasets/dataset.js";
import { presentFiles, readFoundRecordings } from "../../src/datasets/read-recordings.js";
import { FormatError, IntegrityError, MissingFileError, type NeuroloomError } from "../../src/errors.js";
import type { Manifest, ManifestFile } from "../../src/manifest/schema.js";
import { type DataStoreOptions, openDataStore } from "../../src/node/data-store.js";
import { filesByRecording } from "../../src/node/files-by-recording.js";
import { batchOf } from "../../src/tables/batch.js";
import { runFile } from "../datasets/lin2023/made-run.js";
import { headsFile } from "../datasets/yemini2021/made-heads.js";
import { caught } from "../support/caught.js";
import { collectTables } from "../support/collect-tables.js";
import { exampleBytes, exampleFile, exampleManifest, sha256Of } from "../support/example-manifest.js";
import { runCli } from "../support/run-cli.js";
import { filesBelow, temporaryFolder } from "../support/temporary-folder.js";

const howTo = "ask the authors";
const several = (path: string, fields: Partial<ManifestFile> = {}) =>
  exampleFile({ path, role: "recordings", mediaType: "application/x-matlab-data", ...fields });
const manifestOf = (files: readonly ManifestFile[], more: Partial<Manifest> = {}) =>
  exampleManifest({ files: [...files], access: { kind: "open", howTo }, ...more });
const patterned = () => manifestOf([several("worms/many", { pattern: "*.mat" })]);

describe("a user's own copies of files", () => {
  const folder = temporaryFolder();
  const place = async (path: string, content: Uint8Array | string) => {
    const file = join(folder(), path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  };
  const open = (options: DataStoreOptions = {}) =>
    openDataStore({
      ...{ env: {}, cacheDir: join(folder(), "cache"), mirror: null, files: join(folder(), "own") },
      ...options,
    });
  const listOf = async (manifest: Manifest, options: DataStoreOptions = {}) => {
    const files = await (await open(options)).ensure(manifest);
    const paths: string[] = [];
    for await (const path of files.list()) paths.push(path);
    return paths;
  };
  beforeEach(() => mkdir(join(folder(), "own")));

  it("are found as their source names them, folders of the source included", async () => {
    const manifest = manifestOf([
      exampleFile({ path: "worms/lab2020/WT.mat", group: { subject: "a", session: null } }),
      exampleFile({ path: "worms/lab2020/raw/mat/b.mat", group: { subject: "b", session: null } }),
    ]);
    const [first, second] = [await place("own/WT.mat", "1"), await place("own/raw/mat/b.mat", "22")];
    const located = await (await open()).locate(manifest);
    expect(located.map((one) => [one.file.path, one.place, one.path, one.found])).to.deep.equal([
      ["worms/lab2020/WT.mat", "files", first, 1],
      ["worms/lab2020/raw/mat/b.mat", "files", second, 2],
    ]);
    const files = await (await open()).ensure(manifest);
    const source = (await files.open("worms/lab2020/raw/mat/b.mat"))!;
    expect(new TextDecoder().decode(await source.read(0, source.size))).to.equal("22");
  });

  it("are found by name where a manifest has fewer folders", async () => {
    await place("own/a.mat", "1");
    expect(await listOf(manifestOf([exampleFile({ path: "worms/a.mat" })]))).to.deep.equal(["worms/a.mat"]);
    expect(await listOf(manifestOf([exampleFile({ path: "a.mat" })]))).to.deep.equal(["a.mat"]);
  });

  it("come before a mirror and the cache, which give what is not among them", async () => {
    const manifest = manifestOf(["a", "b", "c"].map((name) => exampleFile({ path: `worms/lab2020/${name}.mat` })));
    await place("own/a.mat", "own");
    for (const name of ["a", "b"]) await place(`mirror/worms/lab2020/${name}.mat`, "mirror");
    for (const name of ["a", "b", "c"]) await place(`cache/data/worms/lab2020/${name}.mat`, "cache");
    const located = await (await open({ mirror: join(folder(), "mirror") })).locate(manifest);
    expect(located.map((one) => one.place)).to.deep.equal(["files", "mirror", "cache"]);
  });

  it("that a pattern means are all files that match, by name, without hidden ones", async () => {
    for (const name of ["run2.mat", "run10.mat", "day 2/run1.mat", "run2.csv", "mat"]) await place(`own/${name}`, name);
    for (const name of ["._run2.mat", ".trash/run9.mat"]) await place(`own/${name}`, name);
    expect(await listOf(patterned())).to.deep.equal(
      ["day 2/run1.mat", "run10.mat", "run2.mat"].map((name) => `worms/many/${name}`),
    );
  });

  it("may be links to files elsewhere, whether a pattern means them or a name", async () => {
    const target = await place("elsewhere/big.mat", "1");
    await symlink(target, join(folder(), "own/run1.mat"));
    await symlink(join(folder(), "nowhere"), join(folder(), "own/run2.mat"));
    expect(await listOf(patterned())).to.deep.equal(["worms/many/run1.mat"]);
    expect(await listOf(manifestOf([exampleFile({ path: "worms/x/run1.mat" })]))).to.deep.equal(["worms/x/run1.mat"]);
  });

  it("of a pattern are all from one folder: the first that has any", async () => {
    await place("mirror/worms/many/run1.mat", "1");
    await place("mirror/worms/many/run2.mat", "1");
    const mirror = join(folder(), "mirror");
    expect(await listOf(patterned(), { mirror })).to.have.length(2);
    await place("own/run3.mat", "1");
    expect(await listOf(patterned(), { mirror })).to.deep.equal(["worms/many/run3.mat"]);
  });

  it("that are nowhere are named with the places looked at, and how to get them", async () => {
    const named = await caught(
      (await open()).ensure(manifestOf([several("worms/lab/a.mat"), several("worms/lab/b.mat")])),
    );
    expect(named).to.be.instanceOf(MissingFileError);
    expect(named.message)
      .to.contain("worms/lab/a.mat, worms/lab/b.mat: not found in the folder ")
      .and.contain(join(folder(), "own"))
      .and.contain("--files DIR; how to get them: ask the authors");
    const matched = await caught((await open()).ensure(patterned()));
    expect(matched).to.be.instanceOf(MissingFileError);
    expect(matched.message).to.contain("worms/many/*.mat: not found in").and.contain(howTo);
    const folderless = await caught(open({ files: join(folder(), "nowhere") }));
    expect(folderless.message).to.match(/^files: expected a folder that exists/);
  });

  it("that are damaged are refused with advice that fits, and the others are still given", async () => {
    const good = exampleBytes(100, 1);
    const hash = { bytes: 100, sha256: [sha256Of(good)] };
    const manifest = manifestOf([
      several("worms/lab/a.mat", hash),
      several("worms/lab/b.mat", { ...hash, sha256: [sha256Of("x")] }),
    ]);
    await place("own/a.mat", good);
    const wrong = await place("own/b.mat", good);
    const error = await caught((await open()).ensure(manifest));
    expect(error).to.be.instanceOf(IntegrityError);
    expect(error.message)
      .to.contain(`worms/lab/b.mat in the files (${wrong})`)
      .and.contain("get it again from its source");
    const { files, failures } = await filesByRecording(await open(), manifest, {});
    expect(failures.map((one) => [one.item, one.error.tag])).to.deep.equal([["worms/lab/b.mat", "integrity"]]);
    expect((await presentFiles(manifest, files, {})).map(({ path }) => path)).to.deep.equal(["worms/lab/a.mat"]);
    await place("own/b.mat", "short");
    expect((await caught((await open()).ensure(manifest))).message).to.match(/size.*expected 100 bytes, found 5 bytes/);
  });

  it("that are pages or pointers in place of data are seen without a known hash", async () => {
    await place("own/run1.mat", "<!DOCTYPE html><html></html>");
    const { message } = await caught((await open()).ensure(patterned()));
    expect(message).to.contain("found an HTML page").and.not.contain("another edition");
    expect((await caught(filesByRecording(await open(), patterned(), {}))).message).to.contain("found an HTML page");
  });

  it("that are pages in place of data fail alone among the matches of a pattern", async () => {
    for (const name of ["run1.mat", "run3.mat"]) await place(`own/${name}`, "data");
    await place("own/run2.mat", "<!DOCTYPE html><html></html>");
    const { files, failures, absent } = await filesByRecording(await open(), patterned(), {});
    expect(failures.map((one) => [one.item, one.error.tag])).to.deep.equal([["worms/many/run2.mat", "integrity"]]);
    expect(absent).to.deep.equal([]);
    const given = (await presentFiles(patterned(), files, {})).map(({ path }) => path);
    expect(given).to.deep.equal(["worms/many/run1.mat", "worms/many/run3.mat"]);
    expect((await caught((await open()).ensure(patterned()))).tag).to.equal("integrity");
  });

  it("are not written down as what the source holds: another edition may come", async () => {
    await place("own/run1.mat", "one edition");
    await listOf(patterned());
    await place("own/run1.mat", "another edition");
    expect(await listOf(patterned())).to.deep.equal(["worms/many/run1.mat"]);
    expect((await filesBelow(join(folder(), "cache"))).filter((path) => path.includes("lock"))).to.deep.equal([]);
  });

  it("that are there in part are given, and the rest is named", async () => {
    const manifest = manifestOf(["a", "b", "c"].map((name) => several(`worms/lab/${name}.mat`)));
    await place("own/b.mat", "1");
    const { files, failures, absent } = await filesByRecording(await open(), manifest, {});
    expect([failures, absent]).to.deep.equal([[], ["worms/lab/a.mat", "worms/lab/c.mat"]]);
    expect((await presentFiles(manifest, files, {})).map(({ path }) => path)).to.deep.equal(["worms/lab/b.mat"]);
    for (const only of ["worms/lab/b.mat", "b.mat"]) {
      const { failures, absent } = await filesByRecording(await open(), manifest, { only });
      expect([failures, absent]).to.deep.equal([[], []]);
      const missing = await caught(filesByRecording(await open(), manifest, { only: only.replace("b.mat", "c.mat") }));
      expect(missing).to.be.instanceOf(MissingFileError);
    }
  });

  describe("on the command line", () => {
    const common = () => ["--cache-dir", join(folder(), "cache"), "--offline", "--mirror", folder()];
    const prepare = (...words: readonly string[]) =>
      runCli("prepare", ...words, "--out", join(folder(), "out"), ...common());
    const own = () => ["--files", join(folder(), "own")];

    it("are read, one recording per file", async () => {
      await place("own/run1.mat", runFile());
      await place("own/run2.mat", runFile());
      const { code, out } = await prepare("lin2023", ...own());
      expect(out).to.match(/^lin2023: 2 recordings, 6 rows of channels/);
      expect(code).to.equal(0);
      expect((await runCli("validate", join(folder(), "out"), ...common())).code).to.equal(0);
    });

    it("are read in part where some are not there, which is said", async () => {
      await place("own/Head_Activity_OH16230.mat", headsFile());
      const { code, out, err } = await prepare("yemini2021", ...own());
      expect(out).to.match(/^yemini2021: 2 recordings, /);
      expect(err).to.match(/read without \S+Head_Activity_OH15500\.mat, \S+Tail_Activity_OH16230\.mat: not there/);
      expect(code).to.equal(0);
      const named = await prepare("yemini2021", "--only", "Head_Activity_OH16230.mat", ...own());
      expect(named.out).to.match(/^yemini2021: 2 recordings, /);
      expect(named.err).not.to.contain("read without");
    });

    it("are read in part where one is broken, and the exit code says so", async () => {
      await place("own/Head_Activity_OH16230.mat", headsFile());
      await place("own/Tail_Activity_OH16230.mat", "no MAT file");
      const { code, out } = await prepare("yemini2021", ...own());
      expect(out).to.match(/^yemini2021: 2 recordings, /);
      expect(out).to.contain("failed: celegans/yemini2021/Tail_Activity_OH16230.mat");
      expect(code).to.equal(1);
    });

    it("are only listed by a dry run, with what is out of reach", async () => {
      const file = await place("own/run1.mat", runFile());
      expect((await prepare("lin2023", ...own(), "--dry-run")).out).to.equal(
        "lin2023: would read 1 file and write recordings, channels, signals, clocks, findings\n" +
          "  celegans/lin2023/run1.mat  size unknown  files\n",
      );
      expect((await prepare("lin2023", "--dry-run")).out).to.contain(
        "celegans/lin2023/*.mat  size unknown  not here, no address known",
      );
      expect(await filesBelow(join(folder(), "out"))).to.deep.equal([]);
      expect(file).to.contain("run1.mat");
    });

    it("belong to one dataset, and to one that is there", async () => {
      const two = await prepare("lin2023", "yemini2021", ...own());
      expect(two.code).to.equal(2);
      expect(two.err).to.contain(
        "--files: expected one dataset, whose files the folder holds, found lin2023, yemini2021",
      );
      const none = await prepare("lin2023", ...own());
      expect(none.err).to.contain("celegans/lin2023/*.mat: not found in the folder").and.contain("how to get them");
      expect(none.code).not.to.equal(0);
      const wrong = await prepare("lin2023", "--files", join(folder(), "nowhere"));
      expect(wrong.code).to.equal(2);
    });

    it("narrows by recording, and names the recordings that there are", async () => {
      await place("own/run1.mat", runFile());
      await place("own/run2.mat", runFile());
      expect((await prepare("lin2023", "--only", "run2", ...own())).out).to.match(/^lin2023: 1 recording, /);
      expect((await prepare("lin2023", "--only", "worm*", ...own())).err).to.contain("its recordings are run1, run2");
    });

    it("without an address are said to be so by fetch and info", async () => {
      const fetch = await runCli("fetch", "lin2023", "--dry-run", ...common());
      expect(fetch.out).to.contain("1 without a known address").and.not.contain("to fetch");
      expect(fetch.out + fetch.err).to.contain("neuroloom prepare lin2023 --files DIR --out out");
      const info = await runCli("info", "lin2023", ...common());
      expect(info.out).to.contain("not here, no address known").and.contain("0 files to fetch");
    });
  });
});

describe("reading files whose recordings only a look into them tells", () => {
  const manifest = manifestOf([several("worms/lab/a.mat"), several("worms/lab/b.mat", { subset: "full" })]);
  /** Each file holds the recordings that its text names; a file that holds "broken" cannot be opened. */
  async function read(contents: Readonly<Record<string, string>>, options: ReadOptions = {}) {
    const closed: string[] = [];
    const placed = Object.entries(contents).map(([name, text]): [string, string] => [`worms/lab/${name}`, text]);
    const reading = readFoundRecordings(
      manifest,
      memoryFiles(Object.fromEntries(placed)),
      options,
      async (file, source) => {
        const text = new TextDecoder().decode(await source.read(0, source.size));
        if (text === "broken") throw new FormatError({ file: file.path, place: "head", expected: "x", found: "y" });
        return {
          close: () => closed.push(file.path),
          recordings: text.split(" ").map((recordingId) => ({
            recordingId,
            read: async (report) => {
              const finding = {
                source_file: file.path,
                place: "made",
                rule: "made",
                severity: "note",
                found: recordingId,
              } as const;
              report({ ...finding, action: "none" });
              if (recordingId === "bad")
                throw new FormatError({ file: file.path, place: "x", expected: "x", found: "y" });
              const numbers = { n_samples: 1, n_channels: 0, duration_s: 1 };
              return [
                batchOf("recordings", [
                  { recording_id: recordingId, modality: "made", source_file: file.path, ...numbers },
                ]),
              ];
            },
          })),
        };
      },
    );
    const tables = await collectTables(reading);
    return { closed, tables, recordings: tables.rows("recordings").map((row) => row.recording_id) };
  }

  it("gives the recordings of all files that are there, in order, and closes each", async () => {
    const both = await read({ "b.mat": "w3", "a.mat": "w1 w2" });
    expect(both.recordings).to.deep.equal(["w1", "w2", "w3"]);
    expect(both.closed).to.deep.equal(["worms/lab/a.mat", "worms/lab/b.mat"]);
    expect(both.tables.rows("findings").map((row) => [row.finding_index, row.recording_id])).to.deep.equal([
      ...[
        [0, "w1"],
        [1, "w2"],
        [2, "w3"],
      ],
    ]);
    expect((await read({ "b.mat": "w3" })).recordings).to.deep.equal(["w3"]);
    expect((await read({ "a.mat": "w1", "b.mat": "w3" }, { subset: "sample" })).recordings).to.deep.equal(["w1"]);
  });

  it("says what is missing and how to get it where nothing is there", async () => {
    const error = await caught(read({}));
    expect(error).to.be.instanceOf(MissingFileError);
    expect(error.message).to.equal(
      "worms/lab/a.mat, worms/lab/b.mat: not found in the given files; how to get them: ask the authors",
    );
  });

  it("narrows by recording or by file, and names what there is when nothing matches", async () => {
    const files = { "a.mat": "w1 w2", "b.mat": "w3" };
    expect((await read(files, { only: "w*3" })).recordings).to.deep.equal(["w3"]);
    expect((await read(files, { only: "a.mat" })).recordings).to.deep.equal(["w1", "w2"]);
    expect((await read(files, { only: "worms/lab/b.mat" })).recordings).to.deep.equal(["w3"]);
    const error = await caught(read(files, { only: "w4" }));
    expect(error.tag).to.equal("unknown-name");
    expect(error.message).to.contain("its recordings are w1, w2, w3");
  });

  it("takes the first of two recordings with one id, and counts the second as one that cannot be read", async () => {
    const files = { "a.mat": "w1 w2", "b.mat": "w2 w3" };
    const message =
      /worms\/lab\/b\.mat: recordings: expected a recording id that worms\/lab\/a\.mat has not used, found w2/;
    expect((await caught(read(files))).message).to.match(message);
    const failed: [string, NeuroloomError][] = [];
    const { recordings, tables } = await read(files, { onFailure: (item, error) => failed.push([item, error]) });
    expect(recordings).to.deep.equal(["w1", "w2", "w3"]);
    expect(failed.map(([item]) => item)).to.deep.equal(["w2 of worms/lab/b.mat"]);
    expect(failed[0]![1].message).to.match(message);
    expect(tables.rows("findings").map((row) => row.rule)).to.deep.equal([
      "made",
      "made",
      "unreadable-recording",
      "made",
    ]);
    expect((await read(files, { only: "w3" })).recordings).to.deep.equal(["w3"]);
  });

  it("leaves out a file and a recording that cannot be read, closes what it opened, and counts to the end", async () => {
    const failed: string[] = [];
    const done: number[] = [];
    const { recordings, closed } = await read(
      { "a.mat": "broken", "b.mat": "bad w3" },
      {
        onFailure: (item) => failed.push(item),
        onProgress: (event) => {
          if (event.kind === "advanced") done.push(event.done ?? -1);
        },
      },
    );
    expect([recordings, closed, failed, done]).to.deep.equal([
      ...[["w3"], ["worms/lab/b.mat"], ["worms/lab/a.mat", "bad"], [1, 2]],
    ]);
    expect((await caught(read({ "a.mat": "broken", "b.mat": "w3" }))).tag).to.equal("format");
  });

  it("stops where it is told to", async () => {
    const stop = new AbortController();
    stop.abort(new Error("enough"));
    const failed: string[] = [];
    const options = { signal: stop.signal, onFailure: (item: string) => failed.push(item) };
    expect((await caught(read({ "a.mat": "w1" }, options))).message).to.equal("enough");
    expect(failed).to.deep.equal([]);
  });
});
