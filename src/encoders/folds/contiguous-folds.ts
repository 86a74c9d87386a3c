import { ArgumentError } from "../../errors.js";
import type { Fold } from "./fold.js";
import { foldsOfParts } from "./folds-of-parts.js";

/**
 * k folds of rows that follow each other, as equal in length as can be, the longer ones first.
 *
 * @throws ArgumentError unless 2 ≤ k ≤ rows.
 */
export function contiguousFolds(rows: number, k: number): readonly Fold[] {
  if (!(Number.isInteger(k) && k >= 2 && k <= rows)) {
    throw new ArgumentError({ argument: "k", expected: `2 to ${rows} folds, the rows there are`, found: String(k) });
  }
  const parts = new Int32Array(rows);
  const [least, longer] = [Math.floor(rows / k), rows % k];
  let row = 0;
  for (let part = 0; part < k; part++) {
    const length = least + (part < longer ? 1 : 0);
    parts.fill(part, row, row + length);
    row += length;
  }
  return foldsOfParts(parts, k);
}
