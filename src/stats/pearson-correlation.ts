import { checkSameLength } from "./check-same-length.js";

/** A correlation, how many pairs it rests on, and why there is none where r is null. */
export interface Correlation {
  readonly r: number | null;
  /** Positions where both values are there. */
  readonly n: number;
  readonly reason: "too-few-pairs" | "constant" | "not-finite" | null;
}

/**
 * Pearson's correlation over the pairs of which both values are there:
 * r = Σ (x − mx)(y − my) / √(Σ (x − mx)² · Σ (y − my)²), all sums and means over those pairs, in float64.
 *
 * @param x - Values of one unit; NaN stands for a missing one.
 * @param y - Values of another, paired with x by position.
 * @returns r in [−1, 1], or null with a reason: fewer than two pairs, one side without variation, an infinite value.
 * @throws ArgumentError when the lengths differ.
 */
export function pearsonCorrelation(x: ArrayLike<number>, y: ArrayLike<number>): Correlation {
  checkSameLength("y", y, "x", x);
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  let [firstX, firstY] = [0, 0];
  let [variesX, variesY] = [false, false];
  for (let index = 0; index < x.length; index++) {
    const a = x[index]!;
    const b = y[index]!;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    if (n === 0) [firstX, firstY] = [a, b];
    variesX ||= a !== firstX;
    variesY ||= b !== firstY;
    sumX += a;
    sumY += b;
    n++;
  }
  if (n < 2) return { r: null, n, reason: "too-few-pairs" };
  // asked of the values, not of their squared deviations, which rounding keeps above zero
  if (!(variesX && variesY)) return { r: null, n, reason: "constant" };
  const [meanX, meanY] = [sumX / n, sumY / n];
  let [xx, yy, xy] = [0, 0, 0];
  for (let index = 0; index < x.length; index++) {
    const a = x[index]! - meanX;
    const b = y[index]! - meanY;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const r = xy / (Math.sqrt(xx) * Math.sqrt(yy));
  if (!Number.isFinite(r)) return { r: null, n, reason: "not-finite" };
  return { r: Math.max(-1, Math.min(1, r)), n, reason: null };
}
