/** How a library names its functions, and how wide its integers are. */
export interface SymbolConvention {
  /** In front of every name. */
  readonly prefix: string;
  /** Behind the name of a C function such as `cblas_dgemm`. */
  readonly c: string;
  /** Behind the name of a Fortran routine such as `dpotrf`. */
  readonly fortran: string;
  /** Bits of an integer; undefined where the names do not tell. */
  readonly integerBits: 32 | 64 | undefined;
}

/**
 * The conventions in use, 64-bit integers first, the plain names last: a library may have several.
 *
 * Sources: OpenBLAS, `SYMBOLPREFIX` and `SYMBOLSUFFIX`, where the C functions have no underscore before the suffix; the
 * `_64` names of MKL and of the reference LAPACK from 3.11; Accelerate from macOS 13.3, whose `$NEWLAPACK` names drop the
 * underscore of Fortran. The libraries inside NumPy and SciPy are OpenBLAS with the prefix `scipy_`.
 */
export const symbolConventions: readonly SymbolConvention[] = [
  { prefix: "", c: "$NEWLAPACK$ILP64", fortran: "$NEWLAPACK$ILP64", integerBits: 64 },
  { prefix: "", c: "$NEWLAPACK", fortran: "$NEWLAPACK", integerBits: 32 },
  { prefix: "", c: "_64", fortran: "_64_", integerBits: 64 },
  { prefix: "", c: "64_", fortran: "_64_", integerBits: 64 },
  { prefix: "scipy_", c: "64_", fortran: "_64_", integerBits: 64 },
  { prefix: "scipy_", c: "", fortran: "_", integerBits: 32 },
  { prefix: "", c: "", fortran: "_", integerBits: undefined },
];
