import { ArgumentError } from "../../errors.js";

/**
 * Refuses folds that cannot be meant of so many rows.
 *
 * @throws ArgumentError for a row that there is not, one that is named twice or on both sides, and an empty side.
 */
export function checkFolds(
  folds: readonly { readonly train: ArrayLike<number>; readonly test: ArrayLike<number> }[],
  rows: number,
): void {
  for (const [index, { train, test }] of folds.entries()) {
    const isNamed = new Uint8Array(rows);
    for (const list of [test, train]) {
      if (list.length === 0) throw wrongRows(index, "none", "rows to fit and rows to predict");
      for (let place = 0; place < list.length; place++) {
        const row = list[place]!;
        // what is no row of the design has no entry
        if (isNamed[row] !== 0)
          throw wrongRows(index, `row ${row}`, `rows 0 to ${rows - 1}, each once and on one side`);
        isNamed[row] = 1;
      }
    }
  }
}

function wrongRows(index: number, found: string, expected: string): ArgumentError {
  return new ArgumentError({ argument: `folds[${index}]`, expected, found });
}
