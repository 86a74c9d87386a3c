import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { PublishedSource, ReadOptions } from "../../../src/datasets/dataset.js";
import { read, readPublished } from "../../../src/datasets/yemini2021/read.js";
import { manifestProblems } from "../../../src/manifest/manifest-problems.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { cell, column, matrix, row } from "../../support/mat-input.js";
import { problemsOf } from "../../support/problems-of.js";
import { entries, headsFile, ramp } from "./made-heads.js";

const folder = "celegans/yemini2021";
const heads = "Head_Activity_OH16230";

type Changes = Parameters<typeof headsFile>[0];

async function readMade(changes: Changes = {}, options: ReadOptions = {}, file = heads): Promise<CollectedTables> {
  const files = memoryFiles({ [`${folder}/${file}.mat`]: headsFile(changes) });
  return collectTables(read(await loadManifest("yemini2021"), files, options));
}

async function publishedOf(changes: Changes = {}, options: ReadOptions = {}): Promise<readonly PublishedSource[]> {
  const files = memoryFiles({
    [`${folder}/Tail_Activity_OH16230.mat`]: headsFile(changes),
    [`${folder}/${heads}.mat`]: headsFile(changes),
  });
  const sources: PublishedSource[] = [];
  for await (const one of readPublished(await loadManifest("yemini2021"), files, options)) sources.push(one);
  return sources;
}

function channelsOf(tables: CollectedTables, recording: string) {
  return tables.rows("channels").filter(({ recording_id }) => recording_id === recording);
}

function eventsOf(tables: CollectedTables, recording: string) {
  return tables
    .rows("events")
    .filter(({ recording_id }) => recording_id === recording)
    .map(({ kind, label, onset_s, duration_s }) => [kind, label, onset_s, duration_s]);
}

const findingsOf = (tables: CollectedTables) => tables.rows("findings").map(({ rule, severity }) => [rule, severity]);

