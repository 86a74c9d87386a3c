import { amountOf } from "./progress-display.js";

/** The sizes of files added up for people; files of unknown size are named. */
export function byteSum(sizes: readonly (number | null)[]): string {
  const known = sizes.filter((size) => size !== null);
  const unknown = sizes.length - known.length;
  const sum = amountOf(
    known.reduce((total, size) => total + size, 0),
    "bytes",
  );
  if (unknown === 0) return sum;
  return known.length === 0 ? "size unknown" : `${sum} and ${unknown} of unknown size`;
}
