import type { Matrix } from "../../linalg/provider.js";

/** Sums and numbers of the values that are known, pair by pair. */
export interface PoolSum {
  readonly sums: Float64Array;
  readonly numbers: Float64Array;
}

/** A sum of nothing. */
export function emptyPool(pairs: number): PoolSum {
  return { sums: new Float64Array(pairs), numbers: new Float64Array(pairs) };
}

/** Adds a row `times` times, or takes it away where that is negative. */
export function addRow({ sums, numbers }: PoolSum, { columns, values }: Matrix, row: number, times: number): void {
  for (let pair = 0, at = row * columns; pair < columns; pair++, at++) {
    const value = values[at]!;
    if (Number.isNaN(value)) continue;
    sums[pair]! += times * value;
    numbers[pair]! += times;
  }
}

/** The mean of what is known, NaN where nothing is. */
export function meanOf({ sums, numbers }: PoolSum): Float64Array {
  return sums.map((sum, pair) => (numbers[pair]! > 0 ? sum / numbers[pair]! : Number.NaN));
}
