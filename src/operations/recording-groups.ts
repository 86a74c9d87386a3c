import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { TableReader } from "../tables/table-reader.js";

/** Which recordings are taken together: none, those of a subject, or those of a dataset. */
export type RecordingJoin = "separate" | "subject" | "dataset";

/** Recordings that are taken together. */
export interface RecordingGroup {
  readonly datasetId: string;
  /** The recording; where several are joined, the subject or dataset that they share. */
  readonly id: string;
  readonly recordings: readonly Recording[];
}

/** The recordings of tables in groups, in the order of the tables; recordings of two datasets are never joined. */
export async function recordingGroups(input: TableReader, join: RecordingJoin): Promise<readonly RecordingGroup[]> {
  const groups = new Map<string, RecordingGroup & { readonly recordings: Recording[] }>();
  for await (const recording of datasetOf(input).recordings()) {
    const { dataset_id, subject_id, recording_id } = recording.row;
    const id = { separate: recording_id, subject: subject_id ?? recording_id, dataset: dataset_id }[join];
    const key = JSON.stringify([dataset_id, id]);
    const own = groups.get(key);
    if (own) own.recordings.push(recording);
    else groups.set(key, { datasetId: dataset_id, id, recordings: [recording] });
  }
  return [...groups.values()];
}
