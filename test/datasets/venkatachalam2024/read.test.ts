import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { ReadOptions } from "../../../src/datasets/dataset.js";
import { read, readPublished } from "../../../src/datasets/venkatachalam2024/read.js";
import { manifestProblems } from "../../../src/manifest/manifest-problems.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { collectPublished } from "../../support/collect-published.js";
import { collectTables } from "../../support/collect-tables.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { makeZip } from "../../support/make-zip.js";
import { problemsOf } from "../../support/problems-of.js";
import { survive } from "../../support/survive.js";

const folder = "celegans/venkatachalam2024";
const encode = (text: string) => new TextEncoder().encode(text);

/** A worm with eight neutral columns besides that of the neurons. */
function worm(neurons: readonly string[], frames: number, describing = 9): string {
  const before = ["neuron", "b", "c", "d", "e", "f", "g", "h", "i"].slice(0, describing);
  const numbers = Array.from({ length: frames }, (_, frame) => frame);
  const rows = neurons.map((neuron, row) => {
    const texts = before.map((name) => (name === "neuron" ? neuron : `${name}${row}`));
    return [...texts, ...numbers.map((frame) => (frame === 1 ? "" : frame * 10 + row))].join(",");
  });
  return [[...before, ...numbers].join(","), ...rows].join("\n");
}

const zipOf = (members: Readonly<Record<string, string>>) =>
  makeZip(Object.entries(members).map(([name, text]) => ({ name, bytes: encode(text), deflated: true })));
