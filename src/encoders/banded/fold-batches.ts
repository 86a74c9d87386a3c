import type { Floats, MatrixView } from "../../linalg/provider.js";
import type { Fold } from "../folds/fold.js";
import type { TargetBatch } from "../ridge/normal-equations.js";
import type { OddTargets } from "../ridge/odd-targets.js";
import { targetBatches } from "../ridge/target-batches.js";
import { rowsOf } from "../row-selection.js";
import type { Targets } from "../targets.js";
import type { BandedForm, BandedRight } from "./banded-form.js";

/**
 * Numbers of a batch of targets, its right-hand sides of all folds and predictions of one: 128 MB in single precision.
 */
const numbersPerBatch = 32_000_000;

/** A batch of targets from `from` on, as all folds take it. */
export interface FoldBatch {
  readonly from: number;
  readonly width: number;
  readonly odd: OddTargets;
  readonly folds: readonly FoldTargets[];
}

/** A batch of targets as one fold takes it. */
export interface FoldTargets {
  readonly right: BandedRight;
  /** Rows that are predicted; less the means over all rows where an intercept is fitted. */
  readonly measured: MatrixView<Floats>;
  /** What predictions lack before they are compared with these. */
  readonly offset: Float64Array | undefined;
}

/** Settings of {@link foldBatches}. */
export interface FoldBatchesOptions {
  readonly folds: readonly Fold[];
  /** How many penalties are predicted with at a time. */
  readonly alphas: number;
  /** Default: as many targets as fit {@link numbersPerBatch}. */
  readonly batch: number | undefined;
}

/**
 * Targets batch by batch. What is common to all candidates is made once where all targets fit one batch; where they do
 * not, a batch is made anew each time, so that no more than one is held.
 */
export function foldBatches(
  form: BandedForm,
  targets: Targets,
  { folds, alphas, batch }: FoldBatchesOptions,
): () => Iterable<FoldBatch> {
  const unknowns = folds.reduce((sum, { train }) => sum + train.length, 0);
  const predicted = alphas * folds.reduce((most, { test }) => Math.max(most, test.length), 0);
  const fits = Math.floor(numbersPerBatch / Math.max(1, form.rows + unknowns + predicted));
  const size = Math.max(1, Math.min(targets.columns, batch ?? fits));
  if (size < targets.columns) return () => made(form, targets, folds, size);
  const kept = [...made(form, targets, folds, size)];
  return () => kept;
}

function* made(form: BandedForm, targets: Targets, folds: readonly Fold[], size: number): Generator<FoldBatch> {
  for (const { from, y, odd } of targetBatches(targets, size)) {
    const batch = form.batchOf(y);
    yield { from, width: y.columns, odd, folds: folds.map((fold) => foldTargets(form, batch, fold)) };
  }
}

function foldTargets(form: BandedForm, batch: TargetBatch, fold: Fold): FoldTargets {
  const right = form.right(batch, fold);
  const offset = right.means?.map((mean, target) => mean - batch.means![target]!);
  return { right, measured: rowsOf<Floats>(batch.y, fold.test), offset };
}
