import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { textLines } from "../../formats/text-lines.js";
import { readTextList, readTextMatrix } from "../../formats/text-matrix.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { ReadOptions } from "../dataset.js";
import { presentFiles } from "../read-recordings.js";

/** The three text files of a worm, as they are. */
export interface Worm {
  /** One per ROI. */
  readonly traces: readonly Float64Array[];
  /** One per line of the label file; an empty line is an ROI without a label. */
  readonly labels: readonly string[];
  /** One per frame. */
  readonly stamps: Float64Array;
}

const traceEnding = "_gcamp.txt";

/** The other files of the worm whose traces are at `path`: `3_gcamp.txt` comes with `3_labels.txt` and `3_t.txt`. */
export function filesOfWorm(path: string): { readonly labels: string; readonly times: string } {
  const start = path.slice(0, -traceEnding.length);
  return { labels: `${start}_labels.txt`, times: `${start}_t.txt` };
}

/** The number that the source gives a worm. */
export function wormOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1, -traceEnding.length);
}

/** The trace files that are there, by the number of the worm. */
export async function wormsByNumber(
  manifest: Manifest,
  files: FileSet,
  options: ReadOptions,
): Promise<readonly ManifestFile[]> {
  const present = await presentFiles(manifest, files, options);
  return [...present].sort((a, b) => Number(wormOf(a.path)) - Number(wormOf(b.path)));
}

/**
 * Reads the files of a worm: frames × ROIs, a label per line, a stamp per frame.
 *
 * @throws MissingFileError for a file that is not there; FormatError for fewer stamps than frames
 */
export async function readWorm(files: FileSet, path: string, signal?: AbortSignal): Promise<Worm> {
  const options = signal ? { signal } : {};
  const { labels: labelFile, times } = filesOfWorm(path);
  const { rows, columns, values } = await readTextMatrix(await openRequired(files, path), options);
  const stamps = await readTextList(await openRequired(files, times), options);
  if (stamps.length < rows) {
    const expected = `a stamp for each of ${rows} frames`;
    throw new FormatError({ file: times, place: "the whole file", expected, found: `${stamps.length}` });
  }
  const labels: string[] = [];
  for await (const { text } of textLines(await openRequired(files, labelFile), options)) labels.push(text);
  const traceOf = (column: number) =>
    Float64Array.from({ length: rows }, (_, frame) => values[frame * columns + column]!);
  return { traces: Array.from({ length: columns }, (_, column) => traceOf(column)), labels, stamps };
}
