import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { openHdf5 } from "../../formats/hdf5.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import { channelCollector } from "../channel-collector.js";
import { clockBatch, stampedDuration } from "../imaging-clock.js";
import type { ReportFinding } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import type { LabelEntry } from "./label-entry.js";
import { type OpenRecording, readBehaviour } from "./read-behaviour.js";
import { readClocks } from "./read-clocks.js";
import { readEvents } from "./read-events.js";
import { readIdentities } from "./read-identities.js";
import { readNeurons } from "./read-neurons.js";
import { reportUnread } from "./report-unread.js";

/** One HDF5 file of the Flavell lab, and what is known about it. */
export interface Hdf5Recording {
  readonly manifest: Manifest;
  readonly files: FileSet;
  readonly entry: ManifestFile;
  readonly recordingId: string;
  readonly quantity: Manifest["quantities"][number];
  /** The dataset of each quantity, for example gcamp/trace_array. */
  readonly datasets: Readonly<Record<string, string>>;
  /** What the file does not say about the recording. */
  readonly columns: Partial<Pick<Row<"recordings">, "condition" | "animal_group">>;
  /** The label dictionary, where there is one, and the entries that it has for this recording. */
  readonly labelFile: string | undefined;
  readonly labelsOf: (recordingId: string) => Promise<readonly LabelEntry[] | undefined>;
  readonly report: ReportFinding;
  readonly signal: AbortSignal | undefined;
}

/**
 * The tables of one recording: all ROIs of `gcamp`, all series of `behavior`, both clocks of `timing`, reversals and
 * food encounters as events. Frames and ROIs count from 1 in the file.
 *
 * @throws FormatError for traces, stamps or events of another shape
 */
export async function readHdf5Recording(source: Hdf5Recording): Promise<readonly TableBatch[]> {
  const { manifest, files, entry, recordingId, quantity, labelFile, report, signal } = source;
  const hdf5 = await openHdf5(await openRequired(files, entry.path));
  try {
    const dataset = source.datasets[quantity.name] ?? "";
    const clock = await readClocks(hdf5, entry.path, dataset, report);
    const recording: OpenRecording = { hdf5, file: entry.path, frames: clock.frames, report, signal };
    const timeOf = (sample: number) => clock.allTimeS[sample]!;
    const channels = channelCollector(recordingId, { samplingRateHz: null, timeOf });
    await readNeurons(recording, channels, {
      dataset,
      quantity,
      labels: await readIdentities(recording, labelFile, () => source.labelsOf(recordingId)),
      labelFile: labelFile ?? entry.path,
    });
    await readBehaviour(recording, channels);
    const events = await readEvents(recording, recordingId, clock.allTimeS);
    await reportUnread(recording, Object.values(source.datasets));
    const row = recordingRow(manifest, entry, {
      recording_id: recordingId,
      subject_id: recordingId,
      task: "freely moving",
      ...source.columns,
      sampling_rate_hz: null,
      n_samples: clock.frames,
      n_channels: channels.count(),
      duration_s: stampedDuration(clock.clocks[0]!.timeS),
    });
    return [row, channels.channels(), clockBatch(recordingId, clock.clocks), events, ...channels.signals()];
  } finally {
    hdf5.close();
  }
}
