import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";

/** Features that stand in a design at the same lags. */
export interface LaggedFeatures {
  /** One series per feature, all of one length; NaN where a sample is missing. */
  readonly series: readonly Float64Array[];
  /** Whole samples; a negative lag looks ahead. */
  readonly lags: readonly number[];
}

/** How the rows of a design come about. */
export interface LaggedDesignOptions {
  /** The run of every sample; the samples of a run stand together. */
  readonly runs: Int32Array;
  /** What a feature is where its lag leaves the run: missing, or 0. */
  readonly edges: "leave-out" | "zero";
  /** For each row the sample that its features are taken at. */
  readonly sampleOf: Int32Array;
}

/**
 * The rows that have every feature at every lag, lags not crossing runs. Nothing is built yet: a design is large.
 *
 * @param isWanted - Rows that may be kept.
 */
export function completeRows(
  blocks: readonly LaggedFeatures[],
  { runs, edges, sampleOf }: LaggedDesignOptions,
  isWanted: (row: number) => boolean,
): Int32Array {
  const masks = blocks.map(({ series, lags }) => ({ lags, isPresent: presentSamples(series, runs.length) }));
  const isComplete = (sample: number) =>
    masks.every(({ lags, isPresent }) =>
      lags.every((lag) => (runs[sample - lag] === runs[sample] ? isPresent[sample - lag] === 1 : edges === "zero")),
    );
  return Int32Array.from(sampleOf.keys()).filter((row) => isWanted(row) && isComplete(sampleOf[row]!));
}

/** Rows of a design, block by block, of each all features at the first lag, then at the next. */
export function laggedDesign(
  blocks: readonly LaggedFeatures[],
  { runs, sampleOf }: LaggedDesignOptions,
  rows: Int32Array,
): Matrix {
  const columns = blocks.reduce((sum, { series, lags }) => sum + series.length * lags.length, 0);
  const x = matrix(rows.length, columns);
  let at = 0;
  for (const row of rows) {
    const sample = sampleOf[row]!;
    for (const { series, lags } of blocks) {
      for (const lag of lags) {
        const isInside = runs[sample - lag] === runs[sample];
        for (const values of series) x.values[at++] = isInside ? values[sample - lag]! : 0;
      }
    }
  }
  return x;
}

function presentSamples(series: readonly Float64Array[], samples: number): Uint8Array {
  const isPresent = new Uint8Array(samples).fill(1);
  for (const values of series) {
    for (let sample = 0; sample < samples; sample++) if (!Number.isFinite(values[sample]!)) isPresent[sample] = 0;
  }
  return isPresent;
}
