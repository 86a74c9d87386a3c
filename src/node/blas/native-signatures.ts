import type { CblasFunction, LapackRoutine } from "./blas-library.js";

/** A result and its arguments, in koffi's names. */
export type NativeSignature = readonly [result: string, words: readonly string[]];

/**
 * Integers are handed over with 64 bits, of which a library with 32-bit integers sees the lower half: in the calling
 * conventions of x86-64 and AArch64 an argument fills a register or eight bytes of the stack, and the rest of it is not
 * looked at. Apple's packs the stack, but there a pointer follows each of these integers, or nothing.
 */
const integer = "int64";
const [choice, pointer] = ["int", "void *"];

const product = (real: string): NativeSignature => [
  "void",
  [
    ...[choice, choice, choice, integer, integer, integer],
    ...[real, pointer, integer, pointer, integer, real, pointer, integer],
  ],
];

/** The C functions of BLAS. */
export const cblasSignatures: Readonly<Record<CblasFunction, NativeSignature>> = {
  cblas_sgemm: product("float"),
  cblas_dgemm: product("double"),
  cblas_dsyrk: [
    "void",
    [...[choice, choice, choice, integer, integer], ...["double", pointer, integer, "double", pointer, integer]],
  ],
  cblas_dtrsm: [
    "void",
    [...[choice, choice, choice, choice, choice, integer, integer], ...["double", pointer, integer, pointer, integer]],
  ],
  cblas_dasum: ["double", [integer, pointer, integer]],
};

/** Pointers, and the lengths of the texts among them, which Fortran compilers put at the end. */
const routine = (pointers: number, texts: number): NativeSignature => [
  "void",
  [...Array<string>(pointers).fill(pointer), ...Array<string>(texts).fill("size_t")],
];

/** The Fortran routines of LAPACK. */
export const lapackSignatures: Readonly<Record<LapackRoutine, NativeSignature>> = {
  dpotrf: routine(5, 1),
  dpotri: routine(5, 1),
  dsyevd: routine(11, 2),
  dgesdd: routine(14, 1),
  dgeqrf: routine(8, 0),
  dorgqr: routine(9, 0),
};