const placed = (files: Readonly<Record<string, Uint8Array | string>>) =>
  memoryFiles(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${folder}/${name}`, bytes])));
const tablesOf = async (files: Readonly<Record<string, Uint8Array | string>>, options: ReadOptions = {}) =>
  collectTables(read(await loadManifest("venkatachalam2024"), placed(files), options));
const publishedOf = async (files: Readonly<Record<string, Uint8Array | string>>) =>
  collectPublished(readPublished(await loadManifest("venkatachalam2024"), placed(files), {}));

describe("venkatachalam2024, made files of the documented layout", () => {
  it("has a manifest that contradicts itself nowhere and claims no test on real files", async () => {
    const manifest = await loadManifest("venkatachalam2024");
    expect(manifestProblems(manifest)).to.deep.equal([]);
    expect(manifest.tested).to.equal("none");
  });

  it("reads all frames of the worms of an archive, with nominal times and what it did not read", async () => {
    const archive = zipOf({
      "all/b.csv": worm(["AVAL", "", "VB02"], 4),
      "all/a.csv": worm(["RIML"], 3),
      "all/._b.csv": "x",
    });
    const tables = await tablesOf({ "data.zip": archive, "readme.txt": "not a recording" });
    expect(tables.rows("recordings").map((one) => [one.recording_id, one.n_samples, one.duration_s])).to.deep.equal([
      ["a", 3, 1.125],
      ["b", 4, 1.5],
    ]);
    expect(tables.rows("recordings")[0]).to.include({ sampling_rate_hz: 1 / 0.375, source_file: `${folder}/data.zip` });
    const channels = tables.rows("channels").filter(({ recording_id }) => recording_id === "b");
    expect(channels.map((one) => [one.name, one.name_source, one.quantity, one.unit, one.source_index])).to.deep.equal([
      ["AVAL", "AVAL", "as_delivered", null, 1],
      [null, null, "as_delivered", null, 2],
      ["VB2", "VB02", "as_delivered", null, 3],
    ]);
    expect(tables.rows("signals").map(({ values }) => [...values])[3]).to.deep.equal([2, Number.NaN, 22, 32]);
    const findings = tables.rows("findings").filter(({ recording_id }) => recording_id === "b");
    expect(findings.map(({ place, rule, found }) => [place, rule, found])).to.deep.equal([
      ["all/b.csv", "missing-samples", "3 of 12 samples are NaN, in 3 of 3 traces"],
      ["all/b.csv", "not-read", "b, c, d, e, f, g, h, i"],
      ["all/b.csv", "nominal-clock", "none, and no rate"],
    ]);
    expect(await problemsOf(tables)).to.deep.equal([]);
  });

  it("reads loose files to the same tables, and keeps gaps between frames as time", async () => {
    const loose = await tablesOf({ "b.csv": worm(["AVAL"], 4) });
    const packed = await tablesOf({ "data.zip": zipOf({ "b.csv": worm(["AVAL"], 4) }) });
    expect(loose.rows("signals")).to.deep.equal(packed.rows("signals"));
    const gaps = await tablesOf({ "c.csv": "neuron,10,11,15\nAVAL,1,2,3\n" });
    expect([...gaps.rows("clocks")[0]!.time_s]).to.deep.equal([0, 0.375, 1.875]);
    expect(gaps.rows("recordings")[0]!.sampling_rate_hz).to.equal(null);
    expect(gaps.rows("findings").map(({ rule }) => rule)).to.deep.equal(["description-columns", "nominal-clock"]);
  });

  it("calls worms of one name in different folders by their paths", async () => {
    const archive = zipOf({ "x/1.csv": worm(["AVAL"], 3), "y/1.csv": worm(["AVAR"], 3) });
    const tables = await tablesOf({ "data.zip": archive });
    expect(tables.rows("recordings").map(({ recording_id }) => recording_id)).to.deep.equal(["x/1", "y/1"]);
  });

  it("refuses a file without neurons or rows, and an archive without worms", async () => {
    expect((await caught(tablesOf({ "a.csv": "id,0,1\n1,2,3\n" }))).message).to.match(
      /expected a column neuron, found id/,
    );
    expect((await caught(tablesOf({ "a.csv": "neuron,0,1\n" }))).message).to.match(/expected a row per neuron/);
    expect((await caught(tablesOf({ "a.zip": zipOf({ "a.txt": "x" }) }))).message).to.match(/expected CSV files/);
  });

  it("is published without the first 98 columns of frames and the last, by the name of the file", async () => {
    const archive = zipOf({ "z/b.csv": worm(["AVAL", ""], 104), "z/a.csv": worm(["VB02"], 102) });
    const sources = await publishedOf({ "data.zip": archive });
    expect(sources.map(({ rawDataFile, recordingId, ids }) => [rawDataFile, recordingId, ids])).to.deep.equal([
      ["a.csv", "a", ["VB02"]],
      ["b.csv", "b", ["AVAL", null]],
    ]);
    expect([...sources[1]!.timeS]).to.deep.equal([98, 99, 100, 101, 102].map((frame) => frame * 0.375));
    expect([...sources[1]!.traces[1]!]).to.deep.equal([981, 991, 1001, 1011, 1021]);
    expect((await caught(publishedOf({ "c.csv": worm(["AVAL"], 104, 8) }))).message).to.match(
      /line 1: expected 9 columns before the frames, found 8/,
    );
  });

  it("goes on without an archive that cannot be read when asked to, in both modes", async () => {
    const files = placed({ "a.zip": encode("no archive"), "b.csv": worm(["AVAL"], 104) });
    const manifest = await loadManifest("venkatachalam2024");
    const failures: string[] = [];
    const onFailure = (item: string) => failures.push(item);
    const tables = await collectTables(read(manifest, files, { onFailure }));
    const sources = await collectPublished(readPublished(manifest, files, { onFailure }));
    expect(tables.rows("recordings").map(({ recording_id }) => recording_id)).to.deep.equal(["b"]);
    expect(sources.map(({ recordingId }) => recordingId)).to.deep.equal(["b"]);
    expect(failures).to.deep.equal([`${folder}/a.zip`, `${folder}/a.zip`]);
  });

  it("2,000 damaged archives give tables or an error that names the file", async () => {
    const manifest = await loadManifest("venkatachalam2024");
    const sound = makeZip([{ name: "a.csv", bytes: encode(worm(["AVAL", "VB02"], 4)) }]);
    const readAll = (bytes: Uint8Array) => collectTables(read(manifest, placed({ "data.zip": bytes }), {}));
    const copies = damagedCopies(sound, { seed: 93, count: 2000 });
    const refused = await survive(copies, readAll, { named: /data\.zip|a\.csv/ });
    expect(refused).to.be.within(1000, 2000);
  });
});
