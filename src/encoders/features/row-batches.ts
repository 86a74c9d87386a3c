import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { contiguous } from "../../linalg/views.js";
import { checkDesign } from "../ridge/check-inputs.js";
import { rowsOf } from "../row-selection.js";
import type { FeatureRows } from "./feature-rows.js";

/** Numbers that a batch of samples may hold: 8 million, 64 MB in double precision. */
const numbersPerBatch = 8_000_000;

/** Which samples are read, and how many at a time. */
export interface RowBatchOptions {
  /** Samples to use. Default: all. */
  readonly rows?: Int32Array | undefined;
  /** Samples held at a time. Default: as many as make 64 MB in double precision. */
  readonly batch?: number | undefined;
}

/** Samples of a batch that are used. */
export interface RowBatch {
  /** How many used samples stand before the first. */
  readonly from: number;
  readonly rows: number;
  /** These samples, finite. Reads them anew at every call. */
  read(): Matrix<Floats>;
}

/**
 * The samples that are used, in batches, in their own order whatever the order of `rows`.
 *
 * @throws ArgumentError for a sample that there is not or that is named twice.
 */
export function rowBatches(features: FeatureRows, { rows, batch }: RowBatchOptions): readonly RowBatch[] {
  const isUsed = new Uint8Array(features.rows).fill(rows ? 0 : 1);
  for (const row of rows ?? []) {
    if (isUsed[row] !== 0) {
      const expected = `samples from 0 to ${features.rows - 1}, each once`;
      throw new ArgumentError({ argument: "rows", expected, found: String(row) });
    }
    isUsed[row] = 1;
  }
  const size = Math.max(1, batch ?? Math.floor(numbersPerBatch / Math.max(1, features.columns)));
  const batches: RowBatch[] = [];
  let before = 0;
  for (let from = 0; from < features.rows; from += size) {
    const to = Math.min(from + size, features.rows);
    const used = Int32Array.from(isUsed.subarray(from, to).keys()).filter((row) => isUsed[from + row] === 1);
    if (used.length === 0) continue;
    batches.push({ from: before, rows: used.length, read: () => usedOf(features.batch(from, to), used) });
    before += used.length;
  }
  return batches;
}

function usedOf(samples: Matrix<Floats>, used: Int32Array): Matrix<Floats> {
  const chosen = contiguous<Floats>(rowsOf<Floats>(samples, used));
  checkDesign(chosen, "features");
  return chosen;
}
