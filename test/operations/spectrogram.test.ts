import { expect } from "chai";
import { channelSummary } from "../../src/operations/channel-summary.js";
import { processTraces } from "../../src/operations/process-traces.js";
import { spectrogram } from "../../src/operations/spectrogram.js";
import { hannWindow } from "../../src/signals/hann-weights.js";
import { caught } from "../support/caught.js";
import { smallTables } from "../support/small-tables.js";
import { asAnalysis, madeTrials } from "./made-trials.js";
import { batchesFrom, rowsFrom } from "./run-on-tables.js";

/** Windows of 40 samples hold four periods of the tone; the one at 0.5 s lies inside. */
const settings = { window_samples: 40, step_s: 0.01 };
const songs = madeTrials([
  { id: "loud", amplitude: 1 },
  { id: "soft", amplitude: 0.1 },
]);
const whole = hannWindow(40).reduce((sum, weight) => sum + weight, 0) / 2;

async function levels(params: object, tables = songs) {
  const rows = rowsFrom(await batchesFrom(spectrogram, tables, { ...settings, ...params }), "processed_signals");
  const at = (recording: string, frequency: number) =>
    rows.find(({ recording_id, name }) => recording_id === recording && name === `sound ${frequency} Hz`)!;
  return { rows, at };
}

describe("operations: spectrogram", () => {
  it("gives a channel per frequency, on a clock of its own", async () => {
    const { rows, at } = await levels({ lowest_hz: 50, highest_hz: 300, scale: "magnitude" });
    const loud = rows.filter(({ recording_id }) => recording_id === "loud");
    expect(loud.map(({ name }) => name)).deep.equal(
      [50, 75, 100, 125, 150, 175, 200, 225, 250, 275, 300].map((frequency) => `sound ${frequency} Hz`),
    );
    expect(loud.map(({ channel_index }) => channel_index)).deep.equal(loud.map((_, index) => index));
    const tone = at("loud", 100);
    expect(tone).include({ kind: "stimulus", quantity: "spectral magnitude of sound", unit: "1", clock: "processed" });
    expect(tone).include({ sampling_rate_hz: 100, start_s: 0, start_sample: 0, n_present: 100 });
    expect(tone.values[50]).closeTo(whole, 1e-5);
    expect(at("loud", 200).values[50]).closeTo(0, 1e-5);
  });

  it("measures levels from the loudest of all recordings, of one, or from a magnitude", async () => {
    const all = await levels({});
    expect(Math.max(...all.at("loud", 100).values)).equal(0);
    expect(all.at("soft", 100).values[50]! - all.at("loud", 100).values[50]!).closeTo(-20, 1e-4);
    expect(all.at("loud", 300).values[50]).equal(-80);
    expect(all.at("loud", 100)).include({ quantity: "spectral level of sound", unit: "dB" });
    const own = await levels({ reference: "recording" });
    expect(Math.max(...own.at("soft", 100).values)).equal(0);
    const given = await levels({ reference: whole, floor_db: -30, from_floor: true });
    expect(given.at("loud", 100).values[50]).closeTo(30, 1e-4);
    expect(given.at("soft", 100).values[50]).closeTo(10, 1e-4);
    expect(given.at("loud", 300).values[50]).equal(0);
    expect(given.at("loud", 100).quantity).equal("spectral level of sound above the floor");
  });

  it("looks at all recordings only where it has to", () => {
    const joins = (params: object) => spectrogram.joins!(spectrogram.params.parse(params));
    expect([joins({}), joins({ reference: "recording" }), joins({ scale: "magnitude" })]).deep.equal([
      true,
      false,
      false,
    ]);
  });

  it("has the floor everywhere in silence, and no value where samples are missing", async () => {
    const silence = await levels({}, madeTrials([{ id: "silent", amplitude: 0 }]));
    for (const { values } of silence.rows) expect(new Set(values)).deep.equal(new Set([-80]));
    const sound = Array.from({ length: 200 }, (_, k) => (k === 100 ? Number.NaN : Math.cos(k)));
    const gapped = smallTables([{ id: "gap", channels: [{ kind: "stimulus", name: "sound", values: sound }] }]);
    const { rows } = await levels({ window_samples: 8, step_s: 10, reference: 1 }, gapped);
    const missing = [...rows[1]!.values.keys()].filter((k) => Number.isNaN(rows[1]!.values[k]!));
    expect(missing).deep.equal([10]);
  });

  it("refuses steps of no whole sample, and irregular clocks", async () => {
    const failed = async (params: object, tables = songs) =>
      (await caught(batchesFrom(spectrogram, tables, params))).message;
    expect(await failed({ step_s: 0.0015 }))
      .contain("whole samples")
      .and.contain("loud, channel 0");
    expect(await failed({ step_s: 1e-7 })).contain("whole samples");
    const irregular = { kind: "stimulus", name: "x", clock: "own", rate: null, values: [1, 2, 3, 4] };
    const tables = smallTables([{ id: "r", channels: [irregular], clocks: { own: [0, 1, 2.5, 3] } }]);
    expect(await failed({}, tables)).contain("a regular clock");
    expect(await failed({ lowest_hz: 800 })).contain("a frequency between them");
  });
});

