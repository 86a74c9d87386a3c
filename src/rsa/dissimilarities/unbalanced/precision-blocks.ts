import { matrix } from "../../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix } from "../../../linalg/provider.js";
import { rowOf } from "../../../linalg/rows.js";
import { transposed } from "../../../linalg/views.js";
import { rowsByLabel } from "../../patterns/row-labels.js";
import { takeColumns } from "../../patterns/take-channels.js";
import type { Observations } from "./observations.js";
import type { PairBlock } from "./pair-blocks.js";

/** Λ of two observations, by the numbers of their folds. */
export type PairPrecision = (f: number, g: number) => Matrix;

/** Observations of which the same channels are there, and the same fold where Λ depends on it. */
interface ObservationClass {
  readonly rows: readonly number[];
  readonly present: Uint8Array;
  readonly fold: number;
}

/**
 * s_ab = x_aᵀ Λ x_b over the channels that both observations have, Λ restricted to them: one product per two classes of
 * observations with the same channels, since the restriction is then the same for all their pairs.
 *
 * @param perFold - Whether Λ depends on the folds.
 */
export function* precisionBlocks(
  observations: Observations,
  precision: PairPrecision,
  { perFold, linalg }: { readonly perFold: boolean; readonly linalg: Pick<LinalgPrimitives, "multiply"> },
): Generator<PairBlock, void> {
  const classes = observationClasses(observations, perFold);
  for (const [position, first] of classes.entries()) {
    for (const second of classes.slice(position)) {
      // products within a fold are left out in the end
      if (perFold && first.fold === second.fold) continue;
      const shared = Array.from(first.present.keys()).filter((k) => first.present[k] && second.present[k]);
      if (shared.length === 0) continue;
      const weights = restricted(precision(first.fold, second.fold), shared);
      const similarities = linalg.multiply(
        linalg.multiply(partOf(observations.values, first.rows, shared), weights),
        transposed(partOf(observations.values, second.rows, shared)),
      );
      const channels = matrix(similarities.rows, similarities.columns);
      channels.values.fill(shared.length);
      yield { rows: first.rows, columns: second.rows, similarities, channels };
      if (second === first) continue;
      yield {
        rows: second.rows,
        columns: first.rows,
        similarities: flipped(similarities),
        channels: flipped(channels),
      };
    }
  }
}

function observationClasses({ values, mask, foldOf }: Observations, perFold: boolean): ObservationClass[] {
  const labels = Array.from({ length: values.rows }, (_, row) => {
    const present = mask ? rowOf(mask, row).join("") : "";
    return perFold ? `${foldOf![row]}:${present}` : present;
  });
  return [...rowsByLabel(labels).values()].map((rows) => {
    const row = rows[0]!;
    const present = mask ? Uint8Array.from(rowOf(mask, row)) : new Uint8Array(values.columns).fill(1);
    return { rows, present, fold: perFold ? foldOf![row]! : 0 };
  });
}

function partOf(values: Matrix, rows: readonly number[], columns: readonly number[]): Matrix {
  const part = matrix(rows.length, columns.length);
  rows.forEach((row, i) => {
    const pattern = rowOf(values, row);
    for (let k = 0; k < columns.length; k++) part.values[i * columns.length + k] = pattern[columns[k]!]!;
  });
  return part;
}

function restricted(precision: Matrix, shared: readonly number[]): Matrix {
  if (shared.length === precision.rows) return precision;
  const rows = matrix(shared.length, precision.columns);
  shared.forEach((channel, k) => {
    rows.values.set(rowOf(precision, channel), k * precision.columns);
  });
  return takeColumns(rows, shared);
}

function flipped({ rows, columns, values }: Matrix): Matrix {
  const result = matrix(columns, rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) result.values[j * rows + i] = values[i * columns + j]!;
  return result;
}
