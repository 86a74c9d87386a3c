import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import type { EventColumns } from "../state-events.js";
import { columnFinder } from "./column-finder.js";
import { ownPath } from "./compile-own-manifest.js";
import { secondsPer } from "./own-clock.js";
import type { OwnEvents } from "./own-manifest.js";
import { plainTable } from "./own-manifest.js";
import { fieldNumber, tableRows } from "./table-rows.js";

/** Words for no value: the usual ones, and that of BIDS. */
const eventTable = { ...plainTable, missing: [...plainTable.missing, "n/a"] };

/**
 * The events of a recording from their own table. Onsets count as the stamps of the traces do: what
 * was subtracted from these is subtracted from them.
 *
 * @throws FormatError for an onset that is no number and a duration below 0, UnknownNameError for missing columns
 */
export async function ownEvents(
  id: string,
  files: FileSet,
  events: OwnEvents,
  recording: { readonly originS: number; readonly signal?: AbortSignal | undefined },
): Promise<readonly EventColumns[]> {
  const source = await openRequired(files, ownPath(id, events.file));
  const seconds = secondsPer[events.unit];
  const rows: EventColumns[] = [];
  let columns: { readonly onset: number; readonly duration: number | null; readonly label: number | null } | undefined;
  let number = fieldNumber(source.name, eventTable, null);
  for await (const row of tableRows(source, eventTable, { signal: recording.signal })) {
    if (columns === undefined) {
      const finder = columnFinder(source.name, row.fields, row.fields.length);
      const maybe = (column: string | number | null) => (column === null ? null : finder.one(column));
      columns = { onset: finder.one(events.onset), duration: maybe(events.duration), label: maybe(events.label) };
      number = fieldNumber(source.name, eventTable, row.fields);
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
    const label = columns.label === null ? "" : row.fields[columns.label]!.trim();
    rows.push({
      kind: events.kind,
      onset_s: onset * seconds - recording.originS,
      duration_s: Number.isNaN(duration) ? null : duration * seconds,
      label: label === "" || label === "n/a" ? null : label,
    });
  }
  return rows;
}
