import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { columnMeans } from "../column-means.js";
import { checkDesign, checkRows } from "../ridge/check-inputs.js";
import { dominantLeftVector } from "./dominant-left-vector.js";

/** Settings of {@link pls}. */
export interface PlsOptions {
  readonly linalg: LinalgProvider;
  /** Directions of the features that are used, at most the smaller of samples and features. Default: 25. */
  readonly components?: number | undefined;
  /** Divides every feature and target by its standard deviation (ddof 1; 1 where it is 0). Default: false. */
  readonly scale?: boolean | undefined;
}

/** What {@link pls} fitted; predictions are (x − means) / deviations · rotations · loadingsᵀ, set back. */
export interface PlsFit {
  /** p × components: what turns features into scores. */
  readonly rotations: Matrix;
  /** t × components: what a score says of each target. */
  readonly targetLoadings: Matrix;
  /** p × components: what a score says of each feature. */
  readonly featureLoadings: Matrix;
  readonly features: ColumnScaling;
  readonly targets: ColumnScaling;
}

/** What was taken from every column, and what it was divided by. */
export interface ColumnScaling {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** A direction whose product with the targets is below this part of the first one is only rounding. */
const negligible = 1e-12;

/**
 * Partial least squares regression with the deflation of NIPALS (Geladi and Kowalski 1986,
 * https://doi.org/10.1016/0003-2670(86)80028-9): component by component the unit direction w of the features whose
 * scores s = X w have the largest covariance with the targets (the first left singular vector of Xᵀ Y), loadings p = Xᵀ
 * s / sᵀ s and q = Yᵀ s / sᵀ s, and X less s pᵀ. All targets share the directions. Computed in float64; weights, p × t,
 * are not made.
 *
 * @param x - n samples × p features.
 * @param y - n samples × t targets.
 * @returns Fewer components than asked for where nothing is left to explain.
 * @throws ArgumentError for a design or targets that are empty or hold what is not finite, rows that do not match, and
 *   components that are not from 1 to the smaller of n and p.
 */
export function pls(x: Matrix<Floats>, y: Matrix<Floats>, options: PlsOptions): PlsFit {
  const { linalg, components = 25, scale = false } = options;
  checkDesign(x);
  checkRows(y.rows, x.rows, "y");
  checkDesign(y, "y");
  const most = Math.min(x.rows, x.columns);
  if (!(Number.isInteger(components) && components >= 1 && components <= most)) {
    const expected = `1 to ${most}, the smaller of samples and features`;
    throw new ArgumentError({ argument: "components", expected, found: String(components) });
  }
  const [features, targets] = [scalingOf(x, scale), scalingOf(y, scale)];
  const [rest, measured] = [scaledBy(x, features), scaledBy(y, targets)];
  const products = linalg.multiply(transposed(rest), measured);
  const featureLoadings: Float64Array[] = [];
  const targetLoadings: Float64Array[] = [];
  const rotations: Float64Array[] = [];
  let first = 0;
  for (let component = 0; component < components; component++) {
    const { vector: direction, value } = dominantLeftVector(products, linalg);
    first = Math.max(first, value);
    if (!(value > negligible * first)) break;
    const scores = linalg.multiply(rest, asColumn(direction));
    const square = scores.values.reduce((sum, score) => sum + score * score, 0);
    const loadingsOn = (z: Matrix) => linalg.multiply(transposed(z), scores).values.map((sum) => sum / square);
    const [p, q] = [loadingsOn(rest), loadingsOn(measured)];
    takeAway(rest, scores.values, p, 1);
    takeAway(products, p, q, square);
    rotations.push(rotated(direction, featureLoadings, rotations));
    featureLoadings.push(p);
    targetLoadings.push(q);
  }
  return {
    rotations: fromColumns(rotations, x.columns),
    featureLoadings: fromColumns(featureLoadings, x.columns),
    targetLoadings: fromColumns(targetLoadings, y.columns),
    features,
    targets,
  };
}

/** The direction by the features as they were before any component was taken away: w − Σ (pⱼ · w) rⱼ. */
function rotated(direction: Float64Array, loadings: readonly Float64Array[], rotations: readonly Float64Array[]) {
  const result = direction.slice();
  for (const [component, loading] of loadings.entries()) {
    const along = loading.reduce((sum, value, feature) => sum + value * direction[feature]!, 0);
    for (const [feature, value] of rotations[component]!.entries()) result[feature]! -= along * value;
  }
  return result;
}

function scalingOf(x: Matrix<Floats>, scale: boolean): ColumnScaling {
  const means = columnMeans(x);
  const deviations = new Float64Array(x.columns).fill(1);
  if (!scale || x.rows < 2) return { means, deviations };
  const squares = new Float64Array(x.columns);
  for (let row = 0, at = 0; row < x.rows; row++) {
    for (let column = 0; column < x.columns; column++, at++) squares[column]! += (x.values[at]! - means[column]!) ** 2;
  }
  return { means, deviations: squares.map((sum) => Math.sqrt(sum / (x.rows - 1)) || 1) };
}

/** The columns less their means, over their deviations. */
export function scaledBy(x: Matrix<Floats>, { means, deviations }: ColumnScaling): Matrix {
  const { rows, columns } = x;
  const values = Float64Array.from(
    x.values,
    (value, index) => (value - means[index % columns]!) / deviations[index % columns]!,
  );
  return { rows, columns, values };
}

/** Takes factor · a bᵀ away from a matrix in place. */
function takeAway(from: Matrix, a: Float64Array, b: Float64Array, factor: number): void {
  for (let row = 0, at = 0; row < from.rows; row++) {
    const share = factor * a[row]!;
    for (let column = 0; column < from.columns; column++, at++) from.values[at]! -= share * b[column]!;
  }
}

function asColumn(values: Float64Array): Matrix {
  return matrix(values.length, 1, values);
}

function fromColumns(columns: readonly Float64Array[], rows: number): Matrix {
  const result = matrix(rows, columns.length);
  for (const [column, values] of columns.entries()) {
    for (const [row, value] of values.entries()) result.values[row * columns.length + column] = value;
  }
  return result;
}
