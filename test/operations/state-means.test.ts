import { expect } from "chai";
import { channelSummary } from "../../src/operations/channel-summary.js";
import { labelCounts } from "../../src/operations/label-counts.js";
import { resampleAlign } from "../../src/operations/resample-align.js";
import { stateMeans } from "../../src/operations/state-means.js";
import type { ProgressEvent } from "../../src/progress.js";
import { intervalMask } from "../../src/signals/interval-mask.js";
import { runOn } from "./run-on.js";

const nan = Number.NaN;

describe("signals: intervalMask", () => {
  it("takes the onset and leaves the end", () => {
    const timeS = Float64Array.of(0, 1, 2, 3, 4, 5);
    expect([
      ...intervalMask(timeS, [
        { onsetS: 1, durationS: 2 },
        { onsetS: 4.5, durationS: 9 },
      ]),
    ]).deep.equal([0, 1, 1, 0, 0, 1]);
    expect([...intervalMask(timeS, [])]).deep.equal([0, 0, 0, 0, 0, 0]);
    expect(intervalMask(new Float64Array(0), [{ onsetS: 0, durationS: 1 }]).length).equal(0);
  });

  it("does not let rounding move a sample, at any rate", () => {
    // stamps as k / rate, onsets as k · step: the same instants, rounded differently
    for (const samples of [3137, 3134, 3059, 3311, 3021]) {
      const [rate, step] = [samples / 1080, 1080 / samples];
      const timeS = Float64Array.from({ length: samples }, (_, k) => k / rate);
      for (let first = 0; first + 7 < samples; first += 11) {
        const mask = intervalMask(timeS, [{ onsetS: first * step, durationS: 7 * step }]);
        if (mask[first - 1] === 1 || mask[first] !== 1 || mask[first + 6] !== 1 || mask[first + 7] === 1) {
          expect.fail(`frames ${first} to ${first + 7} of ${samples}`);
        }
      }
    }
  });
});

describe("operations: state-means", () => {
  const worm = {
    id: "worm1",
    channels: [
      { name: "AVAL", values: [1, 2, 3, 4, 5, 6] },
      { name: "AVAR", values: [nan, 10, 20, nan, nan, 40] },
      { name: "slow", kind: "neuron", clock: "other", rate: 0.5, values: [1, 3, 5] },
    ],
    states: [
      [0, 2, "FWD"],
      [2, 1, "REV"],
      [3, 2, "REVSUS"],
      [5, 1, "FWD"],
    ] as const,
  };

  it("averages over the samples that the events cover", async () => {
    const rows = await runOn(stateMeans, [worm], "state_means");
    expect(rows.length).equal(9);
    const of = (name: string, state: string) => rows.find((row) => row.name === name && row.state === state)!;
    expect(of("AVAL", "FWD")).include({
      mean: 3,
      n_samples: 3,
      n_missing: 0,
      n_events: 2,
      quantity: "ratio",
      unit: "1",
    });
    expect(of("AVAL", "FWD").standard_deviation).closeTo(Math.sqrt(7), 1e-15);
    expect(of("AVAL", "REV")).include({ mean: 3, n_samples: 1, standard_deviation: null });
    expect(of("AVAR", "FWD")).include({ mean: 25, n_samples: 2, n_missing: 1 });
    expect(of("AVAR", "REVSUS")).include({ mean: null, n_samples: 0, n_missing: 2 });
    expect(of("slow", "REV")).include({ mean: 3, n_samples: 1 });
  });

  it("takes the states that are asked for, in the window", async () => {
    const rows = await runOn(stateMeans, [worm], "state_means", {
      channels: ["AVAL"],
      states: ["FWD"],
      window: { end_s: 3 },
    });
    expect(rows.map(({ state, mean, n_events }) => ({ state, mean, n_events }))).deep.equal([
      { state: "FWD", mean: 1.5, n_events: 1 },
    ]);
  });

  it("counts no event that only touches the window", async () => {
    const params = { channels: ["AVAL"], window: { start_s: 2, end_s: 5 } };
    const rows = await runOn(stateMeans, [worm], "state_means", params);
    expect(rows.map(({ state, n_events }) => `${state} ${n_events}`)).deep.equal(["REV 1", "REVSUS 1"]);
  });

  it("notes recordings without such events", async () => {
    const notes: ProgressEvent[] = [];
    expect(await runOn(stateMeans, [worm], "state_means", { event_kind: "reversal" }, notes)).deep.equal([]);
    expect(notes[0]!.message).contain("reversal");
  });
});

