/**
 * What long work reports while it runs. The core only emits these; a command line draws them, `--json` prints them.
 *
 * @module
 */

/** One step of progress. `total` is null where it is not known beforehand. */
export interface ProgressEvent {
  readonly kind: "started" | "advanced" | "done" | "failed" | "note";
  /** What is being done: "download", "verify", "read", "write", "operation", … */
  readonly task: string;
  /** Which file, dataset, recording or partition. */
  readonly item: string;
  readonly done?: number;
  readonly total?: number | null;
  readonly unit?: "bytes" | "files" | "recordings" | "rows" | "partitions";
  /** Words for `note` and `failed`. */
  readonly message?: string;
}

/** Listens to progress. It is called often and must not throw. */
export type OnProgress = (event: ProgressEvent) => void;

/** The silent listener, the default everywhere. */
export const ignoreProgress: OnProgress = () => undefined;
