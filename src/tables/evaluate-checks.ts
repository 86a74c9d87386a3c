import { isList, type TableBatch } from "./batch.js";
import type { Check, CheckResult } from "./check.js";
import { evaluateCheck } from "./evaluate-check.js";
import { memoryTables } from "./memory-tables.js";
import type { Scalar, TableQuery, TableReader } from "./table-reader.js";
import { type TableName, tableDefinition, tables } from "./tables.js";

/**
 * {@link evaluateCheck} for many checks. Every table is read once, and of it only the columns that the checks name.
 *
 * @throws what `evaluateCheck` throws
 */
export async function evaluateChecks(
  reader: TableReader,
  checks: readonly Check[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly CheckResult[]> {
  const batches: TableBatch[] = [];
  for (const table of new Set(checks.map((check) => check.table))) {
    // an unknown name is left to the check that names it
    if (!Object.hasOwn(tables, table)) continue;
    const own = checks.filter((check) => check.table === table);
    const query = { columns: columnsOf(table as TableName, own), where: sharedConditions(own), ...options };
    for await (const batch of reader.read(table as TableName, query)) batches.push(batch);
  }
  const held = memoryTables(batches);
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await evaluateCheck(isAboutList(check) ? reader : held, check, options));
  return results;
}

/** Lists are large, and are not held for other checks. */
function isAboutList({ table, column }: Check): boolean {
  if (column === undefined || !Object.hasOwn(tables, table)) return false;
  const definition = tableDefinition(table as TableName).columns[column];
  return definition !== undefined && isList(definition.type);
}

/** The single-valued columns that the checks use, the partition column always. */
function columnsOf(table: TableName, checks: readonly Check[]): readonly string[] {
  const { partition, columns } = tableDefinition(table);
  const named = new Set(checks.flatMap((check) => [check.column, ...Object.keys(check.where ?? {})]));
  return [partition, ...Object.keys(columns).filter((name) => named.has(name) && !isList(columns[name]!.type))];
}

/** The conditions that all checks have in common: rows that break one of them concern none. */
function sharedConditions(checks: readonly Check[]): NonNullable<TableQuery["where"]> {
  const [first, ...others] = checks.map((check) => check.where ?? {});
  const isShared = ([name, wanted]: [string, Scalar | Scalar[]]) =>
    others.every((where) => JSON.stringify(where[name]) === JSON.stringify(wanted));
  return Object.fromEntries(Object.entries(first ?? {}).filter(isShared));
}
