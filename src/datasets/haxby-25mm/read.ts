import { openRequired } from "../../bytes/file-set.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { isTextRecord, manifestFact } from "../manifest-fact.js";
import { fileOfRecording, readRecordings } from "../read-recordings.js";
import { boldRecording } from "../voxels/bold-recording.js";
import { openBold } from "../voxels/open-bold.js";
import { readEventsFile } from "../voxels/read-events-file.js";
import { readRegions } from "../voxels/read-regions.js";

/**
 * Reads a file of volumes per run with its events and the motion of the head. The masks say which regions a voxel is
 * in; voxels that no mask holds are kept.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const { signal } = options;
  const quantity = chooseQuantity(manifest, options.quantity);
  const about = manifestFact(manifest, "recording", "words about the recordings", isTextRecord);
  yield* readRecordings(manifest, options, async (recordingId, entry, report) => {
    const series = await openBold(await openRequired(files, entry.path), { signal });
    const sourceOf = async (role: string) => {
      const file = fileOfRecording(manifest, role, recordingId);
      return file && openRequired(files, file.path);
    };
    const eventsFile = await sourceOf("events");
    const bold = {
      about: { ...about, recording_id: recordingId, run: recordingId.replace(/^run/, "") },
      ...{ series, quantity, start: 0, end: series.volumes },
      events: eventsFile ? await readEventsFile(eventsFile, "block", signal) : [],
      regions: await readRegions(manifest, files, series.image, signal),
      motion: await sourceOf("motion"),
    };
    return boldRecording(manifest, entry, bold, { report, signal });
  });
};
