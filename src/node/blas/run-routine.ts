import { ArgumentError, NumericError } from "../../errors.js";
import type { BlasLibrary, LapackRoutine } from "./blas-library.js";

/** The routines of a library that has LAPACK. */
export interface LapackLibrary extends BlasLibrary {
  readonly lapack: NonNullable<BlasLibrary["lapack"]>;
}

/**
 * Calls a Fortran routine, which takes all by reference, and checks its last argument, `info`, which is added here.
 *
 * @param words - Letters for choices, numbers for integers, arrays for matrices in column-major order.
 * @returns `info`: 0, or what is above 0 as the routine defines it.
 * @throws NumericError when the routine refuses an argument.
 */
export function runRoutine(
  { lapack, title }: LapackLibrary,
  routine: LapackRoutine,
  words: readonly (string | number | Float64Array | BigInt64Array)[],
): number {
  const info = new BigInt64Array(1);
  const texts = words.filter((word) => typeof word === "string");
  const pointers = words.map((word) => {
    if (typeof word === "string") return new TextEncoder().encode(word);
    return typeof word === "number" ? BigInt64Array.of(BigInt(word)) : word;
  });
  lapack[routine](...pointers, info, ...texts.map((text) => text.length));
  // a library with 32-bit integers writes the lower half
  const answer = Number(BigInt.asIntN(32, info[0]!));
  if (answer >= 0) return answer;
  throw new NumericError({ quantity: routine, reason: `${title} refuses argument ${-answer}` });
}

/**
 * The workspace that a routine asks for when it is called with −1 as its length.
 *
 * @param least - What it needs at least, which a library with 32-bit integers could not tell.
 * @throws ArgumentError when the length is above the largest integer of the library.
 */
export function workspace(
  { largestInteger, title }: LapackLibrary,
  least: number,
  ask: (answer: Float64Array) => void,
): Float64Array {
  const answer = new Float64Array(1);
  if (least <= largestInteger) ask(answer);
  const length = Math.max(least, Math.ceil(answer[0]!));
  if (length <= largestInteger) return new Float64Array(length);
  const expected = `a matrix whose workspace has up to ${largestInteger} numbers, the largest integer of ${title}`;
  const next = "name a library of 64-bit integers by NEUROLOOM_BLAS";
  throw new ArgumentError({ argument: "a", expected, found: `a workspace of ${length}`, next });
}
