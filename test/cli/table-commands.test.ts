import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { expect } from "chai";
import { createFolderWriter } from "../../src/node/table-folder.js";
import { runCli } from "../support/run-cli.js";
import { smallDataset } from "../tables/small-dataset.js";

describe("commands over written tables", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "neuroloom-commands-"));
    const writer = createFolderWriter(folder, { partition: { name: "dataset_id", value: "x" } });
    for (const batch of smallDataset()) await writer.write(batch);
    await writer.finish();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("validate: 0 for a sound folder, 3 for changed bytes, 1 for tables that break their rules", async () => {
    expect(await runCli("validate", folder, "--quiet")).to.deep.equal({ code: 0, out: "", err: "" });
    const part = join(folder, "events", "dataset_id=x", "part-00000.parquet");
    const bytes = await readFile(part);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(part, bytes);
    const damaged = await runCli("validate", folder, "--json", "--quiet");
    expect(damaged.code).to.equal(3);
    expect(JSON.parse(damaged.out.split("\n")[0]!)).to.include({
      kind: "integrity",
      table: "events/dataset_id=x/part-00000.parquet",
    });
    const writer = createFolderWriter(folder, { partition: { name: "dataset_id", value: "x" } });
    for (const batch of smallDataset()) if (batch.table !== "clocks") await writer.write(batch);
    await writer.write({ table: "findings", columns: findings });
    await writer.finish();
    const broken = await runCli("validate", folder, "--quiet");
    expect([broken.code, broken.out]).to.deep.equal([
      1,
      "findings.recording_id.row 0: has to be a recording of the recordings table, found nobody\n",
    ]);
  });

  it("validate: says what to run where there is no written folder", async () => {
    const { code, out, err } = await runCli("validate", join(folder, "events"));
    expect(code).to.equal(3);
    expect(out).to.contain("dataset.json");
    expect(err).to.contain("is no written folder").and.to.contain("neuroloom prepare ID --out DIR");
  });

  it("query: aligned text, or one JSON object per row", async () => {
    const sql = "SELECT dataset_id, count(*) AS n, max(label) AS label FROM events GROUP BY ALL";
    expect((await runCli("query", sql, "--in", folder, "--quiet")).out).to.equal(
      "dataset_id  n  label\nx           4  REV\n",
    );
    const { out } = await runCli("query", sql, "--in", folder, "--json");
    expect(JSON.parse(out)).to.deep.equal({ dataset_id: "x", n: 4, label: "REV" });
    expect((await runCli("query", "SELEKT", "--in", folder)).code).to.equal(2);
    expect((await runCli("query", sql)).code).to.equal(2);
  });

  it("export: a file per table", async () => {
    const out = join(folder, "exported");
    const csv = await runCli("export", folder, "--to", "csv", "--out", out, "--table", "events", "clocks", "--quiet");
    expect(csv.code).to.equal(0);
    expect(csv.out).to.equal(`${out}/events.csv: 4 rows\n${out}/clocks.csv: 2 rows\n`);
    expect((await readFile(join(out, "events.csv"), "utf8")).split("\n")[1]).to.equal(
      "x,worm 0,0,1,2,state,FWD,,,,,,,,,",
    );
    expect((await runCli("export", folder, "--to", "arrow", "--out", out, "--quiet")).code).to.equal(0);
    const signals = tableFromIPC(await readFile(join(out, "signals.arrow")));
    expect([signals.numRows, signals.getChild("values")!.get(1).get(3)]).to.deep.equal([6, null]);
    expect((await runCli("export", folder, "--to", "xls", "--out", out)).code).to.equal(2);
    expect((await runCli("export", folder, "--to", "csv", "--out", out, "--table", "event")).err).to.include(
      "nearest: events",
    );
    expect((await runCli("export", folder, "--to", "csv")).code).to.equal(2);
  });
});

const findings = {
  finding_index: [0],
  recording_id: ["nobody"],
  source_file: ["f"],
  place: ["p"],
  rule: ["r"],
  severity: ["note"],
  found: ["x"],
  action: ["a"],
};
