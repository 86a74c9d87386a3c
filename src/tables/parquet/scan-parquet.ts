import { type ColumnMetaData, type RowGroup, readOffsetIndex } from "hyparquet";
import { type ByteSource, readExactly } from "../../bytes/byte-source.js";
import { compareCodePoints } from "../../bytes/compare-code-points.js";
import { FormatError } from "../../errors.js";
import type { TableDefinition } from "../definition.js";
import type { Scalar } from "../table-reader.js";
import { decodeFlat } from "./decode-flat.js";
import { decodeLists, type ListValue } from "./decode-list.js";
import { chunkRange, damaged, guarded, readFooter } from "./read-parquet.js";
import { type ParquetColumn, parquetColumns } from "./schema.js";

/** What to read of a Parquet file. */
export interface ParquetQuery {
  /** Names of the columns, in the order in which they come out. */
  readonly columns: readonly string[];
  /** Rows are kept where every column holds one of its values. */
  readonly where: Readonly<Record<string, readonly Scalar[]>>;
  readonly signal?: AbortSignal | undefined;
}

/** Some rows of a file, column by column. */
export interface ParquetRows {
  readonly columns: Readonly<Record<string, readonly (Scalar | ListValue)[]>>;
  readonly length: number;
}

/**
 * Reads a Parquet file row group by row group. Row groups whose statistics exclude the wanted values are not read; the
 * columns of the condition are read first, and of list columns only the pages that hold a row that is left.
 *
 * @throws FormatError when the file is damaged, IntegrityError when a page does not fit its checksum
 */
export async function* scanParquet(
  source: ByteSource,
  definition: TableDefinition,
  query: ParquetQuery,
): AsyncGenerator<ParquetRows> {
  const { metadata } = await readFooter(source, query.signal);
  const known = new Map(parquetColumns(definition).map((column) => [column.name, column]));
  for (const group of metadata.row_groups) {
    query.signal?.throwIfAborted();
    const rows = Number(group.num_rows);
    const chunks = new Map(group.columns.map(({ meta_data, ...places }) => [meta_data?.path_in_schema[0], places]));
    if (Object.entries(query.where).some(([name, wanted]) => excludes(metaOf(group, name), wanted))) continue;
    const decoded = new Map<string, readonly (Scalar | ListValue)[]>();
    const read = async (name: string, selection: Uint32Array | undefined) => {
      const column = known.get(name)!;
      const meta = metaOf(group, name);
      if (!meta) return new Array<Scalar>(rows).fill(missingColumn(source, column));
      checkChunk(source, column, meta);
      if (!column.isList) return flatRows(source, column, meta, rows, query.signal);
      return listRows(source, column, meta, chunks.get(name), rows, selection, query.signal);
    };
    for (const name of Object.keys(query.where)) decoded.set(name, await read(name, undefined));
    const selection = selectRows(query.where, decoded, rows);
    if (selection?.length === 0) continue;
    const columns: Record<string, readonly (Scalar | ListValue)[]> = {};
    for (const name of query.columns) {
      const values = decoded.get(name) ?? (await read(name, selection));
      columns[name] = selection ? Array.from(selection, (row) => values[row]!) : values;
    }
    yield { columns, length: selection?.length ?? rows };
  }
}

function metaOf(group: RowGroup, name: string): ColumnMetaData | undefined {
  return group.columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === name)?.meta_data;
}

/** A nullable column that an older file does not have reads as null. */
function missingColumn(source: ByteSource, column: ParquetColumn): null {
  if (column.column.nullable) return null;
  throw damaged(source, "schema", `a column ${column.name}`, "none");
}

function checkChunk(source: ByteSource, column: ParquetColumn, meta: ColumnMetaData): void {
  if (meta.type !== column.physical || meta.path_in_schema.join(".") !== column.path.join(".")) {
    const found = `${meta.path_in_schema.join(".")} ${meta.type}`;
    throw damaged(source, `column ${column.name}`, `${column.path.join(".")} ${column.physical}`, found);
  }
  if (meta.codec !== "SNAPPY" && meta.codec !== "UNCOMPRESSED") {
    throw new FormatError({
      file: source.name,
      place: `column ${column.name}`,
      expected: "Snappy or no compression",
      found: String(meta.codec),
      next: "read it with DuckDB or pyarrow",
    });
  }
}

/** True where the statistics say that none of the values is in the row group. */
function excludes(meta: ColumnMetaData | undefined, wanted: readonly Scalar[]): boolean {
  const min = meta?.statistics?.min_value;
  const max = meta?.statistics?.max_value;
  if (min === undefined || max === undefined) return false;
  return wanted.every((value) => {
    if (typeof value === "string" && typeof min === "string" && typeof max === "string") {
      // bounds may be cut, and are then rounded outwards
      return compareCodePoints(value, min) < 0 || compareCodePoints(value, max) > 0;
    }
    return typeof value === "number" && typeof min === "number" && typeof max === "number"
      ? value < min || value > max
      : false;
  });
}

