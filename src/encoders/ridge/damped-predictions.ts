import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { copyOf } from "../../linalg/views.js";
import { zerosLike } from "../../linalg/zeros-like.js";
import { scaleColumns } from "../scale-matrix.js";
import type { PenaltyPredictions } from "./penalty-predictions.js";

/** Predictions of all targets at once, penalty by penalty: turned · diag(damping) · inside. */
export function* dampedPredictions(
  parts: { turned: Matrix<Floats>; damping: readonly Float64Array[]; inside: Matrix<Floats> },
  linalg: LinalgProvider,
): Generator<PenaltyPredictions> {
  const { turned, damping, inside } = parts;
  const [rows, columns] = [turned.rows, inside.columns];
  const into = { rows, columns, values: zerosLike(turned.values, rows * columns) };
  for (const [alpha, factors] of damping.entries()) {
    const values = linalg.multiply<Floats>(scaleColumns(copyOf<Floats>(turned), factors), inside, { into });
    yield { alpha, from: 0, to: inside.columns, values };
  }
}
