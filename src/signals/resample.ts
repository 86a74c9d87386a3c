import { ArgumentError } from "../errors.js";
import { medianStep as anyMedianStep } from "../stats/median-step.js";
import { cubicSplineAt } from "./cubic-spline-at.js";
import { lowPassAt } from "./low-pass-at.js";
import { overPresentRuns } from "./over-present-runs.js";

/** How values between samples are found; see {@link resample}. */
export type ResampleMethod = "linear" | "cubic" | "block-mean" | "block-sum" | "anti-aliased";

/** How a trace is brought onto another time grid. */
export interface ResampleOptions {
  /**
   * `linear`: the straight line between the two neighbouring samples. `cubic`: the not-a-knot cubic spline through the
   * samples. `block-mean`: the mean of the samples in the half-open interval of one grid step around the grid point.
   * `block-sum`: their sum, for counts. `anti-aliased`: a windowed-sinc low-pass at 0.9 of half the grid's rate. Default: `block-mean` where the grid is
   * coarser than the trace, `linear` otherwise.
   */
  readonly method?: ResampleMethod;
  /** Neighbouring samples further apart than this have a gap between them. Default: three median steps of the trace. */
  readonly maxGapS?: number;
}

/** A trace on a grid; where `mask` is 0 there is no value and `values` holds NaN. */
export interface Resampled {
  readonly values: Float64Array;
  readonly mask: Uint8Array;
}

/**
 * A trace at other times. This is a view for calculations that need one grid; native samples stay what they are.
 *
 * Linear: y(t) = y_i + (y_{i+1} − y_i) (t − t_i) / (t_{i+1} − t_i) for t_i ≤ t ≤ t_{i+1}. Block mean: the mean of all
 * y_i with g − h/2 ≤ t_i < g + h/2 around the grid point g, h the grid's step, so that a mean is stamped at the centre
 * of its block. Block sum: their sum. There is no value before the first or after the last sample (a block must lie within them by half a
 * native step), none from a missing sample (NaN) or across one, and none across a gap.
 *
 * Cubic and anti-aliased have values where linear has them. Cubic: see `cubicSplineAt`. Anti-aliased: see `lowPassAt`,
 * with cutoff 0.9 · 1/(2 h) and a reach of 10 h, h the larger one of the grid's step and the median step of the trace;
 * a sine of 1.2 times half the grid's rate or more comes out below a thousandth of its amplitude. Both take each
 * stretch without a gap by itself and leave missing samples out of it.
 *
 * @param timeS times of the samples, seconds, never falling; length n
 * @param values samples, NaN where one is missing; length n
 * @param gridS times wanted, seconds, rising; length m. A block mean needs at least two.
 * @returns m values and their mask
 * @throws ArgumentError when the lengths differ or the times fall
 */
export function resample(
  timeS: Float64Array,
  values: Float32Array | Float64Array,
  gridS: Float64Array,
  options: ResampleOptions = {},
): Resampled {
  if (timeS.length !== values.length) {
    throw new ArgumentError({ argument: "values", expected: `${timeS.length} samples`, found: `${values.length}` });
  }
  const step = medianStep(timeS);
  const gridStep = gridS.length > 1 ? (gridS.at(-1)! - gridS[0]!) / (gridS.length - 1) : 0;
  const { method = gridStep > step * 1.001 ? "block-mean" : "linear", maxGapS = 3 * step } = options;
  const result = { values: new Float64Array(gridS.length).fill(Number.NaN), mask: new Uint8Array(gridS.length) };
  methods[method](timeS, values, gridS, { maxGapS, step, gridStep }, result);
  return result;
}

/**
 * The median difference of neighbouring times in seconds; 0 for fewer than two.
 *
 * @throws ArgumentError when the times fall
 */
