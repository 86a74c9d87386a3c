import { readFileSync } from "node:fs";
import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read } from "../../../src/datasets/kato2015/read.js";
import type { Manifest } from "../../../src/manifest/schema.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { loadManifest } from "../../../src/node/manifests.js";
import type { Row } from "../../../src/tables/tables.js";
import { caught } from "../../support/caught.js";
import { type CollectedTables, collectTables } from "../../support/collect-tables.js";
import { makeNpy, makeNpz } from "../../support/make-npz.js";
import { realData } from "../../support/real-data.js";

const folder = "celegans/kato2015";

async function readReal(test: Mocha.Context, only: string): Promise<CollectedTables> {
  const manifest = await loadManifest("kato2015");
  const path = `${folder}/raw_full_data_worm_1.npz`;
  return collectTables(read(manifest, folderFiles(realData(test, path).slice(0, -path.length)), { only }));
}

/** Samples of a named neuron. */
function traceOf(tables: CollectedTables, name: string): Float32Array {
  const { channel_index } = tables.rows("channels").find((channel) => channel.name === name)!;
  return tables.rows("signals").find((row) => row.channel_index === channel_index)!.values;
}

/** The state of each frame, from the events. */
function framesOf(events: readonly Row<"events">[], rateHz: number, frames: number): (string | null)[] {
  const states = new Array<string | null>(frames).fill(null);
  for (const { onset_s, duration_s, label } of events) {
    const first = Math.round(onset_s * rateHz);
    states.fill(label, first, first + Math.round(duration_s! * rateHz));
  }
  return states;
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (x: ArrayLike<number>) => Array.from(x).reduce((sum, value) => sum + value, 0) / x.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [product, squareA, squareB] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    const [left, right] = [a[index]! - meanA, b[index]! - meanB];
    product += left * right;
    squareA += left * left;
    squareB += right * right;
  }
  return product / Math.sqrt(squareA * squareB);
}

describe("kato2015, real recordings", () => {
  it("has the names and columns of the export in the manifest", async function () {
    const oracle = JSON.parse(readFileSync(realData(this, `${folder}/derived/neuron_columns.json`), "utf8"));
    expect((await loadManifest("kato2015")).facts.neuron_columns?.value).to.deep.equal(oracle);
  });

  it("gives worms 1 and 5 the states of the full state vectors, in every frame", async function () {
    const full = JSON.parse(readFileSync(realData(this, `${folder}/derived/states_worm1_worm5.json`), "utf8"));
    const names = full.state_codes_1based as Record<string, string>;
    for (const worm of ["worm1", "worm5"]) {
      const tables = await readReal(this, worm);
      const { n_samples, sampling_rate_hz } = tables.rows("recordings")[0]!;
      const states = framesOf(tables.rows("events"), sampling_rate_hz!, n_samples);
      expect(states).to.deep.equal((full[worm] as number[]).map((code) => names[code]!.toUpperCase()));
    }
  });

  it("covers the first 16 frames of worm 2 by no event and says so", async function () {
    const tables = await readReal(this, "worm2");
    const { n_samples, sampling_rate_hz } = tables.rows("recordings")[0]!;
    const states = framesOf(tables.rows("events"), sampling_rate_hz!, n_samples);
    expect(states.slice(0, 16).every((state) => state === null)).to.equal(true);
    expect(states.slice(16).every((state) => state !== null)).to.equal(true);
    expect(tables.rows("findings").map(({ rule }) => rule)).to.deep.equal(["frames-without-state"]);
  });

  const known = [
    { worm: "worm1", avaPair: 0.9346, avaRim: 0.8891, forward: 0.05, reversal: 0.747 },
    { worm: "worm2", avaPair: 0.9266, avaRim: 0.9485, forward: 0.175, reversal: 0.854 },
    { worm: "worm4", avaPair: 0.9707, avaRim: 0.9211, forward: 0.11, reversal: 1.237 },
  ];
  for (const { worm, avaPair, avaRim, forward, reversal } of known) {
    it(`has the known correlations and state means of ${worm}`, async function () {
      const tables = await readReal(this, worm);
      const aval = traceOf(tables, "AVAL");
      expect(correlation(aval, traceOf(tables, "AVAR"))).to.be.closeTo(avaPair, 5e-5);
      expect(correlation(aval, traceOf(tables, "RIML"))).to.be.closeTo(avaRim, 5e-5);
      const { n_samples, sampling_rate_hz } = tables.rows("recordings")[0]!;
      const shifted = framesOf(tables.rows("events"), sampling_rate_hz!, n_samples);
      const meanIn = (state: string) => {
        const values = aval.filter((_, frame) => frame >= 16 && shifted[frame] === state);
        return values.reduce((sum, value) => sum + value, 0) / values.length;
      };
      expect(meanIn("FWD")).to.be.closeTo(forward, 5e-4);
      expect(meanIn("REVSUS")).to.be.closeTo(reversal, 5e-4);
    });
  }

  it("reads a column as NumPy printed it", async function () {
    const tables = await readReal(this, "worm1");
    expect(traceOf(tables, "AVAL")).to.have.length(3137);
    expect(tables.rows("channels")[35]).to.include({
      name: "AVAL",
      source_index: 35,
      quantity: "dff_bleach_corrected",
    });
    expect(tables.rows("channels")[94]).to.include({ name_source: "VB02", name: "VB2", name_rule: "zero-padding" });
    expect(tables.rows("channels")[0]).to.include({ name: null, name_rule: null, status: "good" });
    expect(tables.rows("recordings")[0]?.sampling_rate_hz).to.be.closeTo(2.9046, 5e-5);
  });
});

