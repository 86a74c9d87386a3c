import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { rdmOf } from "../../rsa/dissimilarities/rdm-of.js";
import { cca } from "../../rsa/similarity/cca.js";
import { type CkaEstimator, cka } from "../../rsa/similarity/cka.js";
import { distanceCorrelation } from "../../rsa/similarity/distance-correlation.js";
import type { PatternKernel } from "../../rsa/similarity/pattern-kernels.js";
import type { KeptComponents } from "../../rsa/similarity/principal-patterns.js";
import { procrustes } from "../../rsa/similarity/procrustes.js";
import { shapeDistance } from "../../rsa/similarity/shape-distance.js";

/** What measures between patterns may be told. */
export interface SimilaritySettings {
  readonly linalg: LinalgProvider;
  readonly rbf: { readonly sigma: number } | { readonly medianFraction: number };
  readonly kept: KeptComponents;
  readonly alpha: number;
}

type Compare = (x: Matrix, y: Matrix, settings: SimilaritySettings) => number;

/** A measure between patterns of the same conditions. */
export interface SimilarityMeasure {
  readonly of: Compare;
  /** Which of the settings it depends on. */
  readonly setting?: "rbf" | "kept" | "alpha";
  readonly warning?: (x: Matrix, y: Matrix) => string | null;
}

const linear =
  (estimator: CkaEstimator): Compare =>
  (x, y, { linalg }) =>
    cka(x, y, { estimator, linalg });
const radial =
  (estimator: CkaEstimator): Compare =>
  (x, y, { linalg, rbf }) =>
    cka(x, y, { estimator, linalg, kernel: { rbf } satisfies PatternKernel });

const plugIn = () => "high for few conditions also where patterns are independent; the debiased form is not";
const allOnes = (x: Matrix, y: Matrix) =>
  Math.max(x.columns, y.columns) >= x.rows - 1
    ? "with as many channels as conditions less one, canonical correlations are 1 whatever the patterns"
    : null;

/** Measures between patterns, by name. */
export const similarityMeasures = {
  cka: { of: linear("plug-in"), warning: plugIn },
  "cka-debiased": { of: linear("debiased") },
  "cka-off-diagonal": { of: linear("off-diagonal") },
  "cka-rbf": { of: radial("plug-in"), setting: "rbf", warning: plugIn },
  "cka-rbf-debiased": { of: radial("debiased"), setting: "rbf" },
  "cka-rbf-off-diagonal": { of: radial("off-diagonal"), setting: "rbf" },
  procrustes: { of: (x, y, { linalg }) => procrustes(x, y, { linalg }).score },
  "procrustes-angle": { of: (x, y, { linalg }) => procrustes(x, y, { linalg }).angle },
  "procrustes-squared-distance": { of: (x, y, { linalg }) => procrustes(x, y, { linalg }).squaredDistance },
  "cca-mean": { of: (x, y, { linalg }) => cca(x, y, { linalg }).mean, warning: allOnes },
  "cca-mean-square": { of: (x, y, { linalg }) => cca(x, y, { linalg }).meanSquare, warning: allOnes },
  pwcca: { of: (x, y, { linalg }) => cca(x, y, { linalg }).projectionWeighted, warning: allOnes },
  "svcca-mean": { of: (x, y, { linalg, kept }) => cca(x, y, { linalg, kept }).mean, setting: "kept" },
  "svcca-mean-square": { of: (x, y, { linalg, kept }) => cca(x, y, { linalg, kept }).meanSquare, setting: "kept" },
  "shape-distance": { of: (x, y, { linalg, alpha }) => shapeDistance(x, y, { linalg, alpha }), setting: "alpha" },
  "distance-correlation": {
    of: (x, y, { linalg }) => distanceCorrelation(distances(x, linalg), distances(y, linalg), { linalg }).values[0]!,
  },
} as const satisfies Readonly<Record<string, SimilarityMeasure>>;

/** Name of a measure between patterns. */
export type SimilarityMeasureName = keyof typeof similarityMeasures;

/** Euclidean distances, which are what the measure is meant for, up to a factor that it does not see. */
function distances(values: Matrix, linalg: LinalgProvider) {
  const conditions = Array.from({ length: values.rows }, (_, row) => String(row).padStart(9, "0"));
  const { vectors } = rdmOf({ values, conditions }, { method: "euclidean", linalg });
  return { ...vectors, values: vectors.values.map((square) => Math.sqrt(Math.max(0, square))) };
}
