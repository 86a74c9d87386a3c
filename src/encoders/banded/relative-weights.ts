import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import type { PartMoments } from "./part-moments.js";

/**
 * How much of a prediction each part explains, by relative weights (Johnson 2000,
 * https://doi.org/10.1207/S15327906MBR3501_1): with M the parts over the length of the whole ŷ, Λ = (Mᵀ M)^½ holds the
 * parts by the orthonormal columns Z that are nearest to them, β = Λ⁻¹ Mᵀ u regresses u = ŷ / ‖ŷ‖ on Z, and
 * w_g = Σ_j Λ_gj² β_j² / ‖m_j‖², over their sum.
 *
 * @returns Weights that sum to 1; 0 of a part that is 0, and all of a prediction that is 0.
 */
export function relativeWeights(
  { withParts, withWhole }: Pick<PartMoments, "withParts" | "withWhole">,
  { linalg }: { readonly linalg: LinalgProvider },
): Float64Array {
  const size = withWhole.length;
  const square = withWhole.reduce((sum, value) => sum + value, 0);
  if (!(square > 0)) return new Float64Array(size);
  const gram = matrix(
    size,
    size,
    withParts.values.map((value) => value / square),
  );
  const { values, vectors } = linalg.symmetricEigen(gram);
  const negligible = Number.EPSILON * size * values[0]!;
  const root = values.map((value) => (value > negligible ? Math.sqrt(value) : 0));
  const entry = (i: number, j: number, of: (part: number) => number) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += vectors.values[i * size + k]! * of(k) * vectors.values[j * size + k]!;
    return sum;
  };
  const beta = withWhole.map((_, i) =>
    withWhole.reduce(
      (sum, value, j) => sum + (entry(i, j, (k) => (root[k]! > 0 ? 1 / root[k]! : 0)) * value) / square,
      0,
    ),
  );
  const weights = withWhole.map((_, g) => {
    let sum = 0;
    for (let j = 0; j < size; j++) {
      const norm = gram.values[j * size + j]!;
      if (norm > 0) sum += (entry(g, j, (k) => root[k]!) ** 2 * beta[j]! ** 2) / norm;
    }
    return sum;
  });
  const total = weights.reduce((sum, value) => sum + value, 0);
  return total > 0 ? weights.map((value) => value / total) : weights;
}
