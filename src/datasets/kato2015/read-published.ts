import type { FileSet } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { safeNumbers } from "../../formats/safe-numbers.js";
import type { PublishedSource, ReadPublished } from "../dataset.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";
import { publishedSources } from "../published-sources.js";
import { neuronColumns } from "./neuron-columns.js";
import { npzMember } from "./npz-member.js";

/** The file of the authors that the export was made from; the product names its rows after it. */
const rawDataFile = "WT_NoStim.mat";

/**
 * Gives the columns of each worm as float64, labels by column (null where the export names none), and the time of
 * frame k, k · seconds / T.
 */
export const readPublished: ReadPublished = async function* (manifest, files, options) {
  const seconds = manifestFact(manifest, "recording_seconds", "a positive number", isPositiveNumber);
  const columns = neuronColumns(manifest);
  yield* publishedSources(manifest, options, async (recordingId, { path }) => {
    const traces = await columnsOf(files, path, options.signal);
    const frames = traces[0]!.length;
    return {
      rawDataFile,
      recordingId,
      ids: labelsOf(columns[recordingId] ?? {}, traces.length),
      traces,
      timeS: Float64Array.from({ length: frames }, (_, frame) => (frame * seconds) / frames),
    };
  });
};

/** The first name that the export has for each column. */
function labelsOf(columns: Readonly<Record<string, number>>, width: number): PublishedSource["ids"] {
  const ids = new Array<string | null>(width).fill(null);
  for (const [label, column] of Object.entries(columns)) if (column < width) ids[column] ??= label;
  return ids;
}

async function columnsOf(files: FileSet, file: string, signal?: AbortSignal): Promise<readonly Float64Array[]> {
  const array = await npzMember(files, file, "arr_0");
  const [length, width] = array.shape;
  const place = "member arr_0";
  if (array.shape.length !== 2 || !length || !width) {
    throw new FormatError({ file, place, expected: "time × columns", found: `shape (${array.shape.join(", ")})` });
  }
  const values = await array.read(undefined, { order: "F", ...(signal && { signal }) });
  const numbers = safeNumbers(values, `${file}: ${place}`);
  return Array.from({ length: width }, (_, column) => numbers.subarray(column * length, (column + 1) * length));
}
