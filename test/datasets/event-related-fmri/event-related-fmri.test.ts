import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/event-related-fmri/read.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { evaluateCheck } from "../../../src/tables/evaluate-check.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { caught } from "../../support/caught.js";
import { collectTables } from "../../support/collect-tables.js";
import { problemsOf } from "../../support/problems-of.js";
import { realData } from "../../support/real-data.js";

const path = "encoding/event-related-fmri/event_related_fmri.csv";

async function readMade(text: string) {
  const files = memoryFiles({ [path]: new TextEncoder().encode(text) });
  return collectTables(read(await loadManifest("event-related-fmri"), files, {}));
}
const failure = async (text: string) => (await caught(readMade(text))).message;

describe("event-related-fmri", () => {
  it("reads the signal, and a code above 0 as an event of its volume", async () => {
    const tables = await readMade("bold,events\n-0.5,0.0\n0.25,4.0\n,1.0\n");
    expect([...tables.rows("signals")[0]!.values]).to.deep.equal([-0.5, 0.25, Number.NaN]);
    expect(
      tables.rows("events").map((one) => [one.onset_s, one.duration_s, one.kind, one.label, one.value]),
    ).to.deep.equal([
      [2, 2, "trial", "4", 4],
      [4, 2, "trial", "1", 1],
    ]);
    expect(tables.rows("recordings")[0]).to.include({ recording_id: "mt", sampling_rate_hz: 0.5, duration_s: 6 });
    expect(tables.rows("channels")[0]).to.include({ kind: "voxel", region: "MT", quantity: "bold_mean", unit: null });
    expect(tables.rows("findings").map(({ rule }) => rule)).to.deep.equal(["missing-samples"]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("refuses other columns, and codes that are no whole numbers", async () => {
    expect(await failure("events,bold\n0,1\n")).to.match(/line 1: expected bold,events, found events,bold/);
    expect(await failure("bold,events\n1,0.5\n")).to.match(
      /line 2, field 2: expected a whole number from 0, found 0\.5/,
    );
    expect(await failure("bold,events\n1,-1\n")).to.match(/found -1/);
    expect(await failure("bold,events\n1,\n")).to.match(/found NaN/);
    expect(await failure("bold,events\nx,0\n")).to.match(/line 2, field 1: expected a number/);
    expect(await failure("bold,events\n")).to.match(/rows: expected a row per volume, found none/);
  });

  it("meets every expected fact on the real file", async function () {
    const root = realData(this, path).slice(0, -path.length);
    const manifest = await loadManifest("event-related-fmri");
    const tables = await collectTables(read(manifest, folderFiles(root), {}));
    const reader = memoryTables(tables.batches);
    for (const check of manifest.expected) {
      const { found, pass } = await evaluateCheck(reader, check);
      expect(pass, `${check.title}: found ${found}`).to.equal(true);
    }
    expect(await problemsOf(tables)).to.deep.equal([]);
  });
});
