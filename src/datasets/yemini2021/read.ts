import { openMat } from "../../formats/mat.js";
import type { ReadDataset } from "../dataset.js";
import { isTextRecord, manifestFact } from "../manifest-fact.js";
import { type FoundRecordings, readFoundRecordings } from "../read-recordings.js";
import { stemOf } from "../stem-of.js";
import { type Animal, animalTables } from "./animal-tables.js";
import { readAwcRemarks } from "./awc-remarks.js";
import { type ActivityCell, cellsOfFile } from "./cells-of-file.js";
import { chooseField } from "./choose-field.js";
import { readActivity } from "./read-activity.js";
import { recordingIdOf } from "./recording-id.js";
import { readStimuli } from "./stimulus-events.js";

export { readPublished } from "./read-published.js";

/**
 * Reads files that hold several animals each: all traces of an animal in all its frames, at the rate `fps`. Sides come
 * from `is_L`, the identity of AWC-ON and AWC-OFF is a remark, and stimuli are events where the file leaves no doubt
 * about them. Strains and animal groups are facts of the manifest.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const conditions = manifestFact(manifest, "condition", "words per file", isTextRecord);
  const groups = manifestFact(manifest, "animal_group", "a group per file", isTextRecord);
  yield* readFoundRecordings(manifest, files, options, async (entry, source) => {
    const mat = await openMat(source);
    try {
      const held = chooseField(manifest, mat, entry.path, options.quantity);
      const activity = await readActivity(mat, entry.path, held.field);
      const awc = await readAwcRemarks(mat, activity.files.length);
      const cells = activity.files.map((_, index) => cellsOfFile(activity, index));
      const seconds = cells.map((one, index) => secondsOf(one, activity.rateHz[index]!));
      const stimuli = await readStimuli(mat, { count: cells.length, shortestS: Math.min(...seconds) });
      const stem = stemOf(entry.path);
      const recordings = activity.files.map((name, index) => {
        const recordingId = recordingIdOf(entry.path, index);
        const animal: Animal = {
          ...{ recordingId, name, index, held, stimuli, awc: awc?.[index] },
          ...{ cells: cells[index]!, rateHz: activity.rateHz[index]!, condition: conditions[stem] ?? null },
          animalGroup: groups[stem] ?? `${manifest.id}:${recordingId}`,
        };
        return { recordingId, read: async (report) => animalTables(manifest, entry, animal, report) };
      }) satisfies FoundRecordings["recordings"];
      return { recordings };
    } finally {
      mat.close();
    }
  });
};

/** How long the traces of an animal last; endless where it has none, which is found when it is read. */
function secondsOf(cells: readonly ActivityCell[], rateHz: number): number {
  const frames = cells.find(({ trace }) => trace.length > 0)?.trace.length;
  return frames === undefined ? Number.POSITIVE_INFINITY : frames / rateHz;
}
