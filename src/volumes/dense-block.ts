/** A box of a dense array with two to four axes, the slowest first, as readers of stored arrays give them. */
export interface DenseBlock {
  /** Where the box begins, one place per axis. */
  readonly start: readonly number[];
  /** Its lengths. */
  readonly shape: readonly number[];
  /** Its elements in C order. */
  readonly values: ArrayLike<number>;
}

/** Numbers in C order with the lengths of their axes. */
export interface DenseArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}