describe("yemini2021, made files of the documented layout", () => {
  it("has a manifest that contradicts itself nowhere and claims no test on real files", async () => {
    const manifest = await loadManifest("yemini2021");
    expect(manifestProblems(manifest)).to.deep.equal([]);
    expect(manifest.tested).to.equal("none");
  });

  it("makes a recording of each animal, with all frames, and one group of the heads that may be others' animals", async () => {
    const tables = await readMade();
    expect(tables.rows("recordings").map((one) => [one.recording_id, one.subject_id, one.animal_group])).to.deep.equal([
      [`${heads}-1`, "1_head", "OH16230-heads"],
      [`${heads}-2`, "2_head", "OH16230-heads"],
    ]);
    expect(tables.rows("recordings")[0]).to.include({
      ...{ condition: "OH16230, head", sampling_rate_hz: 4, n_samples: 6, n_channels: 6, duration_s: 1.5 },
    });
    expect(await problemsOf(tables)).to.deep.equal([]);
    const tail = await readMade({}, {}, "Tail_Activity_OH16230");
    expect(tail.rows("recordings")[0]).to.include({
      ...{ condition: "OH16230, tail", animal_group: "yemini2021:Tail_Activity_OH16230-1" },
    });
  });

  it("takes sides from is_L, and leaves out cells that an animal has no trace of", async () => {
    const tables = await readMade();
    const names = (recording: string) => channelsOf(tables, recording).map(({ name }) => name);
    expect(names(`${heads}-1`)).to.deep.equal(["ADAL", "ADAR", "AVG", "AWCL", "AWCR", "RMED"]);
    expect(names(`${heads}-2`)).to.deep.equal(["ADAL", "AVG", "AWCL", "AWCR"]);
    const values = tables.rows("signals").map((one) => [one.recording_id, one.channel_index, one.values[1]]);
    expect(values).to.deep.equal([
      ...[11, 31, 41, 51, 71, 91].map((value, index) => [`${heads}-1`, index, value]),
      ...[21, 1, 61, 81].map((value, index) => [`${heads}-2`, index, value]),
    ]);
  });

  it("notes which AWC is ON, beside the anatomical name", async () => {
    const tables = await readMade();
    const remarks = (recording: string) =>
      channelsOf(tables, recording)
        .filter(({ name_comment }) => name_comment !== null)
        .map(({ name, name_comment }) => [name, name_comment]);
    expect(remarks(`${heads}-1`)).to.deep.equal([
      ["AWCL", "AWC-OFF in this animal"],
      ["AWCR", "AWC-ON in this animal"],
    ]);
    expect(remarks(`${heads}-2`)).to.deep.equal([
      ["AWCL", "AWC-ON in this animal"],
      ["AWCR", "AWC-OFF in this animal"],
    ]);
    const unknown = await readMade({ is_AWCL_OFF: column([Number.NaN, 1]) });
    expect(channelsOf(unknown, `${heads}-1`).every(({ name_comment }) => name_comment === null)).to.equal(true);
    expect(findingsOf(await readMade({ is_AWCL_OFF: 1 }))).to.deep.include(["awc-sides-unclear", "loss"]);
    expect(findingsOf(await readMade({ is_AWCL_OFF: undefined }))).to.deep.equal([["missing-samples", "note"]]);
  });

  it("takes traces unless norm_traces are asked for or are all there is", async () => {
    const quantityOf = (tables: CollectedTables) => tables.rows("channels")[0]!.quantity;
    const normalised = await readMade({}, { quantity: "histogram_normalised" });
    expect(quantityOf(await readMade())).to.equal("fluorescence");
    expect(quantityOf(normalised)).to.equal("histogram_normalised");
    expect(normalised.rows("signals")[0]!.values[0]).to.equal(Math.fround(0.1));
    expect(quantityOf(await readMade({ traces: undefined }))).to.equal("histogram_normalised");
    const error = await caught(readMade({ traces: undefined }, { quantity: "fluorescence" }));
    expect(error.message).to.match(/variables: expected traces, found fps, files, neurons/);
  });

  it("reads one entry of is_L per animal: 1 left, 0 right", async () => {
    const is_L = cell([row([1, 0]), row([Number.NaN, Number.NaN])]);
    const traces = cell([entries(ramp(1), ramp(2)), entries(ramp(3), ramp(4))]);
    const tables = await readMade({ neurons: cell(["ADA", "AVG"]), is_L, traces });
    expect(tables.rows("channels").map(({ name }) => name)).to.deep.equal(["ADAL", "AVG", "ADAR", "AVG"]);
  });

  it("leaves a side open where is_L contradicts the half it stands in", async () => {
    const is_L = cell([row([0, 1, 1, 0]), row([Number.NaN]), row([1, 1, 0, 0]), row([Number.NaN])]);
    const wrong = await caught(readMade({ is_L }));
    expect(wrong.message).to.match(/is_L\{2\}: expected 2 or 4 entries, found 1/);
    const single = row([Number.NaN, Number.NaN]);
    const tables = await readMade({ is_L: cell([row([0, 1, 1, 0]), single, row([1, 1, 0, 0]), single]) });
    expect(channelsOf(tables, `${heads}-1`)[0]).to.include({ name_source: "ADA", name: null, neuron_class: "ADA" });
    expect(channelsOf(tables, `${heads}-1`)[1]).to.include({ name_source: "ADA", name: null, neuron_class: "ADA" });
    expect(channelsOf(tables, `${heads}-2`)[0]).to.include({ name: "ADAL" });
    expect(tables.rows("findings").map(({ found }) => found)).to.include.members([
      ...["ADA: is_L is 0 in the left half", "ADA: is_L is 1 in the right half"],
    ]);
  });

  it("accepts a rate per recording, and one recording whose name is no list", async () => {
    const rates = (await readMade({ fps: row([4, 3.87]) })).rows("recordings").map((one) => one.sampling_rate_hz);
    expect(rates).to.deep.equal([4, 3.87]);
    const changes = {
      ...{ files: "only one", neurons: cell(["AVG", "RIS"]), is_AWCL_OFF: undefined, stims: undefined },
      ...{ is_L: cell([Number.NaN, Number.NaN]), traces: cell([entries(ramp(1)), entries(ramp(2))]) },
    };
    const tables = await readMade(changes);
    expect(tables.rows("recordings").map((one) => one.subject_id)).to.deep.equal(["only one"]);
  });

  it("passes over files that are not there, and gives the one that only names", async () => {
    expect((await readMade({}, { only: `${heads}-2` })).rows("recordings")).to.have.length(1);
    expect((await readMade({}, { only: `${heads}.mat` })).rows("recordings")).to.have.length(2);
    const manifest = await loadManifest("yemini2021");
    const error = await caught(collectTables(read(manifest, memoryFiles({}), {})));
    expect(error.tag).to.equal("missing-file");
    expect(error.message).to.contain(`${folder}/Tail_Activity_OH16230.mat`).and.contain("how to get them:");
  });

  const broken: readonly [string, Changes, RegExp][] = [
    ["no list of files", { files: 3 }, /files: expected a name per recording, found none/],
    ["no rate", { fps: 0 }, /fps: expected frames per second, one for all or one per file, found 0/],
    ["a missing variable", { is_L: undefined }, /variables: expected a variable is_L/],
    [
      "fewer classes",
      { traces: cell([entries(ramp(1), ramp(2))]) },
      /traces: expected a cell for each of 4 classes, found 1/,
    ],
    [
      "fewer entries than is_L",
      { traces: cell(["a", "b", "c", "d"].map(() => entries(ramp(1), ramp(2)))) },
      /traces\{1\}: expected 4 entries, as is_L has, found 2/,
    ],
    [
      "a trace that is a text",
      { neurons: cell(["AVG"]), is_L: cell([row([Number.NaN, Number.NaN])]), traces: cell([cell(["x", "y"])]) },
      /traces\{1\}\{1\}: expected a list of numbers, found char 1 × 1/,
    ],
    [
      "traces of different length",
      {
        neurons: cell(["AVG", "RIS"]),
        is_L: cell([row([0, 0]), row([0, 0])]),
        traces: cell([entries(ramp(1), null), entries([1], null)]),
      },
      /recording 1 \(1_head\): expected 6 samples, as AVGR has, found 1 of RISR/,
    ],
    [
      "an animal without traces",
      { neurons: cell(["AVG"]), is_L: cell([row([0, 0])]), traces: cell([entries(null, ramp(1))]) },
      /recording 1 \(1_head\): expected a trace, found none/,
    ],
  ];
  for (const [what, changes, message] of broken) {
    it(`refuses ${what}`, async () => {
      const error = await caught(readMade(changes));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(message);
    });
  }
});

