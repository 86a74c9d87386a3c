import { join } from "node:path";
import { expect } from "chai";
import { memoryFiles } from "../../src/bytes/memory-files.js";
import { FormatError } from "../../src/errors.js";
import { loadDataset } from "../../src/node/datasets.js";
import { folderFiles } from "../../src/node/folder-files.js";
import { openTables } from "../../src/node/open-tables.js";
import { prepareDataset } from "../../src/node/prepare.js";
import { preparePublished } from "../../src/node/prepare-published.js";
import { rowsOf } from "../../src/tables/batch.js";
import type { Row, TableName } from "../../src/tables/tables.js";
import { validate } from "../../src/tables/validate.js";
import { caught } from "../support/caught.js";
import { realData } from "../support/real-data.js";
import { runCli } from "../support/run-cli.js";
import { filesBelow, temporaryFolder } from "../support/temporary-folder.js";
import { madeDataset, madeSource } from "./made-dataset.js";

const unreadable = new FormatError({ file: "b.mat", place: "traces", expected: "numbers", found: "text" });
const files = memoryFiles({});

async function rows<T extends TableName>(folder: string, table: T): Promise<readonly Row<T>[]> {
  const found: Row<T>[] = [];
  for await (const batch of (await openTables(folder)).read(table))
    found.push(...rowsOf(batch as typeof batch & { table: T }));
  return found;
}

describe("preparePublished", () => {
  const folder = temporaryFolder();

  it("writes three tables and where they come from, numbers worms, and is sound", async () => {
    const dataset = await madeDataset([
      madeSource("a", ["AVAL", null]),
      madeSource("b", ["AVAL"], 599),
      madeSource("c", ["VB02", "AVAR", "AVAR"]),
    ]);
    const {
      analysisId,
      worms,
      skipped,
      rows: counts,
      failures,
    } = await preparePublished(dataset, { files, out: folder() });
    expect({ analysisId, worms, skipped, failures }).to.deep.equal({
      ...{ analysisId: "published-kato2015", worms: ["a", "c"], skipped: ["b"], failures: [] },
    });
    expect(counts).to.deep.equal({ published_recordings: 3, published_labels: 6, published_traces: 4 });
    expect((await rows(folder(), "published_recordings")).map(({ worm }) => worm)).to.deep.equal([
      "worm0",
      null,
      "worm1",
    ]);
    const traces = await rows(folder(), "published_traces");
    expect(traces.map(({ worm, neuron }) => `${worm} ${neuron}`)).to.deep.equal([
      "worm0 0",
      "worm0 AVAL",
      "worm1 AVAR",
      "worm1 VB2",
    ]);
    const [provenance] = await rows(folder(), "provenance");
    expect(JSON.parse(provenance!.params)).to.deep.include({ dataset: "kato2015" });
    expect(JSON.parse(provenance!.params).settings).to.include({ smoothMethod: "moving", window: 15, stepS: 0.333 });
    expect(await validate(folderFiles(folder()))).to.deep.equal([]);
  });

  it("lies beside the corrected tables of the same dataset", async () => {
    await preparePublished(await madeDataset([madeSource("a", ["AVAL"])]), { files, out: folder() });
    await prepareDataset(await loadDataset("simulated"), { files, out: folder(), only: "simulated-1" });
    const { partitions, tables } = await openTables(folder());
    expect(partitions).to.have.members(["published-kato2015", "simulated"]);
    expect(tables).to.include.members(["recordings", "published_traces"]);
    expect(await validate(folderFiles(folder()))).to.deep.equal([]);
  });

  it("takes other settings and notes them", async () => {
    const dataset = await madeDataset([madeSource("a", ["AVAL"])]);
    await preparePublished(dataset, { files, out: folder(), settings: { smoothMethod: "exponential", stepS: 1 } });
    expect((await rows(folder(), "published_traces"))[0]).to.include({
      smooth_method: "exponential",
      max_timesteps: 247,
    });
    const [provenance] = await rows(folder(), "provenance");
    expect(JSON.parse(provenance!.params).settings).to.include({ smoothMethod: "exponential", window: 15, stepS: 1 });
  });

  it("keeps what can be read, also when times fall, and lists the rest", async () => {
    const falling = madeSource("c", ["AVAL"]);
    falling.timeS[5] = 0;
    const sources = [{ recordingId: "b", error: unreadable }, madeSource("a", ["AVAL"]), falling];
    const { worms, failures } = await preparePublished(await madeDataset(sources), { files, out: folder() });
    expect(worms).to.deep.equal(["a"]);
    expect(failures.map(({ item, error }) => [item, error.tag])).to.deep.equal([
      ["b", "format"],
      ["c", "argument"],
    ]);
    const [provenance] = await rows(folder(), "provenance");
    expect(JSON.parse(provenance!.failed!)).to.have.length(2);
  });

  it("writes nothing when nothing can be read", async () => {
    const dataset = await madeDataset([{ recordingId: "b", error: unreadable }]);
    expect(await caught(preparePublished(dataset, { files, out: folder() }))).to.equal(unreadable);
    const empty = await caught(preparePublished(await madeDataset([]), { files, out: folder() }));
    expect(empty).to.include({ tag: "empty-result" });
    expect(await filesBelow(folder())).to.deep.equal([]);
  });

  it("gives the same bytes again", async () => {
    const dataset = await madeDataset([madeSource("a", ["AVAL", null, "AVAR"])]);
    const parts = async (out: string) =>
      (await preparePublished(dataset, { files, out })).parts
        .filter(({ table }) => table !== "provenance")
        .map(({ sha256 }) => sha256);
    expect(await parts(join(folder(), "1"))).to.deep.equal(await parts(join(folder(), "2")));
  });
});

