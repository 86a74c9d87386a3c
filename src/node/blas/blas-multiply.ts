import { ArgumentError } from "../../errors.js";
import { productTarget } from "../../linalg/check-shapes.js";
import type { Floats, LinalgPrimitives, Matrix, MatrixView, ProductOptions } from "../../linalg/provider.js";
import type { BlasLibrary } from "./blas-library.js";
import { cblas } from "./cblas-choices.js";
import { operand } from "./operand.js";

/** C = A · B by `cblas_sgemm` or `cblas_dgemm`; transposes and blocks are not copied. */
export function blasMultiply(library: BlasLibrary): LinalgPrimitives["multiply"] {
  return function multiply<V extends Floats>(
    a: MatrixView<V>,
    b: MatrixView<V>,
    options: ProductOptions<V> = {},
  ): Matrix<V> {
    const target = productTarget(a, b, options);
    const [rows, columns, inner] = [a.rows, b.columns, a.columns];
    if (rows === 0 || columns === 0) return target;
    if (inner === 0) {
      if (!options.add) target.values.fill(0);
      return target;
    }
    const gemm = library.cblas[productFor(target.values)];
    const [left, right] = [operand(a, library), operand(b, library)];
    const ways = [left, right].map((one) => (one.transposed ? cblas.transposed : cblas.asItIs));
    gemm(
      ...[cblas.rowMajor, ...ways, rows, columns, inner],
      ...[1, left.values, left.leading, right.values, right.leading],
      ...[options.add ? 1 : 0, target.values, columns],
    );
    return target;
  };
}

function productFor(values: Floats): "cblas_sgemm" | "cblas_dgemm" {
  if (values instanceof Float32Array) return "cblas_sgemm";
  if (values instanceof Float64Array) return "cblas_dgemm";
  const found = (values as object).constructor.name;
  throw new ArgumentError({ argument: "a", expected: "Float32Array or Float64Array", found });
}
