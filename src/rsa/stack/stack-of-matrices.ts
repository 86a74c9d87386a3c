import { ArgumentError } from "../../errors.js";
import type { Matrix } from "../../linalg/provider.js";
import { upperTriangle } from "../../stats/upper-triangle.js";
import { pairCount } from "../pair-count.js";
import { makeStack, type StackInput } from "./make-stack.js";
import type { RdmStack } from "./rdm-stack.js";

/**
 * A stack of RDMs that are given as n × n matrices, symmetric with zeros (or NaN) on the diagonal.
 *
 * @param matrices - One per RDM, rows and columns in the order of `conditions`.
 * @param options - Ids and descriptions; `tolerance`: how far mirrored entries may differ, in units of the largest one,
 *   default 1e-6.
 * @throws ArgumentError for a matrix of another size, that is not symmetric, or with something on its diagonal
 */
export function stackOfMatrices(
  matrices: readonly Matrix[],
  options: Omit<StackInput, "values"> & { readonly tolerance?: number },
): RdmStack {
  const { tolerance, ...named } = options;
  const n = named.conditions.length;
  const pairs = pairCount(n);
  const values = new Float64Array(matrices.length * pairs);
  for (const [index, { rows, columns, values: entries }] of matrices.entries()) {
    const argument = `matrix ${index}`;
    if (rows !== n || columns !== n) {
      throw new ArgumentError({ argument, expected: `${n} × ${n} entries`, found: `${rows} × ${columns}` });
    }
    const triangle = upperTriangle(n, (row, column) => entries[row * n + column]!, tolerance);
    if (triangle.problem !== undefined) {
      const expected = "a symmetric matrix with zeros on its diagonal";
      throw new ArgumentError({ argument, expected, found: triangle.problem });
    }
    values.set(triangle.values, index * pairs);
  }
  return makeStack({ ...named, values });
}
