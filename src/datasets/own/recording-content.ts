import type { TraceBlock } from "../trace-block.js";
import type { OwnBehaviour } from "./own-manifest.js";

/** A behaviour trace as the file has it, and what the manifest says about it. */
export interface BehaviourTrace {
  readonly behaviour: OwnBehaviour;
  /** What the source calls it. */
  readonly label: string;
  readonly sourceIndex: number | null;
  readonly values: Float64Array;
}

/** What a file holds of one recording, whichever its format. */
export interface RecordingContent {
  /** The neurons' traces; each as long as the recording. */
  readonly block: TraceBlock;
  /** One per trace, null where it has none; null for all where the file has no labels of its own. */
  readonly labels: readonly (string | null)[] | null;
  /** Where each trace lies in the file: the column, row or index, from 0. */
  readonly sourceIndex: readonly number[];
  readonly behaviour: readonly BehaviourTrace[];
  /** Null where the file holds none, or none were asked for. */
  readonly stamps: Float64Array | null;
  /** Where the traces stand in the file, in words. */
  readonly place: string;
}
