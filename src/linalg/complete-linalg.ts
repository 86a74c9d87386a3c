import { cholesky } from "./cholesky.js";
import { invertPositive } from "./invert-positive.js";
import type { LinalgPrimitives, LinalgProvider } from "./provider.js";
import { qr } from "./qr.js";
import { singularValues } from "./singular-values.js";
import { symmetricEigen } from "./symmetric-eigen.js";

/**
 * A whole provider from the three primitives: the factorisations are written once, in blocks, so that nearly all of
 * their work is done by the primitives.
 *
 * @param name - How the provider calls itself.
 * @param overrides - Factorisations that the provider does itself, for example by LAPACK.
 */
export function completeLinalg(
  name: string,
  primitives: LinalgPrimitives,
  overrides: Partial<Omit<LinalgProvider, "name">> = {},
): LinalgProvider {
  const { multiply, gram, solveTriangular } = { ...primitives, ...overrides };
  const linalg: LinalgPrimitives = { multiply, gram, solveTriangular };
  const factor: LinalgProvider["cholesky"] = overrides.cholesky ?? ((a) => cholesky(a, { linalg }));
  return {
    name,
    ...linalg,
    cholesky: factor,
    invertPositive: (a, options) => invertPositive(a, { ...options, linalg: { ...linalg, cholesky: factor } }),
    symmetricEigen: (a) => symmetricEigen(a, { linalg }),
    svd: (a) => singularValues(a, { linalg }),
    qr: (a) => qr(a, { linalg }),
    ...overrides,
  };
}
