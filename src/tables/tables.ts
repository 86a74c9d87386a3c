import type { RowOf, TableDefinition } from "./definition.js";
import { channels } from "./definitions/channels.js";
import { clocks } from "./definitions/clocks.js";
import { events } from "./definitions/events.js";
import { findings } from "./definitions/findings.js";
import { neurons } from "./definitions/neurons.js";
import { provenance } from "./definitions/provenance.js";
import { recordings } from "./definitions/recordings.js";
import { signals } from "./definitions/signals.js";

/** Every harmonized table, by name. */
export const tables = { recordings, channels, signals, clocks, events, neurons, findings, provenance } as const;

export type TableName = keyof typeof tables;

/** The row of a named table. */
export type Row<T extends TableName> = RowOf<(typeof tables)[T]>;

/** The definition of a named table, with its columns as a plain record. */
export function tableDefinition(table: TableName): TableDefinition {
  return tables[table];
}
