/** What is fitted and what is predicted in one fold: positions of groups of RDMs and of conditions. */
export interface Fold {
  readonly trainRdms: readonly number[];
  readonly testRdms: readonly number[];
  readonly trainConditions: readonly number[];
  readonly testConditions: readonly number[];
}

/** One way to part the groups of one factor. */
export interface Split {
  readonly train: readonly number[];
  readonly test: readonly number[];
}
