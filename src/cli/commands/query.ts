import { ArgumentError } from "../../errors.js";
import { type Command, exitCode } from "../command.js";
import { textTable } from "../text-table.js";

export const queryCommand: Command = {
  name: "query",
  summary: "run SQL over the tables of a folder (needs @duckdb/node-api)",
  arguments: [{ name: "<sql>", description: "a query in DuckDB's SQL; every table is a view" }],
  options: [{ flags: "--in <dir>", description: "a folder that prepare or run wrote" }],
  examples: [
    'npx neuroloom query "SELECT dataset_id, count(*) FROM recordings GROUP BY ALL" --in out',
    'npx neuroloom query "SELECT name, count(*) AS n FROM channels GROUP BY name ORDER BY n DESC LIMIT 10" --in out',
    'npx neuroloom query "SELECT recording_id, label, sum(duration_s) FROM events GROUP BY ALL" --in out --json',
  ],
  async run([sql], options, session) {
    if (typeof options.in !== "string") {
      throw new ArgumentError({ argument: "--in", expected: "a folder", found: "nothing" });
    }
    const { queryTables } = await import("../../node/query-tables.js");
    const { columns, rows } = await queryTables(options.in, String(sql));
    if (session.options.json) {
      for (const row of rows) session.printJson(Object.fromEntries(columns.map((name, index) => [name, row[index]])));
      return exitCode.good;
    }
    const cells = rows.map((row) => row.map(cellText));
    for (const line of textTable(columns, cells)) session.print(line);
    session.note(`${rows.length} ${rows.length === 1 ? "row" : "rows"}`);
    return exitCode.good;
  },
};

/** Long lists are cut: a terminal is no place for 1,600 samples. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
