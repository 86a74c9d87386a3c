import { nearestNames } from "../errors.js";
import { isList } from "./batch.js";
import type { Check } from "./check.js";
import { type TableName, tableDefinition, tables } from "./tables.js";

/** What a check names that no table has, or asks for that no check compares, in words that begin with the field. */
export function checkProblems({ table, column, at, above, where = {}, measure }: Check): readonly string[] {
  if (!Object.hasOwn(tables, table)) return [`table: ${unknownWords("table", table, Object.keys(tables))}`];
  const { columns, partition } = tableDefinition(table as TableName);
  const known = [partition, ...Object.keys(columns)];
  const holdsLists = (name: string) => columns[name] !== undefined && isList(columns[name].type);
  const issues: string[] = [];
  if (column !== undefined && !known.includes(column)) {
    issues.push(`column: ${unknownWords(`column of ${table}`, column, known)}`);
  } else if (column !== undefined && holdsLists(column) && at === undefined && measure !== "count") {
    issues.push(`column: ${table}.${column} holds lists; \`at\` takes one value of each`);
  } else if (at !== undefined && (column === undefined || !holdsLists(column))) {
    issues.push(`at: ${column === undefined ? "needs a column of lists" : `${table}.${column} holds no lists`}`);
  }
  if (column === undefined && above !== undefined) issues.push("above: needs a column");
  if (column === undefined && measure !== undefined && measure !== "count") {
    issues.push(`measure: ${measure} needs a column`);
  }
  for (const name of Object.keys(where)) {
    if (!known.includes(name)) issues.push(`where.${name}: ${unknownWords(`column of ${table}`, name, known)}`);
    else if (holdsLists(name)) issues.push(`where.${name}: ${table}.${name} holds lists, which no check compares`);
  }
  return issues;
}

/** That there is no such name, and which ones are near, or else all. */
export function unknownWords(kind: string, name: string, known: readonly string[]): string {
  const nearest = nearestNames(name, known);
  const hint = nearest.length > 0 ? `nearest: ${nearest.join(", ")}` : `known are ${known.join(", ")}`;
  return `no ${kind} named "${name}"; ${hint}`;
}
