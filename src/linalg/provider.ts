/** The storage of a matrix: single or double precision. */
export type Floats = Float32Array | Float64Array;

/** A dense matrix: `rows` × `columns` values in row-major order. */
export interface Matrix<V extends Floats = Float64Array> {
  readonly rows: number;
  readonly columns: number;
  readonly values: V;
}

/**
 * A part of an array read as a matrix: entry (i, j) stands at offset + i · rowStride + j · columnStride. What is left out
 * is as in a {@link Matrix}: offset 0, rowStride `columns`, columnStride 1. Transposes and blocks are views, not copies.
 */
export interface MatrixView<V extends Floats = Floats> extends Matrix<V> {
  readonly offset?: number | undefined;
  readonly rowStride?: number | undefined;
  readonly columnStride?: number | undefined;
}

/** Where a product goes. */
export interface ProductOptions<V extends Floats> {
  /** The matrix to write into, m × n. It must not share memory with a factor. Default: a new one. */
  readonly into?: Matrix<V> | undefined;
  /** Adds to what `into` holds. Default: false. */
  readonly add?: boolean | undefined;
}

/** What a provider must do itself; the rest can be written on top of it. Nothing here looks for NaN: it goes through. */
export interface LinalgPrimitives {
  /**
   * A · B, m × k times k × n, in the precision of the factors.
   *
   * @throws ArgumentError when shapes or precisions do not fit, or a view leaves its array.
   */
  multiply<V extends Floats>(a: MatrixView<V>, b: MatrixView<V>, options?: ProductOptions<V>): Matrix<V>;
  /** Aᵀ · A, n × n for A of m × n, exactly symmetric; sums are in double precision also where A is in single. */
  gram(a: MatrixView): Matrix;
  /**
   * X of L · X = B, or of Lᵀ · X = B: L lower triangular, n × n, its upper part not read; B n × m.
   *
   * @throws NumericError when a diagonal entry is 0 or not finite; ArgumentError when shapes do not fit.
   */
  solveTriangular(l: MatrixView<Float64Array>, b: MatrixView<Float64Array>, options?: { transposed?: boolean }): Matrix;
}

/** A = V · diag(values) · Vᵀ. */
export interface SymmetricEigen {
  /** Falling. */
  readonly values: Float64Array;
  /** Unit vectors as columns; of each the entry of the largest size is positive. */
  readonly vectors: Matrix;
}

/** A = U · diag(values) · Vᵀ, of k = min(m, n) parts. */
export interface SingularValues {
  /** m × k. */
  readonly u: Matrix;
  /** Falling, from 0. */
  readonly values: Float64Array;
  /** n × k. */
  readonly v: Matrix;
}

/** Dense linear algebra. Calls are synchronous; a provider is created once and passed in. */
export interface LinalgProvider extends LinalgPrimitives {
  /** `js`, `wasm`, or `blas` with the name of the library. */
  readonly name: string;
  /**
   * The lower triangular L of A = L · Lᵀ, for a symmetric positive definite A, of which the lower part is read.
   *
   * @throws NumericError when A is not positive definite (with the row), or holds what is not finite.
   */
  cholesky(a: MatrixView<Float64Array>): Matrix;
  /**
   * A⁻¹, exactly symmetric, of a symmetric positive definite A, of which the lower part is read. To solve with A, use its
   * factor; this is for those who need entries of the inverse.
   *
   * @param options - `into`: the matrix to write into, n × n, which must not share memory with A; what it holds is lost
   *   also where this throws. Default: a new one.
   * @throws NumericError when A is not positive definite, or holds what is not finite; ArgumentError when shapes do not
   *   fit.
   */
  invertPositive(a: MatrixView<Float64Array>, options?: Pick<ProductOptions<Float64Array>, "into">): Matrix;
  /** @throws ArgumentError when A is not symmetric, NumericError when it holds what is not finite. */
  symmetricEigen(a: MatrixView<Float64Array>): SymmetricEigen;
  /** @throws NumericError when A holds what is not finite. */
  svd(a: MatrixView<Float64Array>): SingularValues;
  /** A = Q · R, Q m × k with orthonormal columns, R k × n upper triangular with diagonal ≥ 0, k = min(m, n). */
  qr(a: MatrixView<Float64Array>): { readonly q: Matrix; readonly r: Matrix };
}