describe("yemini2021, stimuli", () => {
  it("come in the order that stims gives for each recording", async () => {
    const tables = await readMade();
    expect(eventsOf(tables, `${heads}-1`)).to.deep.equal([
      ["stimulus", "200 mM NaCl", 0.25, 0.25],
      ["stimulus", "10-4 2-butanone", 0.75, 0.5],
    ]);
    expect(eventsOf(tables, `${heads}-2`)).to.deep.equal([
      ["stimulus", "10-4 2-butanone", 0.25, 0.25],
      ["stimulus", "200 mM NaCl", 0.75, 0.5],
    ]);
  });

  it("may be ordered by name, have an onset only, or the same order in all recordings", async () => {
    const stims = cell(["10-4 2-butanone", "200 mM NaCl", "200 mM NaCl", "10-4 2-butanone"], [2, 2]);
    expect(eventsOf(await readMade({ stims }), `${heads}-1`)[0]![1]).to.equal("10-4 2-butanone");
    const plain = await readMade({ stims: undefined, stim_times: row([1, 0.5]) });
    expect(eventsOf(plain, `${heads}-2`)).to.deep.equal([
      ["stimulus", "10-4 2-butanone", 0.5, null],
      ["stimulus", "200 mM NaCl", 1, null],
    ]);
    expect((await readMade({ stim_names: undefined, stim_times: undefined })).rows("events")).to.deep.equal([]);
  });

  const unclear: readonly [string, Changes, RegExp][] = [
    [
      "times in frames",
      {
        stim_times: matrix([
          [1, 2],
          [3, 5],
        ]),
      },
      /beyond 1.5 s: they are no seconds/,
    ],
    ["times before the start", { stim_times: row([-1, 1]) }, /beyond 1.5 s/],
    [
      "ends before onsets",
      {
        stim_times: matrix([
          [1, 0.5],
          [1, 1.25],
        ]),
      },
      /beyond 1.5 s/,
    ],
    ["times that are missing", { stim_times: row([Number.NaN, 1]) }, /beyond 1.5 s/],
    ["times of other stimuli", { stim_times: row([1, 1, 1]) }, /no row for each of 2 stim_names/],
    ["no times", { stim_times: undefined }, /no row for each of 2 stim_names/],
    ["no names", { stim_names: undefined }, /stim_names is no list of names/],
    ["names that are numbers", { stim_names: cell([1, 2]) }, /stim_names is no list of names/],
    [
      "an order that names one twice",
      {
        stims: matrix([
          [1, 1],
          [2, 1],
        ]),
      },
      /stims does not say in which order/,
    ],
    ["an order of unknown names", { stims: cell(["a", "b", "c", "d"], [2, 2]) }, /stims does not say in which order/],
    ["an order of other recordings", { stims: matrix([[1, 2]]) }, /stims does not say in which order/],
  ];
  for (const [what, changes, message] of unclear) {
    it(`are left out and reported with ${what}`, async () => {
      const tables = await readMade(changes);
      expect(tables.rows("events")).to.deep.equal([]);
      const found = tables.rows("findings").filter(({ rule }) => rule === "stimuli-unclear");
      expect(found).to.have.length(2);
      expect(found[0]).to.include({ severity: "loss", action: "no stimulus is written" });
      expect(found[0]!.found).to.match(message);
    });
  }
});

