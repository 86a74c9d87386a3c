import { ArgumentError } from "../../errors.js";
import type { Matrix } from "../../linalg/provider.js";

/**
 * Refuses deltas that are not one per space and target. NaN stands for a target that could not be fitted.
 *
 * @throws ArgumentError also when one is too large for its exponential.
 */
export function checkDeltas({ rows, columns, values }: Matrix, spaces: number, targets: number): void {
  const argument = "deltas";
  if (rows !== spaces || columns !== targets) {
    throw new ArgumentError({ argument, expected: `${spaces} × ${targets}`, found: `${rows} × ${columns}` });
  }
  const wrong = values.find((value) => Math.exp(value) === Number.POSITIVE_INFINITY);
  if (wrong === undefined) return;
  throw new ArgumentError({ argument, expected: "logarithms of weights", found: String(wrong) });
}
