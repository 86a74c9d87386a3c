/** True when all values that are there are equal; also when there is none. NaN stands for a missing value. */
export function isConstant(values: ArrayLike<number>): boolean {
  let first: number | undefined;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) continue;
    if (first === undefined) first = value;
    else if (value !== first) return false;
  }
  return true;
}
