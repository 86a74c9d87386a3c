import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { openHdf5 } from "../../formats/hdf5.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { LabelEntry } from "../dag2023/label-entry.js";
import { columnsOf, labelledFirst } from "../dag2023/read-published.js";
import type { ReadPublished } from "../dataset.js";
import { publishedOrFailed } from "../published-or-failed.js";
import { presentFiles } from "../read-recordings.js";
import { labelDictionary } from "./label-dictionary.js";
import { layoutOf, recordingIdOf } from "./recording-id.js";
import { numbersOf, readWormJson, tracesOf } from "./worm-json.js";

/**
 * What the published pipeline takes out of these files: the z-scored traces and the stamps of the imaging clock, cut to
 * the traces; first the labelled traces in the order of the file, then the others with their 0-based column as name.
 * Files by name.
 */
export const readPublished: ReadPublished = async function* (manifest, files, options) {
  const dictionary = await labelDictionary(manifest, files);
  for (const { path } of await presentFiles(manifest, files, options)) {
    const layout = layoutOf(path);
    const recordingId = recordingIdOf(path);
    if (!layout || !matchesPattern(recordingId, options.only ?? "*")) continue;
    const source = await publishedOrFailed(recordingId, options, async () => {
      const rawDataFile = path.slice(path.lastIndexOf("/") + 1);
      if (layout === "json") return { rawDataFile, recordingId, ...(await fromJson(files, path, options.signal)) };
      const labels = (await dictionary.labelsOf(recordingId)) ?? [];
      return { rawDataFile, recordingId, ...(await fromHdf5(files, path, labels, dictionary.path)) };
    });
    if (source) yield source;
  }
};

async function fromJson(files: FileSet, path: string, signal: AbortSignal | undefined) {
  const json = await readWormJson(await openRequired(files, path), signal);
  const traces = tracesOf(json, "trace_array");
  const stamps = numbersOf(json, "timestamp_confocal");
  const frames = traces?.[0]?.length ?? 0;
  if (!traces || !stamps || stamps.length < frames) {
    const expected = "trace_array, and a time in timestamp_confocal for each of its frames";
    const found = `${frames} frames and ${stamps?.length ?? 0} stamps`;
    throw new FormatError({ file: path, place: "the whole file", expected, found });
  }
  return labelledFirst({ traces, timeS: stamps.slice(0, frames) }, json.labels, path);
}

async function fromHdf5(files: FileSet, path: string, labels: readonly LabelEntry[], labelFile: string | undefined) {
  const hdf5 = await openHdf5(await openRequired(files, path));
  try {
    return labelledFirst(await columnsOf(hdf5, path, "gcamp/trace_array"), labels, labelFile ?? path);
  } finally {
    hdf5.close();
  }
}
