import { batchOf, rowsOf } from "../tables/batch.js";
import type { TableQuery, TableReader } from "../tables/table-reader.js";

/** Columns of `processed_signals` that say what a trace is. */
const descriptions = ["recording_id", "channel_index", "kind", "name", "quantity", "unit", "clock", "sampling_rate_hz"];

/**
 * The same tables, with the traces of an earlier result in place of the recorded ones: its rows of `processed_signals` are
 * read as `channels` and `signals`. All else, clocks and events too, stays what it is.
 */
export function derivedTables(reader: TableReader, { analysis }: { readonly analysis: string }): TableReader {
  const derived = (query: TableQuery, where: NonNullable<TableQuery["where"]> = {}) =>
    reader.read("processed_signals", { ...query, where: { ...query.where, ...where, analysis_id: analysis } });
  const readers: Readonly<Record<string, (query: TableQuery) => ReturnType<TableReader["read"]>>> = {
    signals: (query) => derived(query),
    async *channels(query) {
      for await (const batch of derived({ ...query, columns: descriptions }, { chunk_index: 0 })) {
        yield batchOf("channels", [...rowsOf({ ...batch, table: "processed_signals" })]);
      }
    },
  };
  return { ...reader, read: (table, query = {}) => readers[table]?.(query) ?? reader.read(table, query) };
}
