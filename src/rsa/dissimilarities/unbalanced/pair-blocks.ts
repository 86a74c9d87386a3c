import { matrix } from "../../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix } from "../../../linalg/provider.js";
import { block, transposed } from "../../../linalg/views.js";
import type { CheckedOptions } from "../checked-options.js";
import type { Observations } from "./observations.js";
import type { ObservationFactors, SimilarityMeans } from "./similarity-means.js";

/** Rows whose similarities are held at a time. */
const blockRows = 256;

/** Similarities of some observations with some others. */
export interface PairBlock {
  /** Numbers of the observations. */
  readonly rows: ArrayLike<number>;
  readonly columns: ArrayLike<number>;
  /** rows × columns; NaN = there is no value though channels are shared. */
  readonly similarities: Matrix;
  /** Shared channels, rows × columns; 0 = the pair is no term. */
  readonly channels: Matrix;
}

/** Weighted sums over all pairs of observations that are allowed, block by block. */
export function sumOfBlocks(
  blocks: Iterable<PairBlock>,
  { nConditions, conditionOf, foldOf }: Pick<Observations, "nConditions" | "conditionOf" | "foldOf">,
  weighting: CheckedOptions["weighting"],
): SimilarityMeans {
  const [sums, weights] = [matrix(nConditions, nConditions), matrix(nConditions, nConditions)];
  const undefinedPairs = new Uint8Array(nConditions * nConditions);
  for (const { rows, columns, similarities, channels } of blocks) {
    for (let i = 0, from = 0; i < rows.length; i++) {
      const row = rows[i]!;
      for (let j = 0; j < columns.length; j++, from++) {
        const column = columns[j]!;
        const shared = channels.values[from]!;
        if (shared === 0 || (foldOf && foldOf[row] === foldOf[column])) continue;
        const entry = conditionOf[row]! * nConditions + conditionOf[column]!;
        const similarity = similarities.values[from]!;
        if (Number.isNaN(similarity)) {
          undefinedPairs[entry] = 1;
          continue;
        }
        sums.values[entry]! += weighting === "equal" ? similarity / shared : similarity;
        weights.values[entry]! += weighting === "equal" ? 1 : shared;
      }
    }
  }
  return { sums, weights, undefinedPairs };
}

/** All pairs by two products per block. */
export function* factorBlocks(
  { left, right, scale }: ObservationFactors,
  mask: Matrix,
  linalg: Pick<LinalgPrimitives, "multiply">,
): Generator<PairBlock, void> {
  const columns = Array.from({ length: left.rows }, (_, row) => row);
  for (const range of blockRanges(left.rows)) {
    const similarities = linalg.multiply(block(left, { rows: range }), transposed(right));
    if (left !== right)
      linalg.multiply(block(right, { rows: range }), transposed(left), { into: similarities, add: true });
    const factor = left === right ? scale : scale / 2;
    for (let k = 0; k < similarities.values.length; k++) similarities.values[k]! *= factor;
    const channels = linalg.multiply(block(mask, { rows: range }), transposed(mask));
    yield { rows: columns.slice(...range), columns, similarities, channels };
  }
}

/** Ranges of rows of a bounded length. */
export function* blockRanges(rows: number): Generator<readonly [number, number], void> {
  for (let start = 0; start < rows; start += blockRows) yield [start, Math.min(start + blockRows, rows)];
}
