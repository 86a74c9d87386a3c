import { ArgumentError } from "../../errors.js";

/** @throws ArgumentError for a ridge that is not a number from 0. */
export function checkRidge(ridge = 0): void {
  if (ridge >= 0 && Number.isFinite(ridge)) return;
  throw new ArgumentError({ argument: "ridge", expected: "a number from 0", found: String(ridge) });
}
