import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";

/** Sums over the rows of one target, from which every split is made. */
export interface PartMoments {
  /** Whether the target holds numbers alone. */
  readonly isFinite: boolean;
  readonly varies: boolean;
  /** ȳ. */
  readonly mean: number;
  /** Σ y². */
  readonly square: number;
  /** Σ y ŷ_g. */
  readonly withY: Float64Array;
  /** Σ ŷ_g ŷ. */
  readonly withWhole: Float64Array;
  /** Σ ŷ_g ŷ_h. */
  readonly withParts: Matrix;
  /** mean((y − ȳ)(ŷ_g − mean ŷ_g)). */
  readonly covariances: Float64Array;
  /** Standard deviations of y and of ŷ, ddof 0. */
  readonly deviation: number;
  readonly wholeDeviation: number;
}

/** The moments of one target and its predicted parts. */
export function partMoments(y: Matrix<Floats>, parts: readonly Matrix<Floats>[], target: number): PartMoments {
  const { rows, columns } = y;
  const measured = column(y, target);
  const predicted = parts.map((part) => column(part, target));
  const whole = Float64Array.from({ length: rows }, (_, row) => predicted.reduce((sum, part) => sum + part[row]!, 0));
  const mean = meanOf(measured);
  const centred = measured.map((value) => value - mean);
  const withParts = matrix(parts.length, parts.length);
  for (let g = 0; g < parts.length; g++) {
    for (let h = 0; h < parts.length; h++) withParts.values[g * parts.length + h] = dot(predicted[g]!, predicted[h]!);
  }
  const wholeMean = meanOf(whole);
  const wholeCentred = whole.map((value) => value - wholeMean);
  return {
    isFinite: columns > 0 && measured.every(Number.isFinite),
    varies: measured.some((value) => value !== measured[0]),
    mean,
    square: dot(measured, measured),
    withY: Float64Array.from(predicted, (part) => dot(measured, part)),
    withWhole: Float64Array.from(predicted, (part) => dot(part, whole)),
    withParts,
    // Σ (y − ȳ) · constant = 0
    covariances: Float64Array.from(predicted, (part) => dot(centred, part) / rows),
    deviation: Math.sqrt(dot(centred, centred) / rows),
    wholeDeviation: Math.sqrt(dot(wholeCentred, wholeCentred) / rows),
  };
}

function column({ rows, columns, values }: Matrix<Floats>, target: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * columns + target]!);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}
