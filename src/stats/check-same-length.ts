import { ArgumentError } from "../errors.js";

/** Throws an {@link ArgumentError} that names both arguments when their lengths differ. */
export function checkSameLength(nameA: string, a: ArrayLike<unknown>, nameB: string, b: ArrayLike<unknown>): void {
  if (a.length === b.length) return;
  throw new ArgumentError({ argument: nameA, expected: `as many as ${nameB} (${b.length})`, found: String(a.length) });
}
