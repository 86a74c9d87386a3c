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

/** What the published product's pipeline takes out of one recording, before any of its own processing. */
export interface PublishedSource {
  /** Name of the file as the product gives it. */
  readonly rawDataFile: string;
  /** The id that `recordings` has for it. */
  readonly recordingId: string;
  /** Labels in the order of the pipeline, untouched; null where it has none and writes the position instead. */
  readonly ids: readonly (string | null)[];
  /** One trace per label, float64, NaN where the source has no value; none where only labels are known. */
  readonly traces: readonly Float64Array[];
  /** Seconds as the file stores them: no origin is subtracted, nothing is narrowed. As long as the traces. */
  readonly timeS: Float64Array;
}

/** Gives what the published pipeline extracts, recording after recording, in the order in which it numbers worms. */
export type ReadPublished = (
  manifest: Manifest,
  files: FileSet,
  options: ReadOptions,
) => AsyncIterable<PublishedSource>;

/** One row of a source of wiring as its file has it; nothing is trimmed, folded or resolved. */
export interface PublishedEdgeRow {
  readonly pre: string;
  readonly post: string;
  /** The source's word for what connects them. */
  readonly type: string;
  readonly weight: string | number | boolean | null;
}

/** What the published product's pipeline reads of one wiring diagram. */
export interface PublishedAnnotation {
  /** The name in the product's column `data_sources`. */
  readonly annotation: string;
  /** Below the data folder. */
  readonly sourceFile: string;
  /** Sheets or columns; null where it is all of the file. */
  readonly sourcePlace: string | null;
  readonly rows: readonly PublishedEdgeRow[];
}

/** Gives the rows that the published pipeline reads, one wiring diagram after the other. */
export type ReadPublishedEdges = (
  manifest: Manifest,
  files: FileSet,
  options: ReadOptions,
) => AsyncIterable<PublishedAnnotation>;

/** One dataset: what it is (data) and how its files become tables (code). */
export interface Dataset {
  readonly manifest: Manifest;
  /** The tables of the files, one recording after the other; `files` are named as in the manifest. */
  read(files: FileSet, options?: ReadOptions): AsyncIterable<TableBatch>;
  /** Set where the published product has this dataset. */
  readPublished?(files: FileSet, options?: ReadOptions): AsyncIterable<PublishedSource>;
  /** Set where the published product has wiring diagrams of this dataset. */
  readPublishedEdges?(files: FileSet, options?: ReadOptions): AsyncIterable<PublishedAnnotation>;
}
