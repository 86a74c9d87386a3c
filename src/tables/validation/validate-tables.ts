import { isNeuroloomError } from "../../errors.js";
import { rowCount, rowsOf, type TableBatch } from "../batch.js";
import { shown, valueRule } from "../check-batch.js";
import type { TableReader } from "../table-reader.js";
import { type TableName, tableDefinition } from "../tables.js";
import { type Links, links } from "./links.js";
import { type Problem, problemList } from "./problem.js";

/** How {@link validateTables} reports. */
export interface ValidateOptions {
  /** Problems kept of each rule of a column; the rest are counted. Default: 20. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** In the order in which rows refer to each other. */
const linked = [
  ...(["recordings", "channels", "clocks", "signals", "events", "findings", "connectomes", "edges"] as const),
  ...(["stimuli", "rdms", "rdm_entries", "responses"] as const),
] as const;

/** What a table's rows refer to. */
const needs: Readonly<Record<string, readonly TableName[]>> = {
  channels: ["recordings"],
  clocks: ["recordings"],
  signals: ["recordings", "channels"],
  events: ["recordings"],
  edges: ["connectomes"],
  rdms: ["stimuli"],
  rdm_entries: ["stimuli", "rdms"],
  responses: ["stimuli"],
};

/**
 * Checks all rows of all tables: types, nulls and codes against the definitions, unique keys, rows that refer to rows
 * which are not there, chunks that do not follow each other, sample and channel counts, stamps that fall.
 */
export async function validateTables(reader: TableReader, options: ValidateOptions = {}): Promise<readonly Problem[]> {
  const problems = problemList(options.limit ?? 20);
  const watch = links(problems);
  const names: readonly TableName[] = [
    ...linked.filter((table) => reader.tables.includes(table)),
    ...reader.tables.filter((table) => !(linked as readonly string[]).includes(table)),
  ];
  for (const table of names) {
    const missing = (needs[table] ?? []).filter((parent) => !reader.tables.includes(parent));
    for (const parent of missing) problems.add({ table, rule: `needs the table ${parent}, which is not there` });
    try {
      await validateTable(reader, table, missing.length > 0 ? undefined : watch, problems, options.signal);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!isNeuroloomError(error)) throw error;
      const kind = isNeuroloomError(error, "format", "integrity", "missing-file") ? "integrity" : "table";
      problems.add({ kind, table, rule: "has to be readable", found: error.message });
    }
  }
  watch.finish();
  return problems.finish();
}

async function validateTable(
  reader: TableReader,
  table: TableName,
  watch: Links | undefined,
  problems: ReturnType<typeof problemList>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const definition = tableDefinition(table);
  const rules = Object.entries(definition.columns).map(([name, column]) => ({ name, broken: valueRule(column) }));
  // chunks of signals and clocks are counted one by one by the links; a set of all their keys could be large
  const keys = watch && (table === "signals" || table === "clocks") ? undefined : new Set<string>();
  let first = 0;
  for await (const batch of reader.read(table, signal ? { signal } : {})) {
    const length = rowCount(batch);
    const isSound = new Uint8Array(length).fill(1);
    for (const { name, broken } of rules) {
      const values = batch.columns[name]!;
      for (let row = 0; row < length; row++) {
        const rule = broken(values[row]);
        if (rule === undefined) continue;
        isSound[row] = 0;
        problems.add({ table, column: name, row: first + row, rule, found: shown(values[row]) });
      }
    }
    if (keys) checkKeys(batch, [definition.partition, ...definition.key], keys, first, problems);
    if (watch && table in watch) followLinks(batch, watch, isSound, first);
    first += length;
  }
}

function checkKeys(
  batch: TableBatch,
  names: readonly string[],
  keys: Set<string>,
  first: number,
  problems: ReturnType<typeof problemList>,
): void {
  for (let row = 0; row < rowCount(batch); row++) {
    const parts = names.map((name) => String(batch.columns[name]![row]));
    const key = parts.join("\u0000");
    if (keys.has(key)) {
      const column = names.slice(1).join("+");
      problems.add({ table: batch.table, column, row: first + row, rule: "has to be unique", found: parts.join(", ") });
    }
    keys.add(key);
  }
}

/** Rows with a broken value are left out: what they refer to cannot be told. */
function followLinks(batch: TableBatch, watch: Links, isSound: Uint8Array, first: number): void {
  const follow = watch[batch.table as keyof Links] as (row: unknown, at: number) => void;
  let row = 0;
  for (const values of rowsOf(batch)) {
    if (isSound[row] === 1) follow(values, first + row);
    row++;
  }
}
