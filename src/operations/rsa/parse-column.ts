import { TableError } from "../../errors.js";

/**
 * The value of a JSON column of `rdms`.
 *
 * @throws TableError for text that is no JSON
 */
export function parseColumn(column: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TableError({ table: "rdms", column, rule: "has to be JSON", found: JSON.stringify(text.slice(0, 60)) });
  }
}
