import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";
import { transposed } from "../../linalg/views.js";
import type { Measure, MeasureContext, PreparedRdm } from "./measure.js";
import type { PairSample } from "./pair-sample.js";

/** Sums of squares from here to its inverse are exact to rounding. */
const smallestSquare = 1e-200;

/** RDMs as rows of numbers whose products are the measure. What the sample asks for is done once, for all RDMs. */
export type Features = (sample: PairSample, context: MeasureContext) => (rdms: readonly PreparedRdm[]) => Matrix;

/** The cosine of features: fᵀg / (‖f‖ ‖g‖), 0 where one is all zeros, NaN where the sample has no pair. */
export function cosineOf(features: Features): Measure {
  return (sample, context) => {
    if (sample.pairs.length === 0) return withoutAnswer;
    const rows = features(sample, context);
    return (x, y) => {
      const left = rows(x);
      const lengths = inverseLengths(left);
      const right = x === y ? left : rows(y);
      const others = x === y ? lengths : inverseLengths(right);
      const products = context.linalg.multiply(left, transposed(right));
      for (let i = 0, at = 0; i < x.length; i++) {
        for (let j = 0; j < y.length; j++, at++) {
          products.values[at] = Math.max(-1, Math.min(1, products.values[at]! * lengths[i]! * others[j]!));
        }
      }
      return products;
    };
  };
}

/** The products of features, times a factor of the sample; NaN where the sample has no pair. */
export function productsOf(features: Features, factor: (sample: PairSample) => number = () => 1): Measure {
  return (sample, context) => {
    if (sample.pairs.length === 0) return withoutAnswer;
    const rows = features(sample, context);
    const scale = factor(sample);
    return (x, y) => {
      const left = rows(x);
      const right = x === y ? left : rows(y);
      const products = context.linalg.multiply(left, transposed(right));
      if (scale !== 1) for (let k = 0; k < products.values.length; k++) products.values[k]! *= scale;
      return products;
    };
  };
}

function withoutAnswer(x: readonly PreparedRdm[], y: readonly PreparedRdm[]): Matrix {
  return matrix(x.length, y.length, new Float64Array(x.length * y.length).fill(Number.NaN));
}

/** 1 over the length of each row, 0 for a row of zeros. Rows of extreme size are scaled, in place. */
export function inverseLengths(rows: Matrix): Float64Array {
  return Float64Array.from({ length: rows.rows }, (_, k) => {
    const row = rowOf(rows, k);
    const squares = sumOfSquares(row);
    if (squares > smallestSquare && squares < 1 / smallestSquare) return 1 / Math.sqrt(squares);
    // the largest is taken out, so that squares neither vanish nor overflow
    let largest = 0;
    for (let i = 0; i < row.length; i++) largest = Math.max(largest, Math.abs(row[i]!));
    if (largest === 0) return 0;
    for (let i = 0; i < row.length; i++) row[i]! /= largest;
    return 1 / Math.sqrt(sumOfSquares(row));
  });
}

function sumOfSquares(row: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i]! * row[i]!;
  return sum;
}
