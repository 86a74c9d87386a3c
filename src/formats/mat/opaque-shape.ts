import type { MatNumbers } from "./mat-value.js";

/** First number of what MATLAB stores in place of an object of its newer classes. */
const mark = 0xdd000000;

/** The shape of an object from the numbers that stand for it: a mark, the number of axes, their lengths. [] when unknown. */
export function opaqueShape(numbers: ArrayLike<number | bigint> | MatNumbers["values"]): readonly number[] {
  const [first, axes = 0, ...rest] = Array.from(numbers as ArrayLike<number | bigint>, Number);
  return first === mark && axes >= 2 && rest.length >= axes ? rest.slice(0, axes) : [];
}
