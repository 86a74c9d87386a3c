import { medianStep } from "../../../stats/median-step.js";

/** How a list of numbers goes on. */
export interface Sequence {
  /** Every number is larger than the one before. */
  readonly rises: boolean;
  /** No number is smaller than the one before, and not all are the same. */
  readonly neverFalls: boolean;
  readonly isConstant: boolean;
  readonly medianStep: number;
  /** All steps are the median one, to a thousandth. */
  readonly isRegular: boolean;
  /** Index of the first number that is smaller than the one before; -1 for none. */
  readonly firstFall: number;
}

/** True for 0, 1, 2 … and for 1, 2, 3 …: what counts rows, columns or frames. */
export function isCount(values: ArrayLike<number>): boolean {
  const first = values[0];
  return (first === 0 || first === 1) && Array.from(values).every((value, index) => value === first + index);
}

/** Looks at the steps of a list; a list with NaN in it neither rises nor falls. */
export function sequenceOf(values: ArrayLike<number>): Sequence {
  const step = medianStep(values);
  let rises = values.length > 1;
  let finite = values.length > 0;
  let regular = values.length > 1;
  let constant = values.length > 0;
  let firstFall = -1;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) finite = false;
    if (index === 0) continue;
    const difference = value - values[index - 1]!;
    if (!(difference > 0)) rises = false;
    if (difference < 0 && firstFall < 0) firstFall = index;
    if (!(Math.abs(difference - step) <= Math.abs(step) * 1e-3)) regular = false;
    if (value !== values[0]) constant = false;
  }
  return {
    rises: rises && finite,
    neverFalls: firstFall < 0 && finite && !constant,
    isConstant: constant,
    medianStep: step,
    isRegular: regular && finite,
    firstFall,
  };
}
