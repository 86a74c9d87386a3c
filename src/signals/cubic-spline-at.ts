/**
 * The interpolating cubic spline with "not-a-knot" ends at times inside the samples: cubic between neighbouring samples,
 * with continuous first and second derivatives, and a third derivative that does not jump at the second and at the last
 * but one sample. Three samples give the parabola through them, two the line.
 *
 * @param timeS - Stamps of n samples in seconds, rising.
 * @param values - n samples, none missing.
 * @param atS - Times from the first to the last stamp, never falling.
 * @returns One value per time, in the unit of the samples.
 * Source: de Boor, A Practical Guide to Splines, revised ed., chapter IV.
 */
export function cubicSplineAt(timeS: Float64Array, values: Float64Array, atS: Float64Array): Float64Array {
  const slopes = slopesOf(timeS, values);
  let left = 0;
  return atS.map((time) => {
    while (left < timeS.length - 2 && timeS[left + 1]! <= time) left++;
    if (timeS.length === 1) return values[0]!;
    const step = timeS[left + 1]! - timeS[left]!;
    const x = time - timeS[left]!;
    const mean = (values[left + 1]! - values[left]!) / step;
    const square = (3 * mean - 2 * slopes[left]! - slopes[left + 1]!) / step;
    const cube = (slopes[left]! + slopes[left + 1]! - 2 * mean) / step ** 2;
    return values[left]! + x * (slopes[left]! + x * (square + x * cube));
  });
}

/** First derivatives of the spline at the samples. */
function slopesOf(timeS: Float64Array, values: Float64Array): Float64Array {
  const last = timeS.length - 1;
  const step = Float64Array.from({ length: Math.max(0, last) }, (_, k) => timeS[k + 1]! - timeS[k]!);
  const mean = step.map((length, k) => (values[k + 1]! - values[k]!) / length);
  if (last < 1) return new Float64Array(last + 1);
  if (last === 1) return Float64Array.of(mean[0]!, mean[0]!);
  if (last === 2) {
    const middle = (step[1]! * mean[0]! + step[0]! * mean[1]!) / (step[0]! + step[1]!);
    return Float64Array.of(2 * mean[0]! - middle, middle, 2 * mean[1]! - middle);
  }
  const [below, diagonal, above, right] = Array.from({ length: 4 }, () => new Float64Array(last + 1)) as Band;
  const first = step[0]! + step[1]!;
  diagonal[0] = step[1]!;
  above[0] = first;
  right[0] = ((step[0]! + 2 * first) * step[1]! * mean[0]! + step[0]! ** 2 * mean[1]!) / first;
  for (let k = 1; k < last; k++) {
    below[k] = step[k]!;
    diagonal[k] = 2 * (step[k - 1]! + step[k]!);
    above[k] = step[k - 1]!;
    right[k] = 3 * (step[k]! * mean[k - 1]! + step[k - 1]! * mean[k]!);
  }
  const [end, before] = [step[last - 1]!, step[last - 2]!];
  below[last] = end + before;
  diagonal[last] = before;
  right[last] = (end ** 2 * mean[last - 2]! + (end + 2 * (end + before)) * before * mean[last - 1]!) / (end + before);
  return solveTridiagonal([below, diagonal, above, right]);
}

type Band = [below: Float64Array, diagonal: Float64Array, above: Float64Array, right: Float64Array];

/** Elimination without exchange of rows; the pivots of the spline's equations stay positive. Overwrites the band. */
function solveTridiagonal([below, diagonal, above, right]: Band): Float64Array {
  const last = diagonal.length - 1;
  for (let row = 1; row <= last; row++) {
    const factor = below[row]! / diagonal[row - 1]!;
    diagonal[row]! -= factor * above[row - 1]!;
    right[row]! -= factor * right[row - 1]!;
  }
  right[last]! /= diagonal[last]!;
  for (let row = last - 1; row >= 0; row--) right[row] = (right[row]! - above[row]! * right[row + 1]!) / diagonal[row]!;
  return right;
}
