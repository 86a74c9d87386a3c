import { ArgumentError, NumericError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";

/** What all measures between patterns take. */
export interface SimilarityOptions {
  /** Default: the reference provider. */
  readonly linalg?: LinalgProvider | undefined;
}

/**
 * Refuses patterns that are not of the same conditions, too few, or not finite.
 *
 * @throws ArgumentError, NumericError
 */
export function checkPatternPair(x: Matrix, y: Matrix, leastConditions = 2): void {
  if (x.rows !== y.rows) {
    const next = "bring both to the same conditions in the same order";
    throw new ArgumentError({ argument: "y", expected: `${x.rows} rows`, found: String(y.rows), next });
  }
  if (x.rows < leastConditions) {
    const expected = `at least ${leastConditions} conditions`;
    throw new ArgumentError({ argument: "x", expected, found: String(x.rows) });
  }
  for (const [name, { values }] of Object.entries({ x, y })) {
    if (values.every(Number.isFinite)) continue;
    throw new NumericError({ quantity: name, reason: "a pattern holds what is not a finite number" });
  }
}

/** Patterns less the mean of each column; what does not vary becomes 0 and not what rounding leaves of it. */
export function centredColumns({ rows, columns, values }: Matrix): Matrix {
  const shifted = values.map((value, at) => value - values[at % columns]!);
  const means = new Float64Array(columns);
  for (let at = 0; at < shifted.length; at++) means[at % columns]! += shifted[at]! / rows;
  return matrix(
    rows,
    columns,
    shifted.map((value, at) => value - means[at % columns]!),
  );
}
