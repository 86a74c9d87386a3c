import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { copyOf } from "../../linalg/views.js";
import { scaleColumns } from "../scale-matrix.js";
import { emptyLike } from "./empty-like.js";
import type { PenaltyPredictions } from "./penalty-predictions.js";

/** Predictions of all targets at once, penalty by penalty: turned · diag(damping) · inside. */
export function* dampedPredictions(
  parts: { turned: Matrix<Floats>; damping: readonly Float64Array[]; inside: Matrix<Floats> },
  linalg: LinalgProvider,
): Generator<PenaltyPredictions> {
  const { turned, damping, inside } = parts;
  const into = emptyLike(turned.values, turned.rows, inside.columns);
  for (const [alpha, factors] of damping.entries()) {
    const values = linalg.multiply<Floats>(scaleColumns(copyOf<Floats>(turned), factors), inside, { into });
    yield { alpha, from: 0, to: inside.columns, values };
  }
}
