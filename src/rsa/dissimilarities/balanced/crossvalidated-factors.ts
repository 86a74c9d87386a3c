import { matrix } from "../../../linalg/matrix.js";
import type { Matrix } from "../../../linalg/provider.js";
import { whitenedBy } from "../../noise/whitened-by.js";
import type { Design } from "../../patterns/design-of.js";
import { removeChannelMean } from "../../patterns/without-channel-mean.js";
import type { CheckedOptions } from "../checked-options.js";
import { foldPairPrecision } from "../fold-pair-precision.js";
import { poissonRates } from "../poisson-rates.js";
import type { UnknownReason } from "../rdm.js";
import { type CellMeans, cellMeans } from "./cell-means.js";
import { centreColumns } from "./centre-columns.js";
import { foldPairParts } from "./fold-pair-parts.js";
import type { PatternFactors } from "./pattern-factors.js";
import { notFiniteRefusal, refuseRows } from "./refuse-rows.js";
import { trainingMeans } from "./training-means.js";

/**
 * Σ_f (training means without f) Λ (means of f)ᵀ, in one product over folds and channels. Where a condition has as many
 * observations in all F folds it is (T Λ Tᵀ − Σ_f x_f Λ x_fᵀ) / (F − 1), x_f the means of f and T their sum: symmetric, which
 * halves the work.
 */
export function crossnobisFactors(values: Matrix, design: Design, settings: CheckedOptions): PatternFactors {
  const { noise, noisePerFold, removeMean, linalg } = settings;
  const { cells, refusals } = finiteCells(cellMeans(values, design));
  const { means, nFolds } = cells;
  // one offset for all folds: the means outside of a fold then lose it like the means of the fold
  const offsetFree = withoutOffset(removeMean ? removeChannelMean(means) : means, refusals);
  const scale = 1 / (nFolds * values.columns);
  if (noisePerFold) {
    const labels = design.folds!.map(({ label }) => label);
    const precision = foldPairPrecision(labels, noisePerFold, linalg);
    const parts = foldPairParts(offsetFree, nFolds, { precision, linalg });
    return { parts, scale: 2 / (nFolds * (nFolds - 1) * values.columns), signed: true, refusals };
  }
  const whitened = noise ? whitenedBy(noise, offsetFree, { linalg }) : offsetFree;
  const right = byCondition(whitened ?? linalg.multiply(offsetFree, noise!), nFolds);
  if (whitened && hasEvenFolds(cells, settings)) {
    const sums = foldSums(whitened, nFolds);
    const parts = [
      { left: sums, right: sums },
      { left: right, right, factor: -1 },
    ];
    return { parts, scale: scale / (nFolds - 1), signed: true, refusals };
  }
  const left = byCondition(trainingMeans({ ...cells, means: whitened ?? offsetFree }, settings), nFolds);
  return { parts: [{ left, right }], scale, signed: true, refusals };
}

function hasEvenFolds({ counts, nFolds }: CellMeans, { scheme }: CheckedOptions): boolean {
  return scheme === "fold-pairs" || counts.every((count, cell) => count === counts[cell - (cell % nFolds)]);
}

/** Sums over the folds of each condition. */
function foldSums({ rows, columns, values }: Matrix, nFolds: number): Matrix {
  const sums = matrix(rows / nFolds, columns);
  for (let cell = 0; cell < rows; cell++) {
    addTo(
      sums.values.subarray(Math.floor(cell / nFolds) * columns),
      values.subarray(cell * columns, (cell + 1) * columns),
    );
  }
  return sums;
}

function addTo(sum: Float64Array, values: Float64Array): void {
  for (let k = 0; k < values.length; k++) sum[k]! += values[k]!;
}

/** Σ_f (rates without f)(logarithms of the rates of f)ᵀ, in one product over folds and channels. */
export function poissonCrossvalidatedFactors(values: Matrix, design: Design, settings: CheckedOptions): PatternFactors {
  const { cells, refusals: missing } = finiteCells(cellMeans(values, design));
  const { nFolds, counts } = cells;
  const rates = poissonRates(cells.means, settings);
  const refusals = missing.map((refusal, condition) => {
    if (refusal) return refusal;
    const from = condition * nFolds * rates.columns;
    const isRate = rates.values.subarray(from, from + nFolds * rates.columns).every((rate) => rate > 0);
    return isRate ? null : "rate-not-positive";
  });
  const logarithms = matrix(
    rates.rows,
    rates.columns,
    rates.values.map((rate) => (rate > 0 ? Math.log(rate) : 0)),
  );
  const training = trainingMeans({ means: rates, counts, nFolds }, settings);
  const left = centreColumns(byCondition(training, nFolds), refusals);
  const right = centreColumns(byCondition(logarithms, nFolds), refusals);
  return { parts: [{ left, right }], scale: 1 / (nFolds * values.columns), signed: true, refusals };
}

function finiteCells(cells: CellMeans): { readonly cells: CellMeans; readonly refusals: (UnknownReason | null)[] } {
  return { cells, refusals: refuseRows(byCondition(cells.means, cells.nFolds), notFiniteRefusal) };
}

/** (conditions · folds) × channels read as conditions × (folds · channels): the same numbers in the same order. */
function byCondition({ rows, columns, values }: Matrix, nFolds: number): Matrix {
  return matrix(rows / nFolds, nFolds * columns, values);
}

function withoutOffset(means: Matrix, refusals: readonly (UnknownReason | null)[]): Matrix {
  const nFolds = means.rows / refusals.length;
  return centreColumns(
    means,
    Array.from({ length: means.rows }, (_, cell) => refusals[Math.floor(cell / nFolds)]!),
  );
}
