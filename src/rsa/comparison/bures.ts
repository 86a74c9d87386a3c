import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { type KernelRoot, kernelRoot } from "./kernel-roots.js";
import type { Measure } from "./measure.js";
import { distancesBetween, sampledConditions } from "./sample-distances.js";

/**
 * Tr((K₁^½ K₂ K₁^½)^½) / √(Tr K₁ Tr K₂), K the centred kernels: the Procrustes score of patterns with these squared distances.
 * Copies of a condition are patterns at distance 0. Roots are taken of the eigenvalues above 0; where dissimilarities are
 * no squared distances and a kernel has others, the value may change with the order of the two.
 */
export const bures: Measure = buresMeasure((fidelity, x, y) => fidelity / Math.sqrt(x.trace * y.trace));

/** Tr K₁ + Tr K₂ − 2 Tr((K₁^½ K₂ K₁^½)^½): the squared distance of patterns after the best rotation. */
export const squaredBures: Measure = buresMeasure((fidelity, x, y) => x.trace + y.trace - 2 * fidelity);

function buresMeasure(value: (fidelity: number, x: KernelRoot, y: KernelRoot) => number): Measure {
  return (sample, { linalg }) =>
    (x, y) => {
      const conditions = sampledConditions(sample, "Bures measures");
      const result = matrix(x.length, y.length);
      if (conditions.length < 2) return { ...result, values: result.values.fill(Number.NaN) };
      const counts = Float64Array.from(conditions, (k) => sample.counts[k]!);
      const rootsOf = (rdms: typeof x) =>
        rdms.map((rdm) => kernelRoot(distancesBetween(rdm, conditions, sample.nConditions), { counts, linalg }));
      const left = rootsOf(x);
      const right = x === y ? left : rootsOf(y);
      left.forEach((a, i) => {
        right.forEach((b, j) => {
          result.values[i * y.length + j] = value(fidelityOf(a, b, linalg), a, b);
        });
      });
      return result;
    };
}

/**
 * Tr((K₁^½ K₂ K₁^½)^½). Singular values of R₁ᵀR₂ are exact to rounding; as roots of eigenvalues, which an indefinite K₂ asks
 * for, they are so to the root of rounding.
 */
function fidelityOf(a: KernelRoot, b: KernelRoot, linalg: LinalgProvider): number {
  if (!b.isIndefinite) return sumOf(linalg.svd(linalg.multiply(transposed(a.root), b.root)).values);
  const product = linalg.multiply(transposed(a.root), linalg.multiply(b.kernel, a.root));
  return sumOf(linalg.symmetricEigen(product).values.map((value) => Math.sqrt(Math.max(0, value))));
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