function selectRows(
  where: ParquetQuery["where"],
  decoded: ReadonlyMap<string, readonly (Scalar | ListValue)[]>,
  rows: number,
): Uint32Array | undefined {
  const conditions = Object.entries(where).map(([name, wanted]) => ({
    values: decoded.get(name)!,
    wanted: new Set<unknown>(wanted),
  }));
  if (conditions.length === 0) return undefined;
  const kept: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (conditions.every(({ values, wanted }) => wanted.has(values[row]))) kept.push(row);
  }
  return kept.length === rows ? undefined : Uint32Array.from(kept);
}

async function flatRows(
  source: ByteSource,
  column: ParquetColumn,
  meta: ColumnMetaData,
  rows: number,
  signal: AbortSignal | undefined,
): Promise<Scalar[]> {
  const { start, end } = chunkRange(source, meta);
  const bytes = await readExactly(source, start, end, `column ${column.name}`, signal);
  return decodeFlat(source, column, { bytes, codec: meta.codec, rows });
}

async function listRows(
  source: ByteSource,
  column: ParquetColumn,
  meta: ColumnMetaData,
  places: { readonly offset_index_offset?: bigint; readonly offset_index_length?: number } | undefined,
  rows: number,
  selection: Uint32Array | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly ListValue[]> {
  const { start, end } = chunkRange(source, meta);
  const place = `column ${column.name}`;
  const values = new Array<ListValue>(rows);
  const pages = selection && (await pagePlaces(source, place, places, rows, signal));
  const runs = pages && selection ? wantedRuns(pages, selection, rows) : [{ start, end, firstRow: 0, endRow: rows }];
  for (const run of runs) {
    if (!(run.start >= start && run.end >= run.start && run.end <= end)) {
      throw damaged(
        source,
        `${place}: offset index`,
        `pages between ${start} and ${end}`,
        `${run.start} to ${run.end}`,
      );
    }
    const bytes = await readExactly(source, run.start, run.end, place, signal);
    const lists = decodeLists(source, column, { bytes, codec: meta.codec });
    if (lists.length !== run.endRow - run.firstRow) {
      throw damaged(source, place, `${run.endRow - run.firstRow} rows`, `${lists.length}`);
    }
    for (const [index, list] of lists.entries()) values[run.firstRow + index] = list;
  }
  return values;
}

interface PageRun {
  readonly start: number;
  readonly end: number;
  readonly firstRow: number;
  readonly endRow: number;
}

async function pagePlaces(
  source: ByteSource,
  place: string,
  places: { readonly offset_index_offset?: bigint; readonly offset_index_length?: number } | undefined,
  rows: number,
  signal: AbortSignal | undefined,
): Promise<readonly PageRun[] | undefined> {
  if (places?.offset_index_offset === undefined || places.offset_index_length === undefined) return undefined;
  const start = Number(places.offset_index_offset);
  const end = start + Number(places.offset_index_length);
  const bytes = await readExactly(source, start, end, `${place}: offset index`, signal);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const index = guarded(source, `${place}: offset index`, () => readOffsetIndex({ view, offset: 0 }).page_locations);
  const pages = index.map((page, number) => ({
    start: Number(page.offset),
    end: Number(page.offset) + Number(page.compressed_page_size),
    firstRow: Number(page.first_row_index),
    endRow: Number(index[number + 1]?.first_row_index ?? rows),
  }));
  if (pages[0]?.firstRow !== 0) throw damaged(source, `${place}: offset index`, "a page for the first row", "none");
  for (const { firstRow, endRow } of pages) {
    if (!(firstRow >= 0 && endRow >= firstRow && endRow <= rows)) {
      throw damaged(source, `${place}: offset index`, `rows up to ${rows}`, `${firstRow} to ${endRow}`);
    }
  }
  return pages;
}

/** The pages that hold a selected row, neighbours joined into one read. */
function wantedRuns(pages: readonly PageRun[], selection: Uint32Array, rows: number): readonly PageRun[] {
  const isWanted = new Uint8Array(rows);
  for (const row of selection) isWanted[row] = 1;
  const runs: PageRun[] = [];
  for (const page of pages) {
    if (!isWanted.subarray(page.firstRow, page.endRow).includes(1)) continue;
    const last = runs.at(-1);
    if (last?.end === page.start && last.endRow === page.firstRow) {
      runs[runs.length - 1] = { ...last, end: page.end, endRow: page.endRow };
    } else runs.push(page);
  }
  return runs;
}
