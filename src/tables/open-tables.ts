import type { FileSet } from "../bytes/file-set.js";
import { FormatError, IntegrityError, MissingFileError } from "../errors.js";
import type { TableBatch } from "./batch.js";
import { type DatasetIndex, indexPath, readDatasetIndex, type WrittenPart } from "./dataset-index.js";
import { readFooter } from "./parquet/read-parquet.js";
import { scanParquet } from "./parquet/scan-parquet.js";
import { planQuery } from "./query-plan.js";
import type { TableQuery, TableReader } from "./table-reader.js";
import { tables as definitions, type TableName, tableDefinition } from "./tables.js";

/** The tables of a written folder. */
export interface OpenTables extends TableReader {
  readonly index: DatasetIndex;
  /** The datasets and analyses in the folder. */
  readonly partitions: readonly string[];
  /** Rows of a table by the index, without reading it. */
  rows(table: TableName): number;
}

/**
 * Opens a written folder: whatever `dataset.json` lists, and nothing else. A part is refused when it is missing or has
 * another size than listed; `validate` also compares checksums.
 *
 * Reading takes only the bytes that are needed: columns that are asked for, row groups that can hold a wanted row, and
 * of signals the pages of the wanted channels.
 *
 * @param options.name what to call the folder in messages
 * @param options.partitions only these datasets and analyses; the others count as not there. Default: all
 * @throws MissingFileError without `dataset.json` or a listed part, IntegrityError for a part of another size,
 * FormatError for tables of a newer schema version
 */
export async function openTables(
  files: FileSet,
  options: { readonly name?: string; readonly partitions?: readonly string[] } = {},
): Promise<OpenTables> {
  const whole = await readDatasetIndex(files);
  if (!whole) {
    const next = "write the folder with `neuroloom prepare`; a run that was stopped leaves none";
    throw new MissingFileError({ file: indexPath, searched: [options.name ?? "the given folder"], next });
  }
  const wanted = options.partitions;
  const index = wanted
    ? { ...whole, partitions: whole.partitions.filter(({ value }) => wanted.includes(value)) }
    : whole;
  await Promise.all(index.partitions.flatMap(({ parts }) => parts.map((part) => openPart(files, part))));
  return tablesOf(files, index);
}

/** The tables that an index lists, without a look at their parts. */
export function tablesOf(
  files: FileSet,
  index: DatasetIndex,
): OpenTables & { partRows(part: WrittenPart): Promise<number> } {
  checkVersions(index);
  const parts = index.partitions.flatMap((entry) => entry.parts.map((part) => ({ ...part, entry })));
  const named = new Set(parts.map((part) => part.table));
  const tables = (Object.keys(definitions) as TableName[]).filter((table) => named.has(table));
  const read = async function* (table: TableName, query: TableQuery = {}): AsyncGenerator<TableBatch> {
    const plan = planQuery(table, query);
    const own = plan.columns.filter((name) => name !== plan.definition.partition);
    for (const part of parts) {
      if (part.table !== table || (plan.partitions && !plan.partitions.has(part.entry.value))) continue;
      const source = await openPart(files, part);
      const scan = scanParquet(source, plan.definition, { columns: own, where: plan.where, signal: query.signal });
      for await (const { columns, length } of scan) {
        const partition = new Array<string>(length).fill(part.entry.value);
        const entries = plan.columns.map((name) => [name, columns[name] ?? partition] as const);
        yield { table, columns: Object.fromEntries(entries) };
      }
    }
  };
  const rows = (table: TableName) =>
    parts.filter((part) => part.table === table).reduce((sum, part) => sum + part.rows, 0);
  const partRows = async (part: WrittenPart) => (await readFooter(await openPart(files, part))).rows;
  return { index, tables, partitions: index.partitions.map(({ value }) => value), rows, read, partRows };
}

async function openPart(files: FileSet, part: WrittenPart) {
  const source = await files.open(part.path);
  const next = "the folder was changed after it was written: prepare it again";
  if (!source) throw new MissingFileError({ file: part.path, searched: ["the given folder"], next });
  if (source.size !== part.bytes) {
    const sizes = { expected: `${part.bytes} bytes`, found: `${source.size} bytes` };
    throw new IntegrityError({ file: part.path, what: "size", ...sizes, next });
  }
  return source;
}

function checkVersions(index: DatasetIndex): void {
  for (const { tables } of index.partitions) {
    for (const [table, version] of Object.entries(tables)) {
      const known = Object.hasOwn(definitions, table) ? tableDefinition(table as TableName).version : 0;
      if (version <= known) continue;
      const expected = known === 0 ? "a known table" : `schema version ${known} or older of ${table}`;
      const found = known === 0 ? table : `version ${version}`;
      const next = "install a newer neuroloom to read it";
      throw new FormatError({ file: indexPath, place: `tables.${table}`, expected, found, next });
    }
  }
}
