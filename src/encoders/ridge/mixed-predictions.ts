import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { block } from "../../linalg/views.js";
import { zerosLike } from "../../linalg/zeros-like.js";
import { samePrecision } from "../same-precision.js";
import type { BasisPart, DampingBasis } from "./damping-basis.js";
import type { PenaltyPredictions } from "./penalty-predictions.js";

/** Numbers of the rows of a basis that are held for some targets. */
const numbersHeld = 6_000_000;

/**
 * Predictions with all penalties as mixtures of those with the rows of a basis of their damping, for as many targets at a
 * time as fit: one product for each part, turned · diag(row) · inside of all its rows, and one for the mixtures.
 */
export function* mixedPredictions(
  parts: { turned: Matrix<Floats>; basis: DampingBasis; inside: Matrix<Floats> },
  linalg: LinalgProvider,
): Generator<PenaltyPredictions> {
  const { turned, basis, inside } = parts;
  const { rows: predicted } = turned;
  const mixture = samePrecision(basis.mixture, turned.values);
  const { rows: penalties, columns: rows } = mixture;
  const lefts = basis.parts.map((part) => scaledCopies(turned, part));
  const size = Math.max(1, Math.min(inside.columns, Math.floor(numbersHeld / Math.max(1, rows * predicted))));
  const held = zerosLike(turned.values, rows * predicted * size);
  const mixed = zerosLike(turned.values, penalties * predicted * size);
  for (let from = 0; from < inside.columns; from += size) {
    const to = Math.min(inside.columns, from + size);
    const length = predicted * (to - from);
    let first = 0;
    for (const [index, part] of basis.parts.entries()) {
      const left = lefts[index]!;
      const values = held.subarray(first * length, (first + part.basis.rows) * length);
      const right = block<Floats>(inside, { rows: [part.from, part.to], columns: [from, to] });
      linalg.multiply<Floats>(left, right, { into: { rows: left.rows, columns: to - from, values } });
      first += part.basis.rows;
    }
    const every = { rows, columns: length, values: held.subarray(0, rows * length) };
    const into = { rows: penalties, columns: length, values: mixed.subarray(0, penalties * length) };
    linalg.multiply<Floats>(mixture, every, { into });
    for (let alpha = 0; alpha < penalties; alpha++) {
      const values = into.values.subarray(alpha * length, (alpha + 1) * length);
      yield { alpha, from, to, values: { rows: predicted, columns: to - from, values } };
    }
  }
}

/** The columns of a part of the eigenvalues, times each row of its basis, below each other. */
function scaledCopies(turned: Matrix<Floats>, { from, to, basis }: BasisPart): Matrix<Floats> {
  const length = to - from;
  const rows = basis.rows * turned.rows;
  const values = zerosLike(turned.values, rows * length);
  let at = 0;
  for (let row = 0; row < basis.rows; row++) {
    for (let first = from; first < turned.values.length; first += turned.columns) {
      for (let column = 0; column < length; column++) {
        values[at++] = turned.values[first + column]! * basis.values[row * length + column]!;
      }
    }
  }
  return { rows, columns: length, values };
}