describe("operations: resample-align", () => {
  const worm = {
    id: "worm1",
    durationS: 6,
    channels: [
      { name: "AVAL", values: [0, 1, 2, nan, 4, 5] },
      { name: "velocity", kind: "behaviour", quantity: "velocity", clock: "nir", rate: null, values: [0, 10, 20, 30] },
    ],
    clocks: { nir: [0, 2, 4, 6] },
  };

  it("brings all clocks on one grid and fills no gap", async () => {
    const rows = await runOn(resampleAlign, [worm], "aligned_signals", { rate_hz: 2 });
    expect([...rows[0]!.values]).deep.equal([0, 0.5, 1, 1.5, 2, nan, nan, nan, 4, 4.5, 5, nan]);
    expect([...rows[1]!.values]).deep.equal([0, 2.5, 5, 7.5, 10, 12.5, 15, 17.5, 20, 22.5, 25, 27.5]);
    expect(rows[0]).include({ n_present: 8, start_s: 0, sampling_rate_hz: 2, name: "AVAL", method: "automatic" });
  });

  it("covers the window and no more", async () => {
    const params = { rate_hz: 2, window: { start_s: 0.25, end_s: 1.25 }, kinds: ["neuron"], method: "linear" };
    const rows = await runOn(resampleAlign, [worm], "aligned_signals", params);
    expect(rows.map(({ values }) => [...values])).deep.equal([[0.25, 0.75]]);
  });

  it("refuses a grid that cannot be meant", async () => {
    let error: unknown;
    await runOn(resampleAlign, [worm], "aligned_signals", { rate_hz: 1e12 }).catch((cause) => {
      error = cause;
    });
    expect((error as Error).message).contain("rate_hz");
  });
});

describe("operations: label-counts", () => {
  it("tells settled, unsettled and doubled labels apart", async () => {
    const values = [1, 2];
    const channels = [
      { name: "AVAL", values },
      { name: "URADL", status: "duplicate", values },
      { name: "URADL", status: "duplicate", values },
      { source: "SAAD?", values },
      { values },
      { name: "velocity", kind: "behaviour", values },
    ];
    const [row] = await runOn(labelCounts, [{ id: "worm1", channels }], "label_counts");
    expect(row).include({ n_neurons: 5, n_labelled: 4, n_identified: 1, n_unsettled: 1, n_duplicate: 2, n_names: 2 });
  });
});

describe("operations: channel-summary", () => {
  const worm = {
    id: "worm1",
    channels: [
      { name: "AVAL", values: [4, nan, 1, 7] },
      { name: "EMPTY", values: [nan, nan] },
      { name: "velocity", kind: "behaviour", clock: "nir", rate: null, values: [5, 6, 9] },
    ],
    clocks: { nir: [0.5, 0.75, 1.5] },
  };

  it("counts, averages and dates the samples", async () => {
    const rows = await runOn(channelSummary, [worm], "channel_summaries");
    expect(rows[0]).include({ n_samples: 4, n_missing: 1, mean: 4, standard_deviation: 3, minimum: 1, maximum: 7 });
    expect(rows[0]).include({ first_s: 0, last_s: 3, median_step_s: 1 });
    expect(rows[1]).include({ n_samples: 2, n_missing: 2, mean: null, standard_deviation: null, minimum: null });
    expect(rows[2]).include({ first_s: 0.5, last_s: 1.5, median_step_s: 0.5, maximum: 9 });
  });

  it("takes a window of one sample, and one of none", async () => {
    const one = await runOn(channelSummary, [worm], "channel_summaries", {
      window: { end_s: 0.3 },
      channels: ["AVAL"],
    });
    expect(one[0]).include({ n_samples: 1, mean: 4, median_step_s: null, first_s: 0, last_s: 0 });
    const none = await runOn(channelSummary, [worm], "channel_summaries", { window: { start_s: 90 } });
    expect(none[0]).include({ n_samples: 0, mean: null, first_s: null, last_s: null });
  });
});
