import { matrix } from "../../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix } from "../../../linalg/provider.js";
import { transposed } from "../../../linalg/views.js";
import { rowsByLabel } from "../../patterns/row-labels.js";
import type { Observations } from "./observations.js";
import type { ObservationFactors, SimilarityMeans } from "./similarity-means.js";

/**
 * Sums of similarities and of shared channels over all pairs of observations of every two conditions, without a pair ever
 * being made: a sum of products is the product of the sums, less the part within folds.
 */
export function conditionSums(
  { left, right, scale }: ObservationFactors,
  observations: Observations,
  linalg: Pick<LinalgPrimitives, "multiply">,
): SimilarityMeans {
  const { mask, values } = observations;
  const sums = sumsBetween(left, right, observations, linalg);
  const ones = mask ?? matrix(values.rows, 1, new Float64Array(values.rows).fill(1));
  const weights = sumsBetween(ones, ones, observations, linalg);
  if (!mask)
    weights.values.forEach((pairs, k) => {
      weights.values[k] = pairs * values.columns;
    });
  const n = sums.rows;
  const symmetric = sums.values.map((sum, k) => ((sum + sums.values[(k % n) * n + Math.floor(k / n)]!) / 2) * scale);
  return { sums: matrix(n, n, symmetric), weights };
}

function sumsBetween(
  left: Matrix,
  right: Matrix,
  { nConditions, conditionOf, foldOf }: Observations,
  linalg: Pick<LinalgPrimitives, "multiply">,
): Matrix {
  const all = Array.from({ length: left.rows }, (_, row) => row);
  const every = Int32Array.from({ length: nConditions }, (_, k) => k);
  const total = matrix(nConditions, nConditions);
  addProduct(total, every, [left, right], all, conditionOf, 1, linalg);
  if (!foldOf) return total;
  for (const rows of rowsByLabel([...foldOf]).values()) {
    const held = Int32Array.from(new Set(rows.map((row) => conditionOf[row]!)));
    addProduct(total, held, [left, right], rows, conditionOf, -1, linalg);
  }
  return total;
}

/** Adds sign · (sums of left)(sums of right)ᵀ over some rows to the entries of the conditions they hold. */
function addProduct(
  total: Matrix,
  held: Int32Array,
  [left, right]: readonly [Matrix, Matrix],
  rows: readonly number[],
  conditionOf: Int32Array,
  sign: number,
  linalg: Pick<LinalgPrimitives, "multiply">,
): void {
  const placeOf = new Map(Array.from(held, (condition, place) => [condition, place]));
  const places = rows.map((row) => placeOf.get(conditionOf[row]!)!);
  const leftSums = groupSums(left, rows, places, held.length);
  const rightSums = right === left ? leftSums : groupSums(right, rows, places, held.length);
  const product = linalg.multiply(leftSums, transposed(rightSums)).values;
  for (let i = 0, from = 0; i < held.length; i++) {
    for (let j = 0; j < held.length; j++) total.values[held[i]! * total.columns + held[j]!]! += sign * product[from++]!;
  }
}

function groupSums(
  { columns, values }: Matrix,
  rows: readonly number[],
  places: readonly number[],
  groups: number,
): Matrix {
  const sums = matrix(groups, columns);
  for (let member = 0; member < rows.length; member++) {
    let [from, to] = [rows[member]! * columns, places[member]! * columns];
    for (let k = 0; k < columns; k++) sums.values[to++]! += values[from++]!;
  }
  return sums;
}
