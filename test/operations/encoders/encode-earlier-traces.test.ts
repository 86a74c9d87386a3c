import { expect } from "chai";
import { encode } from "../../../src/operations/encode.js";
import { eventRate } from "../../../src/operations/event-rate.js";
import { spectrogram } from "../../../src/operations/spectrogram.js";
import { batchOf, type TableBatch } from "../../../src/tables/batch.js";
import { caught } from "../../support/caught.js";
import { asAnalysis, madeTrials } from "../made-trials.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

/** Pulses of sound, each song at its own rate, and two trials of spikes while it is loud. */
const songs = madeTrials(
  [2, 3, 5].map((pulsesHz, index) => ({
    ...{ id: `song-${index + 1}`, amplitude: 1, pulsesHz, durationS: 2 },
    spikes: Array.from({ length: 400 }, (_, k) => k * 0.005)
      .filter((time) => Math.cos(2 * Math.PI * pulsesHz * time) > 0.5)
      .map((time, k) => [time, "unit", String(1 + (k % 2))] as const),
  })),
);
const settings = {
  ...{ lags_s: { from: 0, to: 0.05 }, edges: "zero", runs: "dataset", folds: "runs", alphas: [1] },
  ...{ processing: [{ smooth: "hann", width_s: 0.05, alignment: "centred" }], null_model: "none", bootstrap: 0 },
};

/** The same traces as if they had been recorded. */
function recorded(results: readonly TableBatch[]): TableBatch[] {
  const rows = rowsFrom(results, "processed_signals").map((row, index) => ({ ...row, channel_index: index }));
  return [...songs.filter(({ table }) => table === "recordings"), batchOf("channels", rows), batchOf("signals", rows)];
}

describe("operations: encode from earlier results", () => {
  it("gives what it gives from the same traces, recorded", async () => {
    const sound = await batchesFrom(spectrogram, songs, { window_samples: 20, step_s: 0.01, scale: "magnitude" });
    const rate = await batchesFrom(eventRate, songs, { step_s: 0.01 });
    const tables = [...songs, ...asAnalysis(sound, "sound"), ...asAnalysis(rate, "rate")];
    const scoresOf = async (from: readonly TableBatch[], params: object) =>
      rowsFrom(await batchesFrom(encode, from, { ...settings, ...params }), "encoder_scores");
    const space = { name: "sound", channels: ["sound 100 Hz", "sound 150 Hz"] };
    const found = await scoresOf(tables, { analysis: "rate", spaces: [{ ...space, analysis: "sound" }] });
    const same = await scoresOf(recorded([...sound, ...rate]), { kinds: ["unit"], spaces: [space] });
    expect(found.length).above(1);
    expect(found.map(({ score, value }) => [score, value])).deep.equal(same.map(({ score, value }) => [score, value]));
    expect(found[0]!.target).equal("unit");
    expect(found[0]!.value).above(0.5);
    expect(await scoresOf(tables, { analysis: "rate", spaces: [{ name: "lost", analysis: "lost" }] })).deep.equal([]);
    const neither = scoresOf(tables, { analysis: "lost", spaces: [{ name: "lost", analysis: "lost" }] });
    expect((await caught(neither)).message).contain("channels");
  });
});
