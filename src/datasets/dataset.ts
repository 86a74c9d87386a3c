import type { FileSet } from "../bytes/file-set.js";
import type { NeuroloomError } from "../errors.js";
import type { Manifest } from "../manifest/schema.js";
import type { OnProgress } from "../progress.js";
import type { TableBatch } from "../tables/batch.js";

/** What to read of a dataset. */
export interface ReadOptions {
  /** Only recordings whose id matches this pattern (`*` stands for any run of characters). Default: all. */
  readonly only?: string;
  /** `sample`: only the manifest's sample files. Default: `full`. */
  readonly subset?: "sample" | "full";
  /** Which of the manifest's trace quantities. Default: the first, the least processed one. */
  readonly quantity?: string;
  /** Called for a recording that cannot be read; the reading then goes on. Default: the reading ends with the error. */
  readonly onFailure?: (recordingId: string, error: NeuroloomError) => void;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** Turns the files of a dataset into table batches, one recording after the other. */
export type ReadDataset = (manifest: Manifest, files: FileSet, options: ReadOptions) => AsyncIterable<TableBatch>;

/** One dataset: what it is (data) and how its files become tables (code). */
export interface Dataset {
  readonly manifest: Manifest;
  /** The tables of the files, one recording after the other; `files` are named as in the manifest. */
  read(files: FileSet, options?: ReadOptions): AsyncIterable<TableBatch>;
}
