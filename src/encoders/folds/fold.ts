/** A split of the rows of a design: those that are fitted, and those that are predicted. */
export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}
