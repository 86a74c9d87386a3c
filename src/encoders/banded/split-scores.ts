import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { correlation, determination } from "../column-scores.js";
import { checkRows } from "../ridge/check-inputs.js";
import { type PartMoments, partMoments } from "./part-moments.js";
import { joinParts } from "./predict-bands.js";
import { relativeWeights } from "./relative-weights.js";

/** How the score of a prediction is divided among the parts that it is the sum of. */
export type SplitKind = "product" | "without-correlation" | "correlation" | "relative-weights";

/** Settings of {@link splitScores}. */
export interface SplitScoresOptions {
  readonly linalg: LinalgProvider;
  /** Default: `product`. */
  readonly kind?: SplitKind | undefined;
}

/** What was odd about the numbers. */
export interface SplitWarning {
  readonly kind: "mean" | "not-finite" | "constant" | "missing";
  readonly targets: readonly number[];
  readonly message: string;
}

/** A score of the whole prediction, and what every part has in it. */
export interface SplitScores {
  /** Of each target: R² = 1 − Σ(y−ŷ)² / Σ(y−ȳ)², or Pearson's r where correlation is split. */
  readonly joint: Float64Array;
  /** Parts × targets. */
  readonly parts: Matrix;
  readonly warnings: readonly SplitWarning[];
}

/**
 * Divides the score of a prediction ŷ = Σ_g ŷ_g among its parts, target by target:
 *
 * | kind                  | of part g                                                | the parts sum to          |
 * | --------------------- | -------------------------------------------------------- | ------------------------- |
 * | `product`             | (2 Σ y ŷ_g − Σ ŷ_g ŷ) / Σ y²                             | R², where y has mean 0    |
 * | `without-correlation` | (2 Σ y ŷ_g − Σ ŷ_g²) / Σ y²                              | nothing                   |
 * | `correlation`         | mean((y − ȳ)(ŷ_g − mean ŷ_g)) / (σ_y σ_ŷ)                | r                         |
 * | `relative-weights`    | R² by how much of ŷ its best uncorrelated stand-in explains | R²                     |
 *
 * The product measure is that of Pratt (1987), relative weights are those of Johnson (2000,
 * https://doi.org/10.1207/S15327906MBR3501_1). What is not finite in a prediction counts as 0, a constant target scores
 * 0, a target that holds what is not finite scores NaN; each with a warning, and so does a mean of y that is not 0
 * where the sum depends on it.
 *
 * @param y - m samples × t targets.
 * @param parts - Predictions of every part, m × t each, of the same rows.
 * @throws ArgumentError when there is no part, or shapes do not match.
 */
export function splitScores(
  y: Matrix<Floats>,
  parts: readonly Matrix<Floats>[],
  { linalg, kind = "product" }: SplitScoresOptions,
): SplitScores {
  if (parts.length === 0) throw new ArgumentError({ argument: "parts", expected: "at least one", found: "none" });
  for (const [index, part] of parts.entries()) {
    checkRows(part.rows, y.rows, `parts[${index}]`);
    if (part.columns === y.columns) continue;
    const expected = `${y.columns} targets`;
    throw new ArgumentError({ argument: `parts[${index}]`, expected, found: String(part.columns) });
  }
  const finite = parts.map(withoutOdd);
  const whole = joinParts(finite, undefined);
  const joint = kind === "correlation" ? correlation(y, whole) : determination(y, whole);
  const scores = matrix(parts.length, y.columns);
  const odd = { mean: [], "not-finite": [], constant: [], missing: [] } as Record<SplitWarning["kind"], number[]>;
  for (let target = 0; target < y.columns; target++) {
    const moments = partMoments(y, finite, target);
    if (!moments.isFinite) joint[target] = Number.NaN;
    const list = moments.isFinite ? oneSplit(moments, joint[target]!, { linalg, kind }) : undefined;
    for (let part = 0; part < parts.length; part++) {
      scores.values[part * y.columns + target] = list?.[part] ?? Number.NaN;
    }
    const hasHole = parts.some(({ rows, columns, values }) => hasOdd({ rows, columns, values }, target));
    if (hasHole) odd["not-finite"].push(target);
    if (!moments.isFinite) odd.missing.push(target);
    else if (!moments.varies) odd.constant.push(target);
    else if (needsZeroMean.has(kind) && y.rows * moments.mean ** 2 > 1e-6 * moments.square) odd.mean.push(target);
  }
  const warnings = (Object.keys(messages) as SplitWarning["kind"][])
    .filter((one) => odd[one].length > 0)
    .map((one) => ({ kind: one, targets: odd[one], message: `${odd[one].length} targets ${messages[one]}` }));
  return { joint, parts: scores, warnings };
}

const needsZeroMean: ReadonlySet<SplitKind> = new Set(["product", "without-correlation"] as const);

const messages: Readonly<Record<SplitWarning["kind"], string>> = {
  mean: "have a mean that is not 0: their parts do not sum to R²; take the mean away before fitting",
  "not-finite": "have predictions that are not finite: these count as 0",
  constant: "do not vary: their scores are 0",
  missing: "hold what is not finite: their scores are NaN",
};

function oneSplit(
  moments: PartMoments,
  joint: number,
  { linalg, kind }: { readonly linalg: LinalgProvider; readonly kind: SplitKind },
): Float64Array {
  return moments.varies ? splits[kind](moments, joint, linalg) : new Float64Array(moments.withY.length);
}

const splits = {
  product: ({ withY, withWhole, square }: PartMoments) =>
    withY.map((product, part) => (2 * product - withWhole[part]!) / square),
  "without-correlation": ({ withY, withParts, square }: PartMoments) =>
    withY.map((product, part) => (2 * product - withParts.values[part * withY.length + part]!) / square),
  correlation: ({ covariances, deviation, wholeDeviation }: PartMoments) =>
    covariances.map((value) => (wholeDeviation > 0 ? value / (deviation * wholeDeviation) : 0)),
  "relative-weights": (moments: PartMoments, joint: number, linalg: LinalgProvider) =>
    relativeWeights(moments, { linalg }).map((weight) => weight * joint),
};

function withoutOdd(part: Matrix<Floats>): Matrix<Floats> {
  if (part.values.every(Number.isFinite)) return part;
  return { ...part, values: part.values.map((value) => (Number.isFinite(value) ? value : 0)) as Floats };
}

function hasOdd({ rows, columns, values }: Matrix<Floats>, target: number): boolean {
  for (let row = 0; row < rows; row++) if (!Number.isFinite(values[row * columns + target]!)) return true;
  return false;
}
