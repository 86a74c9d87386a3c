import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { type RunLabels, runSegments } from "../../signals/runs/run-segments.js";

/** Settings of {@link spikeTriggeredAverage}. */
export interface SpikeTriggeredAverageOptions {
  /** Samples before the spike's own one that the window takes; a whole number from 0. */
  readonly before: number;
  /** Samples from the spike's own one on. Default: 0, the window ends before the spike. */
  readonly after?: number;
  /** The run of every row; windows never cross from one to another. Default: one run. */
  readonly runs?: RunLabels | undefined;
}

/** What precedes a spike on average. */
export interface SpikeTriggeredAverage {
  /** Samples of the window × features, in the unit of the stimulus; NaN where no spike has a full window. */
  readonly average: Matrix;
  /** How many samples each row of the average lies before the spike: `before` down to 1 − `after`. */
  readonly lags: Int32Array;
  /** Spikes with a full window, and those without, which count nowhere. */
  readonly spikes: number;
  readonly leftOut: number;
}

/**
 * The mean stimulus around spikes: row j of the average is the mean over spikes s of x[s − before + j] (de Boer and
 * Kuyper 1968, IEEE Transactions on Biomedical Engineering 15, 169–179). Spikes whose window leaves the stimulus or their run are left
 * out; several spikes in one sample count each.
 *
 * @param x - n samples × p features.
 * @param spikeSamples - The sample in which each spike falls, whole numbers in any order.
 * @throws ArgumentError for a window without samples, a spike that is at no whole sample, or runs whose rows do not stand
 *   together.
 */
export function spikeTriggeredAverage(
  x: Matrix<Floats>,
  spikeSamples: ArrayLike<number>,
  { before, after = 0, runs }: SpikeTriggeredAverageOptions,
): SpikeTriggeredAverage {
  const length = before + after;
  if (!(Number.isInteger(before) && Number.isInteger(after) && before >= 0 && after >= 0 && length > 0)) {
    const found = `${before} and ${after}`;
    throw new ArgumentError({ argument: "before, after", expected: "whole numbers of samples, not both 0", found });
  }
  const segments = runSegments(x.rows, runs);
  const average = matrix(length, x.columns);
  let spikes = 0;
  for (let index = 0; index < spikeSamples.length; index++) {
    const spike = spikeSamples[index]!;
    if (!Number.isInteger(spike)) {
      throw new ArgumentError({ argument: `spikeSamples[${index}]`, expected: "a whole number", found: String(spike) });
    }
    const segment = segments.find(({ from, to }) => spike >= from && spike < to);
    if (!segment || spike - before < segment.from || spike + after > segment.to) continue;
    const first = (spike - before) * x.columns;
    for (let at = 0; at < average.values.length; at++) average.values[at]! += x.values[first + at]!;
    spikes++;
  }
  for (let at = 0; at < average.values.length; at++) average.values[at]! /= spikes;
  const lags = Int32Array.from({ length }, (_, row) => before - row);
  return { average, lags, spikes, leftOut: spikeSamples.length - spikes };
}