export function medianStep(timeS: Float64Array): number {
  for (let index = 1; index < timeS.length; index++) {
    if (timeS[index]! - timeS[index - 1]! >= 0) continue;
    const found = `${timeS[index]} after ${timeS[index - 1]}`;
    throw new ArgumentError({ argument: "timeS", expected: "times that never fall", found });
  }
  return anyMedianStep(timeS);
}

interface Spacing {
  readonly maxGapS: number;
  readonly step: number;
  readonly gridStep: number;
}

type Method = (
  timeS: Float64Array,
  values: Float32Array | Float64Array,
  gridS: Float64Array,
  spacing: Spacing,
  result: Resampled,
) => void;

const methods: Readonly<Record<ResampleMethod, Method>> = {
  linear(timeS, values, gridS, { maxGapS }, result) {
    let after = 0;
    for (let index = 0; index < gridS.length; index++) {
      const time = gridS[index]!;
      while (after < timeS.length && timeS[after]! < time) after++;
      if (after === timeS.length) break;
      const [right, next] = [timeS[after]!, values[after]!];
      if (right === time) {
        setValue(result, index, next);
        continue;
      }
      if (after === 0) continue;
      const [left, before] = [timeS[after - 1]!, values[after - 1]!];
      if (right - left > maxGapS * (1 + 1e-9)) continue;
      setValue(result, index, before + ((next - before) * (time - left)) / (right - left));
    }
  },
  cubic(timeS, values, gridS, spacing, result) {
    methods.linear(timeS, values, gridS, spacing, result);
    overPresentRuns({ timeS, values, maxGapS: spacing.maxGapS }, gridS, result, cubicSplineAt);
  },
  "anti-aliased"(timeS, values, gridS, spacing, result) {
    methods.linear(timeS, values, gridS, spacing, result);
    const coarser = Math.max(spacing.gridStep, spacing.step);
    overPresentRuns({ timeS, values, maxGapS: spacing.maxGapS }, gridS, result, (runTimeS, runValues, atS) =>
      lowPassAt(runTimeS, runValues, atS, { cutoffHz: 0.45 / coarser, reachS: 10 * coarser }),
    );
  },
  "block-mean": (...given) => overBlocks(...given, (sum, count) => sum / count),
  "block-sum": (...given) => overBlocks(...given, (sum) => sum),
};

/** One number for each block of samples that has no gap. */
function overBlocks(
  timeS: Float64Array,
  values: Float32Array | Float64Array,
  gridS: Float64Array,
  { maxGapS, step, gridStep }: Spacing,
  result: Resampled,
  numberOf: (sum: number, count: number) => number,
): void {
  if (timeS.length === 0) return;
  const slack = step / 2 + 1e-9 * gridStep;
  const [first, last] = [timeS[0]! - slack, timeS.at(-1)! + slack];
  let start = 0;
  for (let index = 0; index < gridS.length; index++) {
    // grid points like 2/3 are not exact; a sample on the border must not change its block for that
    const low = gridS[index]! - gridStep / 2 - 1e-9 * gridStep;
    const high = low + gridStep;
    while (start < timeS.length && timeS[start]! < low) start++;
    let [sum, end] = [0, start];
    for (; end < timeS.length && timeS[end]! < high; end++) sum += values[end]!;
    if (end === start || low < first || high > last) continue;
    if (!hasGap(timeS, start, end, maxGapS)) setValue(result, index, numberOf(sum, end - start));
  }
}

/** True where the samples `[start, end)` and the ones beside them leave a gap. */
function hasGap(timeS: Float64Array, start: number, end: number, maxGapS: number): boolean {
  for (let index = Math.max(1, start); index < Math.min(timeS.length, end + 1); index++) {
    if (timeS[index]! - timeS[index - 1]! > maxGapS * (1 + 1e-9)) return true;
  }
  return false;
}

function setValue(result: Resampled, index: number, value: number): void {
  // a sum with a missing sample in it is NaN: no value
  if (Number.isNaN(value)) return;
  result.values[index] = value;
  result.mask[index] = 1;
}
