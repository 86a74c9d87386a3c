import type { LinalgPrimitives, Matrix } from "../../../linalg/provider.js";
import { type FullView, fullView } from "../../../linalg/views.js";
import type { PatternPart } from "./pattern-factors.js";

/**
 * For every two folds f < g the means of f times Λ_fg, and those of g, one pair after the other.
 *
 * @param means - (conditions · folds) × channels.
 */
export function* foldPairParts(
  means: Matrix,
  nFolds: number,
  {
    precision,
    linalg,
  }: {
    readonly precision: (f: number, g: number) => Matrix;
    readonly linalg: Pick<LinalgPrimitives, "multiply">;
  },
): Generator<PatternPart, void> {
  for (let f = 0; f < nFolds; f++) {
    for (let g = f + 1; g < nFolds; g++) {
      const left = linalg.multiply(meansOfFold(means, f, nFolds), precision(f, g));
      yield { left, right: meansOfFold(means, g, nFolds) };
    }
  }
}

function meansOfFold(means: Matrix, fold: number, nFolds: number): FullView<Float64Array> {
  const { rows, columns } = means;
  return fullView({ ...means, rows: rows / nFolds, offset: fold * columns, rowStride: nFolds * columns });
}
