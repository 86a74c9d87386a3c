import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { checkDesign, checkRows } from "../ridge/check-inputs.js";

/**
 * Refuses feature spaces that no model can be fitted to.
 *
 * @throws ArgumentError when there is none, or one has no row or feature, holds what is not finite, or has other rows
 *   than the first.
 */
export function checkSpaces(spaces: readonly Matrix<Floats>[], argument = "spaces"): void {
  if (spaces.length === 0) throw new ArgumentError({ argument, expected: "at least one", found: "none" });
  for (const [index, space] of spaces.entries()) {
    checkDesign(space, `${argument}[${index}]`);
    checkRows(space.rows, spaces[0]!.rows, `${argument}[${index}]`);
  }
}

/**
 * Refuses kernels that are not all of the same rows with each other.
 *
 * @throws ArgumentError when there is none, or one is not square or holds what is not finite.
 */
export function checkKernels(kernels: readonly Matrix[], argument = "kernels"): void {
  checkSpaces(kernels, argument);
  for (const [index, { rows, columns }] of kernels.entries()) {
    if (rows === columns) continue;
    const found = `${rows} × ${columns}`;
    throw new ArgumentError({ argument: `${argument}[${index}]`, expected: "rows with themselves", found });
  }
}
