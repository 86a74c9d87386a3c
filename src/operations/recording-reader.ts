import type { TableReader } from "../tables/table-reader.js";
import { tableDefinition } from "../tables/tables.js";

/** What names a recording in a folder of several datasets. */
export interface RecordingId {
  readonly dataset_id: string;
  readonly recording_id: string;
}

/** The same tables, less the rows of other recordings; tables without recordings stay whole. */
export function recordingReader(reader: TableReader, recording: RecordingId): TableReader {
  return {
    tables: reader.tables,
    read(table, query = {}) {
      const { columns, partition } = tableDefinition(table);
      if (!("recording_id" in columns)) return reader.read(table, query);
      const own = { recording_id: recording.recording_id };
      const dataset = partition === "dataset_id" || "dataset_id" in columns ? { dataset_id: recording.dataset_id } : {};
      return reader.read(table, { ...query, where: { ...query.where, ...own, ...dataset } });
    },
  };
}
