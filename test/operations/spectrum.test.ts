import { expect } from "chai";
import { Matrix as Oracle, SVD } from "ml-matrix";
import { spectrum } from "../../src/operations/spectrum.js";
import type { ProgressEvent } from "../../src/progress.js";
import { createRandom } from "../../src/random/create-random.js";
import { mean } from "../../src/stats/mean.js";
import type { SmallRecording } from "../support/small-tables.js";
import { runOn } from "./run-on.js";

const random = createRandom("spectrum");
const common = Array.from({ length: 60 }, () => random.normal());
const traces = Array.from({ length: 5 }, (_, k) =>
  common.map((value) => Math.fround(5 * k + (k + 1) * (value + random.normal()))),
);
const worm = (list: readonly (readonly number[])[]): SmallRecording => ({
  id: "worm",
  channels: [
    ...list.map((values, k) => ({ name: `N${k}`, values })),
    { name: "velocity", kind: "behaviour", quantity: "velocity", values: common },
  ],
});
const notesOf = (notes: readonly ProgressEvent[]) =>
  notes.map((note) => (note.kind === "note" ? note.message : note.kind));

/** Squared singular values of the centred traces over n − 1. */
function variancesOf(list: readonly (readonly number[])[]): readonly number[] {
  const centred = list.map((trace) => trace.map((value) => value - mean(trace)));
  return new SVD(new Oracle(centred).transpose()).diagonal.map((s) => (s * s) / (list[0]!.length - 1));
}

describe("operations: spectrum", () => {
  it("describes the eigenvalues of the covariance of neurons", async () => {
    const [row] = await runOn(spectrum, [worm(traces)], "spectra");
    const variances = variancesOf(traces);
    const total = variances.reduce((sum, value) => sum + value, 0);
    const shares = variances.map((value) => value / total);
    expect(row).include({ n_channels: 5, n_left_out: 0, n_samples: 60, n_incomplete: 0, quantity: "ratio" });
    for (const [axis, share] of shares.entries()) expect(row!.shares[axis]).closeTo(share, 1e-10);
    expect(row!.total_variance).closeTo(total, 1e-9 * total);
    expect(row!.participation_ratio).closeTo(1 / shares.reduce((sum, share) => sum + share * share, 0), 1e-9);
    expect(row!.spectral_entropy).closeTo(-shares.reduce((sum, share) => sum + share * Math.log(share), 0), 1e-9);
    expect(row!.top_share).equal(row!.shares[0]);
    expect(row!.participation_ratio_corrected).above(row!.participation_ratio);
  });

  it("leaves out incomplete samples and channels that do not vary", async () => {
    const gapped = traces.map((trace, k) => trace.map((value, t) => (t === 10 * k ? Number.NaN : value)));
    const [row] = await runOn(spectrum, [worm([...gapped, common.map(() => 3)])], "spectra");
    expect(row).include({ n_channels: 5, n_left_out: 1, n_samples: 55, n_incomplete: 5 });
    const kept = traces.map((trace) => trace.filter((_, t) => t % 10 !== 0 || t > 40));
    const variances = variancesOf(kept);
    expect(row!.top_share).closeTo(variances[0]! / variances.reduce((sum, value) => sum + value, 0), 1e-10);
  });

  it("takes processed channels", async () => {
    const [row] = await runOn(spectrum, [worm(traces)], "spectra", { processing: [{ normalise: "z-score" }] });
    // z-scores with divisor n have variances n / (n − 1)
    expect(row!.total_variance).closeTo((5 * 60) / 59, 1e-9);
    expect(row!.quantity).equal("z-score of ratio");
  });

  it("says why a recording has none", async () => {
    const notes: ProgressEvent[] = [];
    expect(await runOn(spectrum, [worm([common.map(() => 1)])], "spectra", {}, notes)).deep.equal([]);
    expect(
      await runOn(
        spectrum,
        [
          worm([
            [1, 2, 3],
            [1, 3, 2],
          ]),
        ],
        "spectra",
        {},
        notes,
      ),
    ).deep.equal([]);
    expect(notesOf(notes)).deep.equal([
      "has no channel that varies",
      "has 3 samples in which no channel is missing, and a spectrum needs four",
    ]);
  });
});
