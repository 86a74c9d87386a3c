import { FormatError } from "../../errors.js";
import type { BlasLibrary } from "./blas-library.js";
import { cblas } from "./cblas-choices.js";

/**
 * Multiplies small matrices in both precisions: a library whose functions only have the right names, or that loses a NaN
 * where it is multiplied by 0 (BLIS 0.9 does), is found out before anybody trusts it.
 *
 * @throws FormatError
 */
export function checkProducts({ cblas: functions, file }: BlasLibrary): void {
  for (const name of ["cblas_sgemm", "cblas_dgemm"] as const) {
    const gemm = functions[name];
    const create = name === "cblas_sgemm" ? Float32Array : Float64Array;
    const expectAll = (found: typeof c, expected: string, what: string): void => {
      if (found.join() === expected) return;
      const next = "name another library by NEUROLOOM_BLAS, or none for the portable kernels";
      throw new FormatError({ file, place: name, expected: `${expected} ${what}`, found: found.join(), next });
    };
    const [a, b, c] = [create.of(1, 2, 3, 4), create.of(5, 6, 7, 8), create.of(1, 1, 1, 1)];
    gemm(cblas.rowMajor, cblas.asItIs, cblas.transposed, 2, 2, 2, 2, a, 2, b, 2, 3, c, 2);
    expectAll(c, "37,49,81,109", "of a product");
    const [zero, holed, row] = [create.of(0, 1), create.of(Number.NaN, 1, 1, 1), create.of(1, 1)];
    gemm(cblas.rowMajor, cblas.asItIs, cblas.asItIs, 1, 2, 2, 1, zero, 2, holed, 2, 0, row, 2);
    expectAll(row, "NaN,1", "where NaN is multiplied by 0");
  }
}
