import type { Floats } from "../../linalg/provider.js";

/** A function of the library. Arrays are handed over as pointers to their memory: nothing is copied. */
export type NativeFunction = (...words: readonly (number | Floats | Uint8Array | BigInt64Array)[]) => number | string;

/** The C functions of BLAS that are used. */
export type CblasFunction = "cblas_sgemm" | "cblas_dgemm" | "cblas_dsyrk" | "cblas_dtrsm" | "cblas_dasum";

/** The Fortran routines of LAPACK that are used. */
export type LapackRoutine = "dpotrf" | "dpotri" | "dsyevd" | "dgesdd" | "dgeqrf" | "dorgqr";

/** A library that was opened. It stays open until the process ends: its threads may not lose their code. */
export interface BlasLibrary {
  /** Its path, or the name that the system's loader knows. */
  readonly file: string;
  /** What it says of itself, for example `OpenBLAS 0.3.21`; else its file. */
  readonly title: string;
  /** The largest integer that it takes. */
  readonly largestInteger: number;
  readonly cblas: Readonly<Record<CblasFunction, NativeFunction>>;
  /** Undefined where a routine is missing, as in libraries of BLAS alone. */
  readonly lapack: Readonly<Record<LapackRoutine, NativeFunction>> | undefined;
  /** How many threads it computes with; undefined where it does not tell. */
  readonly threads: (() => number) | undefined;
  /** Undefined where it takes the number only from the environment. */
  readonly setThreads: ((count: number) => void) | undefined;
}
