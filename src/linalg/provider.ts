/** A dense matrix: `rows` × `columns` values in row-major order. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Dense linear algebra in float64. Calls are synchronous; a provider is created once and passed in. */
export interface LinalgProvider {
  readonly name: string;
  /** A · B, m × k times k × n. */
  multiply(a: Matrix, b: Matrix): Matrix;
  /** Aᵀ · A, n × n, for A of m × n. */
  gram(a: Matrix): Matrix;
  /** Eigenvalues (falling) and unit eigenvectors (columns) of a symmetric matrix. */
  symmetricEigen(a: Matrix): { readonly values: Float64Array; readonly vectors: Matrix };
}
