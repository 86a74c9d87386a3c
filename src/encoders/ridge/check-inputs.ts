import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import type { Targets } from "../targets.js";

/**
 * Refuses a design that no model can be fitted to.
 *
 * @throws ArgumentError when it has no row or no feature, or holds what is not finite, with the column.
 */
export function checkDesign(x: Matrix<Floats>, argument = "x"): void {
  if (x.rows === 0 || x.columns === 0) {
    throw new ArgumentError({ argument, expected: "rows and features", found: `${x.rows} × ${x.columns}` });
  }
  const wrong = x.values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return;
  const found = `${x.values[wrong]} in row ${Math.floor(wrong / x.columns)}, column ${wrong % x.columns}`;
  throw new ArgumentError({ argument, expected: "numbers", found, next: "leave the row out, or fill the gap first" });
}

/**
 * Refuses rows that do not belong to the design's.
 *
 * @throws ArgumentError when the numbers of rows differ.
 */
export function checkRows(rows: number, expected: number, argument: string): void {
  if (rows === expected) return;
  throw new ArgumentError({ argument, expected: `${expected} rows, as the design has`, found: String(rows) });
}

/**
 * Refuses targets that do not belong to a design.
 *
 * @throws ArgumentError when there is none, or their rows are not those of the design in number.
 */
export function checkTargets({ rows, columns }: Pick<Targets, "rows" | "columns">, expected: number): void {
  checkRows(rows, expected, "y");
  if (columns === 0) throw new ArgumentError({ argument: "y", expected: "at least one target", found: "none" });
}

/**
 * The penalties as numbers in double precision.
 *
 * @throws ArgumentError when there is none, or one is negative or no number.
 */
export function checkedAlphas(alphas: ArrayLike<number>): Float64Array {
  const list = Float64Array.from(alphas);
  const wrong = list.find((alpha) => !(alpha >= 0 && Number.isFinite(alpha)));
  if (list.length > 0 && wrong === undefined) return list;
  throw new ArgumentError({ argument: "alphas", expected: "penalties from 0, at least one", found: String(wrong) });
}
