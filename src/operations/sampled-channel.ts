import type { Row } from "../tables/tables.js";

/** A channel with its samples inside the window; NaN stands for a missing one. */
export interface SampledChannel {
  readonly row: Row<"channels">;
  readonly values: Float32Array | Float64Array;
  /** Stamps in seconds from the start of the recording, one per sample. */
  readonly timeS: Float64Array;
  /** Index of the first sample in the whole trace. */
  readonly startSample: number;
  /** 1 where a sample was missing and processing filled it; undefined where there was no processing. */
  readonly filled?: Uint8Array;
}
