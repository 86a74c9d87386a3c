import type { TableReader } from "../tables/table-reader.js";
import { partReader } from "./part-reader.js";

/** What names a recording in a folder of several datasets. */
export interface RecordingId {
  readonly dataset_id: string;
  readonly recording_id: string;
}

/** The same tables, less the rows of other recordings; tables without recordings stay whole. */
export function recordingReader(reader: TableReader, { dataset_id, recording_id }: RecordingId): TableReader {
  return partReader(reader, { dataset_id, column: "recording_id", id: recording_id });
}
