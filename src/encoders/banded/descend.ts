import { NumericError } from "../../errors.js";
import type { LossAt } from "./fold-loss.js";

/** How long and how far. */
export interface DescendOptions {
  /** Steps that make the loss smaller, at most. */
  readonly steps: number;
  /** Stops where a step changes the loss by less than this part of it. */
  readonly tolerance: number;
}

/** Where a descent ended; never above where it began. */
export interface Descent {
  readonly place: Float64Array;
  readonly loss: number;
  readonly startLoss: number;
}

/** The largest change of a coordinate in a step along the gradient, a factor of e in a penalty, and in any step. */
const [firstStride, longestStride] = [1, 4];
/** Halvings of a step before there is taken to be no better place. */
const mostHalvings = 12;

interface Place extends LossAt {
  readonly place: Float64Array;
}

/**
 * Goes downhill by the method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal and Wright 2006,
 * https://doi.org/10.1007/978-0-387-40065-5, chapter 6): the curvature is learned from the gradients of the steps. A
 * step is halved until it makes the loss smaller; where none does, the curvature is forgotten once. Coordinates of −∞
 * stay.
 */
export function descend(
  lossAt: (place: Float64Array) => LossAt,
  start: Float64Array,
  { steps, tolerance }: DescendOptions,
): Descent {
  const free = [...start.keys()].filter((index) => Number.isFinite(start[index]!));
  let here: Place = { ...lossAt(start), place: start };
  const startLoss = here.loss;
  let inverse: number[][] | undefined;
  for (let step = 0; step < steps; ) {
    const slope = free.map((index) => here.gradient[index]!);
    const steepest = slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (!(steepest > 0)) break;
    const isFresh = inverse === undefined;
    inverse ??= slope.map((_, i) => slope.map((_, j) => (i === j ? firstStride / steepest : 0)));
    const next = better(lossAt, here, free, bounded(times(inverse, slope).map((value) => -value)));
    if (!next && isFresh) break;
    if (!next) {
      inverse = undefined;
      continue;
    }
    const moved = free.map((index) => next.place[index]! - here.place[index]!);
    const bent = free.map((index) => next.gradient[index]! - here.gradient[index]!);
    inverse = updated(inverse, moved, bent);
    const gain = here.loss - next.loss;
    here = next;
    step++;
    if (gain <= tolerance * here.loss) break;
  }
  return { place: here.place, loss: here.loss, startLoss };
}

function better(
  lossAt: (place: Float64Array) => LossAt,
  from: Place,
  free: readonly number[],
  direction: readonly number[],
): Place | undefined {
  for (let halving = 0, stride = 1; halving <= mostHalvings; halving++, stride /= 2) {
    const place = from.place.slice();
    for (const [index, coordinate] of free.entries()) place[coordinate]! += stride * direction[index]!;
    const found = attempt(lossAt, place);
    if (found && found.loss < from.loss) return { ...found, place };
  }
  return undefined;
}

/** The loss, where there is one: penalties may have become too small to solve with. */
function attempt(lossAt: (place: Float64Array) => LossAt, place: Float64Array): LossAt | undefined {
  try {
    return lossAt(place);
  } catch (error) {
    if (error instanceof NumericError) return undefined;
    throw error;
  }
}

function bounded(direction: readonly number[]): readonly number[] {
  const longest = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return longest > longestStride ? direction.map((value) => (value * longestStride) / longest) : direction;
}

/**
 * (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ, s what moved, y what the gradient changed by; H itself where it did not grow.
 */
function updated(inverse: number[][], s: readonly number[], y: readonly number[]): number[][] {
  const growth = dot(s, y);
  if (!(growth > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y)))) return inverse;
  const along = times(inverse, y);
  const factor = (1 + dot(y, along) / growth) / growth;
  return inverse.map((row, i) =>
    row.map((value, j) => value + factor * s[i]! * s[j]! - (along[i]! * s[j]! + s[i]! * along[j]!) / growth),
  );
}

function times(rows: readonly (readonly number[])[], x: readonly number[]): number[] {
  return rows.map((row) => dot(row, x));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
