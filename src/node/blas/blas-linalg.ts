import { ArgumentError, isNeuroloomError, MissingPartError } from "../../errors.js";
import { completeLinalg } from "../../linalg/complete-linalg.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import { blasGram } from "./blas-gram.js";
import type { BlasLibrary } from "./blas-library.js";
import { blasMultiply } from "./blas-multiply.js";
import { blasSolveTriangular } from "./blas-solve-triangular.js";
import { lapackCholesky } from "./lapack-cholesky.js";
import { lapackInvertPositive } from "./lapack-invert-positive.js";
import { lapackQr } from "./lapack-qr.js";
import { lapackSvd } from "./lapack-svd.js";
import { lapackSymmetricEigen } from "./lapack-symmetric-eigen.js";
import { type LibrarySearch, libraryCandidates, namedLibrary } from "./library-candidates.js";
import { openLibrary } from "./open-library.js";
import type { LapackLibrary } from "./run-routine.js";

/** Which library {@link blasLinalg} opens, and how it computes. */
export interface BlasOptions extends LibrarySearch {
  /**
   * Threads of the library, for the whole process. Default: what the library chooses, often all processors. A library
   * that takes the number only from the environment (Accelerate from VECLIB_MAXIMUM_THREADS) keeps its own.
   */
  readonly threads?: number | undefined;
}

/** Linear algebra by a library of this machine. */
export interface BlasLinalg extends LinalgProvider {
  /** Its path, or the name that the system's loader knows. */
  readonly library: string;
  /** How many threads it computes with; undefined where the library does not tell. */
  readonly threads: number | undefined;
  /** Whether the factorisations are the library's own (LAPACK) too. */
  readonly lapack: boolean;
}

/**
 * Linear algebra by the machine's own BLAS and LAPACK: Accelerate on macOS, OpenBLAS, MKL or BLIS elsewhere, or the one
 * that is named. Arrays are handed over as they are. Where a library has no LAPACK, the factorisations are written on
 * top of its products.
 *
 * @throws MissingPartError when koffi or any library is missing; MissingFileError when the named one is not there;
 *   FormatError when it is no BLAS library of this machine; ArgumentError for a number of threads that is none.
 */
export async function blasLinalg(options: BlasOptions = {}): Promise<BlasLinalg> {
  const library = await firstLibrary(options);
  if (options.threads !== undefined) setThreads(library, options.threads);
  const primitives = {
    multiply: blasMultiply(library),
    gram: blasGram(library),
    solveTriangular: blasSolveTriangular(library),
  };
  return {
    ...completeLinalg(`blas (${library.title})`, primitives, hasLapack(library) ? factorisations(library) : {}),
    library: library.file,
    threads: library.threads?.(),
    lapack: hasLapack(library),
  };
}

async function firstLibrary(options: BlasOptions): Promise<BlasLibrary> {
  const named = namedLibrary(options) !== undefined;
  const candidates = libraryCandidates(options);
  const reasons: string[] = [];
  for (const file of candidates) {
    try {
      return await openLibrary(file);
    } catch (error) {
      if (isNeuroloomError(error, "missing-part") || (named && candidates.length === 1)) throw error;
      if (!isNeuroloomError(error, "missing-file")) reasons.push((error as Error).message);
    }
  }
  const what = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
  const next = `install OpenBLAS (for example the package libopenblas0), or name a library by NEUROLOOM_BLAS${what}`;
  throw new MissingPartError({ part: "a BLAS library", purpose: "compute with the machine's own routines", next });
}

function setThreads(library: BlasLibrary, threads: number): void {
  if (!(Number.isInteger(threads) && threads >= 1)) {
    throw new ArgumentError({ argument: "threads", expected: "a whole number from 1", found: String(threads) });
  }
  library.setThreads?.(threads);
}

function hasLapack(library: BlasLibrary): library is LapackLibrary {
  return library.lapack !== undefined;
}

function factorisations(
  library: LapackLibrary,
): Omit<LinalgProvider, "name" | "multiply" | "gram" | "solveTriangular"> {
  return {
    cholesky: lapackCholesky(library),
    invertPositive: lapackInvertPositive(library),
    symmetricEigen: lapackSymmetricEigen(library),
    svd: lapackSvd(library),
    qr: lapackQr(library),
  };
}
