import { openRequired } from "../../bytes/file-set.js";
import { readJson } from "../../formats/json.js";
import type { PublishedSource, ReadPublished } from "../dataset.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";
import { publishedSources } from "../published-sources.js";
import { fileOfRecording } from "../read-recordings.js";
import { readLabelledRows } from "./read-labelled-rows.js";
import { readTimeTrace } from "./read-time-trace.js";
import { traceNames } from "./trace-names.js";

/**
 * Gives the traces of the exports as they stand, which are z-scored as in the source that the pipeline reads, with
 * their labels; the anonymous traces have none. The pipeline reads one file per recording, named after it.
 */
export const readPublished: ReadPublished = async function* (manifest, files, options) {
  const given = options.signal ? { signal: options.signal } : {};
  yield* publishedSources(manifest, options, async (recordingId, entry) => {
    const file = await openRequired(files, entry.path);
    const about = { recordingId, rawDataFile: `${recordingId}.json` };
    if (entry.mediaType !== "application/json") {
      const stepS = manifestFact(manifest, "nominal_step_s", "a positive number", isPositiveNumber);
      const { neurons, frames } = await readLabelledRows(file, () => {}, given);
      const timeS = Float64Array.from({ length: frames }, (_, frame) => frame * stepS);
      return {
        ...about,
        ids: neurons.map(() => null),
        traces: neurons.map(({ trace }) => Float64Array.from(trace)),
        timeS,
      };
    }
    const { timeS, traces } = stampedTraces(await readJson(file, given), entry.path);
    const nameFile = fileOfRecording(manifest, "names", recordingId);
    if (!nameFile) return { ...about, ids: traces.map(() => null), traces, timeS };
    const names = await readJson(await openRequired(files, nameFile.path), given);
    const labels = traceNames(names, traces.length, nameFile.path, () => {});
    return { ...about, ids: labels.map((label) => label?.label ?? null), traces, timeS };
  });
};

function stampedTraces(parsed: unknown, file: string): Pick<PublishedSource, "timeS" | "traces"> {
  // narrows the values, but checks all of them first
  const { stamps, block } = readTimeTrace(parsed, file);
  const frames = parsed as readonly (readonly [number, readonly (number | null)[]])[];
  const traceOf = (column: number) => Float64Array.from(frames, ([, values]) => values[column] ?? Number.NaN);
  return { timeS: stamps, traces: block.traces.map((_, column) => traceOf(column)) };
}