describe("neuroloom prepare --mode published", () => {
  const folder = temporaryFolder();
  const out = () => join(folder(), "out");

  it("refuses a dataset that the product does not have, and says which ones it has", async () => {
    const { err } = await runCli("prepare", "simulated", "--mode", "published", "--out", out());
    expect(err).to.match(/expected a dataset of the published product, found --mode published for simulated/);
    expect(err).to.match(/the product has .*dag2023/);
  });

  it("refuses a quantity, and modes that there are not", async () => {
    const common = ["prepare", "kato2015", "--out", out()];
    const quantity = await runCli(...common, "--mode", "published", "--quantity", "x");
    expect(quantity.err).to.match(/--quantity: expected none with --mode published/);
    expect((await runCli(...common, "--mode", "pubished")).err).to.match(/--mode: expected corrected or published/);
  });

  it("writes real recordings that are asked for, and says what it wrote", async function () {
    const below = "celegans/kato2015/raw_full_data_worm_4.npz";
    const mirror = realData(this, below).slice(0, -below.length);
    const common = ["--mirror", mirror, "--cache-dir", join(folder(), "cache"), "--offline", "--out", out()];
    const { code, out: text } = await runCli(
      "prepare",
      "kato2015",
      "--mode",
      "published",
      "--only",
      "worm4",
      ...common,
    );
    expect(text).to.equal("kato2015 as published: 1 worm, 125 traces; 0 skipped\n");
    expect(code).to.equal(0);
    const json = await runCli("prepare", "dag2023", "--mode", "published", "--only", "*-45", "--json", ...common);
    expect(JSON.parse(json.out)).to.deep.include({
      analysisId: "published-dag2023",
      worms: [],
      skipped: ["2022-07-27-45"],
    });
    expect(await validate(folderFiles(out()))).to.deep.equal([]);
  });

  it("says what it would do with --dry-run", async function () {
    const below = "celegans/kato2015/raw_full_data_worm_4.npz";
    const mirror = realData(this, below).slice(0, -below.length);
    const words = ["prepare", "kato2015", "--mode", "published", "--mirror", mirror, "--out", out(), "--dry-run"];
    const { out: text } = await runCli(...words);
    expect(text).to.match(/and write published_recordings, published_labels, published_traces, provenance/);
    expect(await filesBelow(out())).to.deep.equal([]);
  });
});
