import type { Row } from "../../tables/tables.js";

/** A series on the grid of a run; NaN where a sample is missing. */
export interface RunSeries {
  /** The same in every run that has it. */
  readonly key: string;
  /** What it is a series of, whatever was done to it: traces of one neuron in other units share it. Default: the key. */
  readonly origin?: string;
  readonly label: string;
  /** The channel; null for events, and for what is computed from several. */
  readonly row: Row<"channels"> | null;
  /** Origins of the series that it is computed from. */
  readonly madeOf: readonly string[];
  readonly values: Float64Array;
}
