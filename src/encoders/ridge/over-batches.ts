import type { Targets } from "../targets.js";
import type { RidgeForm, TargetBatch } from "./normal-equations.js";
import type { OddTargets } from "./odd-targets.js";
import { targetBatches } from "./target-batches.js";

/** Numbers that a batch of targets may hold: 16 million, 64 MB in single precision. */
const numbersPerBatch = 16_000_000;

/** Targets that are worked on together where the caller does not say: as many as hold {@link numbersPerBatch}. */
export function batchSize(targets: Targets, asked: number | undefined): number {
  const fits = Math.max(1, Math.floor(numbersPerBatch / Math.max(1, targets.rows)));
  return Math.max(1, Math.min(targets.columns, asked ?? fits));
}

/** A batch of targets from `from` on, and which of them are odd, by their position among all. */
export interface RidgeBatch {
  readonly from: number;
  readonly batch: TargetBatch;
  readonly odd: OddTargets;
}

/** {@link overBatches} for several rounds: a single batch is made once, several are made anew in each round. */
export function manyTimesOverBatches(form: RidgeForm, targets: Targets, size: number): Iterable<RidgeBatch> {
  if (size >= targets.columns) return [...overBatches(form, targets, size)];
  return { [Symbol.iterator]: () => overBatches(form, targets, size) };
}

/** The targets batch by batch, in the way of a form. */
export function* overBatches(form: RidgeForm, targets: Targets, size: number): Generator<RidgeBatch> {
  for (const { from, y, odd } of targetBatches(targets, size)) yield { from, batch: form.batchOf(y), odd };
}
