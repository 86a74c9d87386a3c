import { openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import type { Manifest } from "../../manifest/schema.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { isTextRecord, manifestFact } from "../manifest-fact.js";
import { type ReportFinding, readFoundRecordings } from "../read-recordings.js";
import { stateEvents } from "../state-events.js";
import { boldRecording } from "../voxels/bold-recording.js";
import { openBold } from "../voxels/open-bold.js";
import { type LabelledRun, labelCodes, readVolumeLabels } from "./volume-labels.js";

/** The label of volumes in which nothing was shown. */
const rest = "rest";

/**
 * Reads one file of volumes as the runs that it joins, a recording each; the labels of the volumes say where a run
 * begins. Neighbouring volumes of one label are one event, of the kind `block`, or `rest` where nothing was shown: the
 * events of a run cover it without gaps, and sample k has the label of the event with onset ≤ k · step < onset +
 * duration, exactly.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const { signal } = options;
  const quantity = chooseQuantity(manifest, options.quantity);
  const about = manifestFact(manifest, "recording", "words about the recordings", isTextRecord);
  const open = (role: string) => openRequired(files, pathOf(manifest, role));
  yield* readFoundRecordings(manifest, files, options, async (entry, source) => {
    const series = await openBold(source, { signal });
    const labels = await open("labels");
    const runs = await readVolumeLabels(labels, signal);
    const codesFile = await open("codes");
    const codes = labelCodes(runs, await readVolumeLabels(codesFile, signal), codesFile.name);
    const labelled = runs.reduce((sum, run) => sum + run.labels.length, 0);
    if (labelled !== series.volumes) {
      const expected = `${series.volumes} lines, one per volume`;
      throw new FormatError({ file: labels.name, place: "lines", expected, found: String(labelled) });
    }
    const motion = await open("motion");
    const recordings = runs.map((run) => {
      const recordingId = `run${run.run.padStart(2, "0")}`;
      const bold = {
        about: { ...about, recording_id: recordingId, run: run.run },
        ...{ series, quantity, motion, start: run.start, end: run.start + run.labels.length },
        events: blockEvents(run, codes, series.stepS),
      };
      const readOne = (report: ReportFinding) => boldRecording(manifest, entry, bold, { report, signal });
      return { recordingId, read: readOne };
    });
    return { recordings };
  });
};

function blockEvents({ labels }: LabelledRun, codes: ReadonlyMap<string, number>, stepS: number) {
  return stateEvents(labels, (volume) => volume * stepS).map((event) => ({
    ...event,
    kind: event.label === rest ? "rest" : "block",
    value: codes.get(event.label!)!,
  }));
}

function pathOf(manifest: Manifest, role: string): string {
  return manifest.files.find((file) => file.role === role)!.path;
}
