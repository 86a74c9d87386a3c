import type { Floats, Matrix } from "../linalg/provider.js";
import { copyOf } from "../linalg/views.js";
import { columnMeans } from "./column-means.js";
import type { Fold } from "./folds/fold.js";
import { rowsOf } from "./row-selection.js";

/** Rows of a design in units of the rows that are fitted. */
export interface TrainingScale {
  readonly fitted: Matrix<Floats>;
  readonly predicted: Matrix<Floats>;
  /** Mean of each feature over the rows that are fitted. */
  readonly means: Float64Array;
  /** One over its standard deviation (ddof 0) there; 0 for a feature that does not vary. */
  readonly factors: Float64Array;
}

/** Share of a mean's square below which a variance is rounding. */
const roundingShare = 1e-20;

/**
 * The features of a fold less their means over the rows that it fits, over their standard deviations there, so that
 * nothing of the rows that it predicts goes into the scaling. A feature that does not vary in the rows that are fitted
 * becomes 0.
 *
 * @param scale - False leaves the spreads as they are and takes the means away only.
 */
export function trainingScale(
  x: Matrix<Floats>,
  { train, test }: Fold,
  { scale = true }: { readonly scale?: boolean } = {},
): TrainingScale {
  const rows = copyOf<Floats>(rowsOf<Floats>(x, train));
  const means = columnMeans(rows);
  const squares = new Float64Array(x.columns);
  for (let at = 0; at < rows.values.length; at++) {
    const column = at % x.columns;
    squares[column]! += (rows.values[at]! - means[column]!) ** 2 / Math.max(1, train.length);
  }
  const factors = squares.map((square, column) =>
    square > roundingShare * means[column]! ** 2 ? 1 / (scale ? Math.sqrt(square) : 1) : 0,
  );
  const scaled = (part: Matrix<Floats>) => {
    for (let at = 0; at < part.values.length; at++) {
      const column = at % x.columns;
      part.values[at] = (part.values[at]! - means[column]!) * factors[column]!;
    }
    return part;
  };
  return { fitted: scaled(rows), predicted: scaled(copyOf<Floats>(rowsOf<Floats>(x, test))), means, factors };
}
