import { columnUnit } from "./column-unit.js";
import type { TableDefinition } from "./definition.js";
import { type TableName, tableDefinition, tables } from "./tables.js";

/** The page that documents every table, in Markdown, derived from the definitions. */
export function describeTables(): string {
  const names = Object.keys(tables) as TableName[];
  const intro = [
    "# Tables",
    "",
    "Made from the definitions in `src/tables/definitions`; do not edit by hand.",
    "",
    "A written folder holds `<table>/dataset_id=<id>/part-00000.parquet` (results: `<table>/analysis_id=<id>/…`) and",
    "`dataset.json`, the list of all parts with rows, bytes and SHA-256. The partition column stands in the folder's",
    "name, not in the files; readers of hive folders show it as a column. Times are seconds from the start of the",
    "recording, absent values are null, a missing sample inside a list is a null element.",
    "",
    ...names.map((name) => `- [${name}](#${name}): ${tableDefinition(name).grain}`),
  ];
  return `${[...intro, ...names.flatMap((name) => ["", ...describeTable(tableDefinition(name))])].join("\n")}\n`;
}

function describeTable(definition: TableDefinition): readonly string[] {
  const { name, version, grain, key, partition, columns } = definition;
  const rows = Object.entries(columns).map(([column, { type, nullable, description, codes }]) => {
    const meaning = codes ? `${description} One of ${codes.map((code) => `\`${code}\``).join(", ")}.` : description;
    return [`\`${column}\``, type, columnUnit(column) ?? "", nullable ? "yes" : "no", meaning.replaceAll("|", "\\|")];
  });
  return [
    `## ${name}`,
    "",
    `One row is ${grain}. Key: ${key.map((column) => `\`${column}\``).join(", ")} within \`${partition}\`. Schema version ${version}.`,
    "",
    ...[["column", "type", "unit", "may be null", "meaning"], ["---", "---", "---", "---", "---"], ...rows].map(
      (cells) => `| ${cells.join(" | ")} |`,
    ),
  ];
}
