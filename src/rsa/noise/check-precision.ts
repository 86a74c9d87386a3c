import { ArgumentError } from "../../errors.js";
import { checkSymmetric } from "../../linalg/check-symmetric.js";
import type { Matrix } from "../../linalg/provider.js";

/** @throws ArgumentError when a noise precision is not a symmetric matrix of finite numbers, channels × channels. */
export function checkPrecision(precision: Matrix, channels: number): void {
  const { rows, columns, values } = precision;
  if (rows !== channels || columns !== channels) {
    const expected = `a precision of ${channels} × ${channels} channels`;
    throw new ArgumentError({ argument: "noise", expected, found: `${rows} × ${columns}` });
  }
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    // x − x is NaN for NaN and for infinities
    if (value - value === 0) continue;
    throw new ArgumentError({ argument: "noise", expected: "finite numbers", found: String(value) });
  }
  checkSymmetric(precision);
}
