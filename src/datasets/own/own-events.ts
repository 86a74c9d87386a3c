import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import type { TableBatch } from "../../tables/batch.js";
import { batchOf } from "../../tables/batch.js";
import { columnFinder } from "./column-finder.js";
import { ownPath } from "./compile-own-manifest.js";
import { secondsPer } from "./own-clock.js";
import type { OwnEvents } from "./own-manifest.js";
import { plainTable } from "./own-manifest.js";
import { fieldNumber, tableRows } from "./table-rows.js";

/**
 * The events of a recording from their own table, ordered by onset. Onsets count as the stamps of the traces do: what
 * was subtracted from these is subtracted from them.
 *
 * @throws FormatError for an onset that is no number and a duration below 0, UnknownNameError for missing columns
 */
export async function ownEvents(
  id: string,
  files: FileSet,
  events: OwnEvents,
  recording: { readonly recordingId: string; readonly originS: number; readonly signal?: AbortSignal | undefined },
): Promise<TableBatch> {
  const source = await openRequired(files, ownPath(id, events.file));
  const seconds = secondsPer[events.unit];
  const rows: { readonly onset_s: number; readonly duration_s: number | null; readonly label: string | null }[] = [];
  let columns: { readonly onset: number; readonly duration: number | null; readonly label: number | null } | undefined;
  let number = fieldNumber(source.name, plainTable, null);
  for await (const row of tableRows(source, plainTable, { signal: recording.signal })) {
    if (columns === undefined) {
      const finder = columnFinder(source.name, row.fields, row.fields.length);
      const maybe = (column: string | number | null) => (column === null ? null : finder.one(column));
      columns = { onset: finder.one(events.onset), duration: maybe(events.duration), label: maybe(events.label) };
      number = fieldNumber(source.name, plainTable, row.fields);
      continue;
    }
    const onset = number(row, columns.onset);
    const duration = columns.duration === null ? Number.NaN : number(row, columns.duration);
    if (!Number.isFinite(onset) || duration < 0 || duration === Number.POSITIVE_INFINITY) {
      const place = `line ${row.line}`;
      const found = `onset ${onset}, duration ${duration}`;
      throw new FormatError({
        file: source.name,
        place,
        expected: "a finite onset and a duration of 0 or more",
        found,
      });
    }
    rows.push({
      onset_s: onset * seconds - recording.originS,
      duration_s: Number.isNaN(duration) ? null : duration * seconds,
      label: columns.label === null ? null : row.fields[columns.label]!.trim() || null,
    });
  }
  rows.sort((a, b) => a.onset_s - b.onset_s);
  const { recordingId } = recording;
  return batchOf(
    "events",
    rows.map((row, index) => ({ recording_id: recordingId, event_index: index, kind: events.kind, ...row })),
  );
}
