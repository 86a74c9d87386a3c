import type { ByteSource } from "../../bytes/byte-source.js";
import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { UnknownNameError } from "../../errors.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { Manifest } from "../../manifest/schema.js";
import type { PublishedAnnotation, PublishedEdgeRow, ReadOptions } from "../dataset.js";
import { publishedOrFailed } from "../published-or-failed.js";

/** Where the published pipeline takes one annotation from, and how its rows are read. */
export interface PublishedPlace {
  readonly annotation: string;
  /** Below the data folder. */
  readonly file: string;
  /** Sheets or columns; null where it is all of the file. */
  readonly place: string | null;
  readonly readRows: (source: ByteSource, signal?: AbortSignal) => Promise<readonly PublishedEdgeRow[]>;
}

/**
 * The rows that the published pipeline reads, annotation after annotation. `options.only` names annotations. One that
 * cannot be read ends it, unless `options.onFailure` is given.
 *
 * @throws UnknownNameError when `options.only` matches no annotation; MissingFileError, and what reading a file throws
 */
export async function* publishedAnnotations(
  manifest: Manifest,
  files: FileSet,
  options: ReadOptions,
  places: readonly PublishedPlace[],
): AsyncGenerator<PublishedAnnotation> {
  const { only, signal, onProgress } = options;
  const chosen = places.filter(({ annotation }) => matchesPattern(annotation, only ?? "*"));
  if (chosen.length === 0) {
    const known = places.map(({ annotation }) => annotation);
    const next = `the published product has ${known.join(", ")}`;
    throw new UnknownNameError({ kind: `published annotation of ${manifest.id}`, name: only ?? "", known, next });
  }
  for (const [index, { annotation, file, place, readRows }] of chosen.entries()) {
    const read = async () => readRows(await openRequired(files, file), signal);
    const rows = await publishedOrFailed(annotation, options, read);
    if (rows) yield { annotation, sourceFile: file, sourcePlace: place, rows };
    const done = { done: index + 1, total: chosen.length, unit: "recordings" } as const;
    onProgress?.({ kind: "advanced", task: "read", item: manifest.id, ...done });
  }
}
