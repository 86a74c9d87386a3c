import { ArgumentError } from "../errors.js";

/**
 * The range that a read of `[start, end)` means in a source of `size` bytes: `end` is clamped to the size, and a
 * `start` at or beyond it gives an empty range.
 *
 * @throws ArgumentError when a bound is not a whole number from 0, or `end` is before `start`
 */
export function byteRange(start: number, end: number, size: number): { readonly start: number; readonly end: number } {
  checkBound("start", start);
  checkBound("end", end);
  if (end < start) {
    throw new ArgumentError({ argument: "end", expected: `at least start = ${start}`, found: String(end) });
  }
  const last = Math.min(end, size);
  return { start: Math.min(start, last), end: last };
}

/** `Infinity` stands for "to the end", so that a caller need not know the size. */
function checkBound(argument: string, value: number): void {
  if (value >= 0 && (Number.isSafeInteger(value) || value === Number.POSITIVE_INFINITY)) return;
  throw new ArgumentError({ argument, expected: "a whole number of bytes from 0", found: String(value) });
}