/** A manifest of one made worm of 6 frames and 3 neurons, states shifted by 2. */
async function madeManifest(columns: Record<string, number>, first?: readonly string[]): Promise<Manifest> {
  const manifest = await loadManifest("kato2015");
  const [raw, states] = manifest.files;
  const fact = (value: unknown) => ({ value, source: "made" });
  return {
    ...manifest,
    files: [
      { ...raw!, path: "raw.npz" },
      { ...states!, path: "states.npz" },
    ],
    facts: {
      ...manifest.facts,
      neuron_columns: fact({ worm1: columns }),
      state_shift_frames: fact(2),
      recording_seconds: fact(12),
      first_states: fact(first ? { worm1: first } : {}),
    },
  };
}

const traces = Array.from({ length: 18 }, (_, index) => index);

async function readMade(
  parts: {
    raw?: Record<string, Uint8Array>;
    states?: Record<string, Uint8Array>;
    columns?: Record<string, number>;
    first?: readonly string[];
  } = {},
): Promise<CollectedTables> {
  const { raw = { arr_0: makeNpy([6, 3], traces, true) }, states = { b: makeNpy([4, 1], [1, 1, 5, 5]) } } = parts;
  const files = memoryFiles({ "raw.npz": makeNpz(raw), "states.npz": makeNpz(states) });
  return collectTables(read(await madeManifest(parts.columns ?? { AVAL: 1, VB02: 2 }, parts.first), files, {}));
}

describe("kato2015, made files", () => {
  it("reads Fortran and C order alike", async () => {
    const fortran = await readMade();
    const rows = [0, 1, 2, 3, 4, 5].flatMap((row) => [row, row + 6, row + 12]);
    const plain = await readMade({ raw: { arr_0: makeNpy([6, 3], rows) } });
    expect([...traceOf(fortran, "AVAL")]).to.deep.equal([6, 7, 8, 9, 10, 11]);
    expect(plain.rows("signals")).to.deep.equal(fortran.rows("signals"));
    expect(fortran.rows("recordings")[0]).to.include({ n_samples: 6, duration_s: 12, sampling_rate_hz: 0.5 });
  });

  it("makes an event of each run of one state, shifted", async () => {
    const times = (tables: CollectedTables) =>
      tables.rows("events").map(({ label, onset_s, duration_s }) => [label, onset_s, duration_s]);
    expect(times(await readMade())).to.deep.equal([
      ["FWD", 4, 4],
      ["REVSUS", 8, 4],
    ]);
    expect(times(await readMade({ first: ["SLOW", "FWD"] }))).to.deep.equal([
      ["SLOW", 0, 2],
      ["FWD", 2, 6],
      ["REVSUS", 8, 4],
    ]);
  });

  it("reports a name beyond the columns and two names of one column", async () => {
    const tables = await readMade({ columns: { AVAL: 1, AVAR: 1, RID: 3 } });
    expect(
      tables
        .rows("findings")
        .map(({ rule }) => rule)
        .slice(0, 2),
    ).to.deep.equal(["several-labels", "label-beyond-traces"]);
    expect(tables.rows("channels")[1]).to.include({ name: null, neuron_class: "AVA", name_rule: "ambiguous" });
  });

  it("keeps a trace of NaN as a bad channel and reports it", async () => {
    const values = traces.map((value) => (value < 6 ? Number.NaN : value));
    const tables = await readMade({ raw: { arr_0: makeNpy([6, 3], values, true) } });
    expect(tables.rows("channels").map(({ status }) => status)).to.deep.equal(["bad", "good", "good"]);
    expect(tables.rows("findings")[0]).to.include({ rule: "missing-samples", severity: "note" });
  });

  const broken: readonly [string, Parameters<typeof readMade>[0], RegExp][] = [
    [
      "no trace array",
      { raw: { other: makeNpy([1, 1], [0]) } },
      /raw.npz: members: expected an array arr_0, found other/,
    ],
    ["traces with one axis", { raw: { arr_0: makeNpy([18], traces) } }, /expected time × columns, found shape \(18\)/],
    ["no state array", { states: { x: makeNpy([1], [0]) } }, /states.npz: members: expected an array b, found x/],
    ["states that are too many", { states: { b: makeNpy([5], [1, 1, 1, 1, 1]) } }, /4 states for 6 frames/],
    ["states that are too few", { states: { b: makeNpy([3], [1, 1, 1]) } }, /4 states for 6 frames/],
    ["an unknown state", { states: { b: makeNpy([4], [1, 1, 9, 1]) } }, /a state code \(0.*, found 9 at entry 2/],
    ["a state that is no number", { states: { b: makeNpy([4], [1, 1, Number.NaN, 1]) } }, /found NaN at entry 2/],
  ];
  for (const [what, parts, message] of broken) {
    it(`refuses ${what}`, async () => {
      const error = await caught(readMade(parts));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(message);
    });
  }

  it("refuses a manifest without the facts it needs", async () => {
    const manifest = await loadManifest("kato2015");
    const { neuron_columns: _, ...facts } = manifest.facts;
    const error = await caught(collectTables(read({ ...manifest, facts }, memoryFiles({}), {})));
    expect(error.message).to.match(/facts.neuron_columns.value: expected a column per name and worm/);
  });
});