describe("yemini2021, what the published product takes", () => {
  it("takes norm_traces without the first four frames, and zeros for cells without a trace", async () => {
    const sources = await publishedOf();
    expect(sources.map(({ rawDataFile, recordingId }) => [rawDataFile, recordingId])).to.deep.equal([
      ...[1, 2].map((number) => [`${heads}.mat`, `${heads}-${number}`]),
      ...[1, 2].map((number) => ["Tail_Activity_OH16230.mat", `Tail_Activity_OH16230-${number}`]),
    ]);
    const [, second] = sources;
    expect(second!.ids).to.deep.equal(["ADAL", null, "AVG", "AWCL", "AWCR", null]);
    expect(second!.traces.map((trace) => Array.from(trace, (value) => Number(value.toFixed(6))))).to.deep.equal([
      ...[
        [4.2, 5.2],
        [0, 0],
        [4.5, 5.5],
        [4.7, 5.7],
        [4.9, 5.9],
        [0, 0],
      ],
    ]);
    expect([...second!.timeS]).to.deep.equal([0, 0.25]);
  });

  it("leaves out what cannot be read, and what was not asked for", async () => {
    const failed: string[] = [];
    const only = `${heads}-*`;
    expect(await publishedOf({}, { only })).to.have.length(2);
    const broken = await publishedOf({ norm_traces: undefined }, { onFailure: (id) => failed.push(id) });
    expect(broken).to.deep.equal([]);
    expect(failed).to.have.length(2);
    expect((await caught(publishedOf({ norm_traces: undefined }))).tag).to.equal("format");
  });
});
