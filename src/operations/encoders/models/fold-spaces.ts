import { columnsOf } from "../../../encoders/column-selection.js";
import type { Fold } from "../../../encoders/folds/fold.js";
import { rowsOf } from "../../../encoders/row-selection.js";
import { trainingScale } from "../../../encoders/training-scale.js";
import type { Floats, Matrix } from "../../../linalg/provider.js";
import { copyOf } from "../../../linalg/views.js";
import type { ModelProblem } from "./encoder-model.js";

/** The feature spaces of the rows that a fold fits, and of those that it predicts. */
export interface FoldSpaces {
  readonly fitted: readonly Matrix<Floats>[];
  readonly predicted: readonly Matrix<Floats>[];
}

/** Divides a design by its spaces; features in units of their spread over the rows that are fitted, where asked for. */
export function foldSpaces(
  { x, spaceOf, params }: Pick<ModelProblem, "x" | "spaceOf" | "params">,
  fold: Fold,
): FoldSpaces {
  const { fitted, predicted } = params.standardise
    ? trainingScale(x, fold)
    : {
        fitted: copyOf<Floats>(rowsOf<Floats>(x, fold.train)),
        predicted: copyOf<Floats>(rowsOf<Floats>(x, fold.test)),
      };
  const count = 1 + Math.max(...spaceOf);
  const divided = (part: Matrix<Floats>) =>
    Array.from({ length: count }, (_, space) =>
      columnsOf<Floats>(
        part,
        [...spaceOf.keys()].filter((column) => spaceOf[column] === space),
      ),
    );
  return { fitted: divided(fitted), predicted: divided(predicted) };
}

/** Folds by the places of their rows among those that are fitted. */
export function placesWithin(train: Int32Array, folds: readonly Fold[]): readonly Fold[] {
  const places = new Map(Array.from(train, (row, place) => [row, place]));
  const placed = (rows: Int32Array) => rows.map((row) => places.get(row)!);
  return folds.map((fold) => ({ train: placed(fold.train), test: placed(fold.test) }));
}
