import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import type { Dataset } from "../../src/datasets/dataset.js";
import { readRecordings } from "../../src/datasets/read-recordings.js";
import { FormatError } from "../../src/errors.js";
import { loadDataset } from "../../src/node/datasets.js";
import { folderFiles } from "../../src/node/folder-files.js";
import { openTables } from "../../src/node/open-tables.js";
import { prepareDataset } from "../../src/node/prepare.js";
import { batchOf, rowsOf } from "../../src/tables/batch.js";
import { validate } from "../../src/tables/validate.js";
import { caught } from "../support/caught.js";
import { exampleFile, exampleManifest } from "../support/example-manifest.js";
import { realData } from "../support/real-data.js";
import { filesBelow, temporaryFolder } from "../support/temporary-folder.js";

const files = memoryFiles({});

/** A dataset of three recordings of which some cannot be read. */
function madeDataset(broken: readonly string[]): Dataset {
  const manifest = exampleManifest({
    files: ["a", "b", "c"].map((name) => exampleFile({ path: `${name}.h5`, group: { subject: name, session: null } })),
    tables: ["recordings", "findings"],
    expected: [
      { table: "recordings", equals: 3, source: "made" },
      { table: "recordings", where: { recording_id: "a" }, column: "n_samples", equals: 5, source: "made" },
      { table: "recordings", where: { recording_id: "b" }, column: "n_samples", equals: 6, source: "made" },
    ],
  });
  return {
    manifest,
    read: (_, options = {}) =>
      readRecordings(manifest, options, async (recording_id, { path }) => {
        if (broken.includes(recording_id)) {
          throw new FormatError({ file: path, place: "head", expected: "x", found: "y" });
        }
        const numbers = { n_samples: 5, n_channels: 0, duration_s: 1 };
        return [batchOf("recordings", [{ recording_id, modality: "made", source_file: path, ...numbers }])];
      }),
  };
}

describe("preparing a dataset", () => {
  const folder = temporaryFolder();

  it("writes the tables and compares them with all expected facts", async () => {
    const result = await prepareDataset(madeDataset([]), { files, out: folder() });
    expect(result).to.deep.include({ recordings: ["a", "b", "c"], rows: { recordings: 3 }, failures: [] });
    expect(result.checks.map(({ pass, found }) => [pass, found])).to.deep.equal([
      [true, 3],
      [true, 5],
      [false, 5],
    ]);
    expect(await filesBelow(folder())).to.include("recordings/dataset_id=example2020/part-00000.parquet");
  });

  it("keeps the other recordings when one fails, and looks only at facts about those", async () => {
    const result = await prepareDataset(madeDataset(["b"]), { files, out: folder() });
    expect(result.recordings).to.deep.equal(["a", "c"]);
    expect(result.failures.map(({ item, error }) => [item, error.tag])).to.deep.equal([["b", "format"]]);
    expect(result.checks.map(({ check }) => check.where?.recording_id)).to.deep.equal(["a"]);
    const findings: unknown[] = [];
    for await (const batch of (await openTables(folder())).read("findings")) {
      for (const row of rowsOf({ ...batch, table: "findings" })) findings.push(row.source_file, row.rule);
    }
    expect(findings).to.deep.equal(["b.h5", "unreadable-recording"]);
  });

  it("gives the error and leaves the folder as it was when none can be read", async () => {
    await prepareDataset(madeDataset([]), { files, out: folder() });
    const before = await filesBelow(folder());
    const error = await caught(prepareDataset(madeDataset(["a", "b", "c"]), { files, out: folder() }));
    expect(error.message).to.equal("a.h5: head: expected x, found y");
    expect(await filesBelow(folder())).to.deep.equal(before);
    expect((await openTables(folder())).tables).to.deep.equal(["recordings"]);
  });

  it("calls it an error when nothing comes out", async () => {
    const { manifest } = madeDataset([]);
    const empty: Dataset = { manifest, read: async function* () {} };
    const error = await caught(prepareDataset(empty, { files, out: folder() }));
    expect(error.tag).to.equal("empty-result");
    expect(error.message).to.contain("the files that were found hold none");
    expect(await filesBelow(folder())).to.deep.equal([]);
  });

  it("leaves nothing when it is stopped in the middle", async () => {
    const stop = new AbortController();
    const onProgress = ({ kind }: { readonly kind: string }) => kind === "advanced" && stop.abort();
    const options = { files, out: folder(), signal: stop.signal, onProgress };
    expect((await caught(prepareDataset(madeDataset([]), options))).name).to.equal("AbortError");
    expect(await filesBelow(folder())).to.deep.equal([]);
  });
});

describe("preparing the worm datasets", () => {
  const folder = temporaryFolder();

  for (const id of ["dag2023", "kato2015", "flavell2023", "celegans-neurons"]) {
    it(`finds every expected fact of ${id}, and writes valid tables`, async function () {
      const dataset = await loadDataset(id);
      const [first] = dataset.manifest.files;
      const root = first ? realData(this, first.path).slice(0, -first.path.length) : folder();
      const out = `${folder()}/out`;
      const result = await prepareDataset(dataset, { files: folderFiles(root), out });
      expect(result.failures).to.deep.equal([]);
      expect(result.checks).to.have.length(dataset.manifest.expected.length);
      expect(result.checks.filter(({ pass }) => !pass)).to.deep.equal([]);
      expect(Object.keys(result.rows).sort()).to.deep.equal([...dataset.manifest.tables].sort());
      expect(await validate(folderFiles(out))).to.deep.equal([]);
    });
  }

  it("finds the expected facts of the samples with every quantity", async function () {
    const dataset = await loadDataset("dag2023");
    const [first] = dataset.manifest.files;
    const root = realData(this, first!.path).slice(0, -first!.path.length);
    for (const { name } of dataset.manifest.quantities) {
      const out = `${folder()}/${name}`;
      const result = await prepareDataset(dataset, { files: folderFiles(root), out, subset: "sample", quantity: name });
      expect(result.recordings).to.deep.equal(["2022-07-26-31", "2022-08-02-31"]);
      expect(result.checks.length).to.be.greaterThan(20);
      expect(result.checks.filter(({ pass }) => !pass)).to.deep.equal([]);
    }
  });
});