describe("operations: traces of an earlier result", () => {
  it("stand in place of the recorded ones where an analysis is named", async () => {
    const spectra = await batchesFrom(spectrogram, songs, settings);
    const tables = [...songs, ...asAnalysis(spectra, "one"), ...asAnalysis(spectra.slice(0, 1), "other")];
    const summarized = rowsFrom(await batchesFrom(channelSummary, tables, { analysis: "one" }), "channel_summaries");
    expect(summarized.length).equal(2 * 21);
    const tone = summarized.find(({ name, recording_id }) => name === "sound 100 Hz" && recording_id === "soft")!;
    expect(tone).include({ n_samples: 100, unit: "dB", kind: "stimulus", first_s: 0, last_s: 0.99 });
    const own = rowsFrom(await batchesFrom(channelSummary, tables), "channel_summaries");
    expect(own.map(({ quantity }) => quantity)).deep.equal(["sound", "sound"]);
    const choice = { analysis: "other", channels: ["sound 100 Hz"] };
    const named = rowsFrom(await batchesFrom(channelSummary, tables, choice), "channel_summaries");
    expect(named.map(({ recording_id }) => recording_id)).deep.equal(["loud"]);
  });

  it("go through further steps", async () => {
    const spectra = asAnalysis(await batchesFrom(spectrogram, songs, settings), "one");
    const params = {
      analysis: "one",
      channels: ["sound 100 Hz"],
      processing: [{ resample: "block-mean", rate_hz: 10 }],
    };
    const rows = rowsFrom(await batchesFrom(processTraces, [...songs, ...spectra], params), "processed_signals");
    expect(rows.map(({ values }) => values.length)).deep.equal([10, 10]);
    const before = rowsFrom(spectra, "processed_signals").find(({ name }) => name === "sound 100 Hz")!.values;
    const mean = before.slice(50, 60).reduce((sum, value) => sum + value, 0) / 10;
    expect(rows[0]!.values[5]).closeTo(mean, 1e-5);
  });

  it("keep irregular clocks and the place of a window", async () => {
    const x = Array.from({ length: 8 }, (_, k) => k * k);
    const stamps = [0, 1, 2.5, 3, 4, 5, 6, 7.5];
    const own = smallTables([
      { id: "r", channels: [{ name: "AVAL", clock: "own", rate: null, values: x }], clocks: { own: stamps } },
    ]);
    const steps = { processing: [{ detrend: "mean" }], window: { start_s: 2, end_s: 7 } };
    const first = asAnalysis(await batchesFrom(processTraces, own, steps), "one");
    const second = await batchesFrom(channelSummary, [...own, ...first], { analysis: "one", window: steps.window });
    expect(rowsFrom(second, "channel_summaries")[0]).include({ n_samples: 5, n_missing: 0, first_s: 2.5, last_s: 6 });
  });
});
