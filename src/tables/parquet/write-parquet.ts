import type { ColumnChunk, RowGroup, Statistics } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writeIndexes } from "hyparquet-writer/src/indexes.js";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";
import { type Columns, rowCount } from "../batch.js";
import type { TableDefinition } from "../definition.js";
import type { Scalar } from "../table-reader.js";
import type { TableName } from "../tables.js";
import { type FlatChunk, flatChunk } from "./flat-chunk.js";
import { type ColumnChunkBytes, type ListChunkWriter, listChunkWriter } from "./list-chunk.js";
import { type ParquetColumn, parquetColumns, parquetSchemaOf } from "./schema.js";

export interface ParquetWriterOptions {
  /** Key-value metadata of the file. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** A row group ends when its values reach about this size. Default: 2 MiB. */
  readonly rowGroupBytes?: number;
}

/** Writes batches of one table into one Parquet file. */
export interface ParquetFileWriter {
  /** The batch must be a checked one: all columns there, values of the right types. */
  write(columns: Columns): Promise<void>;
  /** Writes what is left and the footer; gives the number of rows. */
  finish(): Promise<number>;
}

/**
 * A writer of Parquet files in a flat amount of memory: about one row group.
 *
 * Columns of single values have one page per row group, lists pages of about 128 kB with an offset index; every page
 * carries a CRC-32. Pages are compressed with Snappy where that saves a tenth, of lists where a
 * sample of the row group shrinks by a quarter, which noise does not.
 *
 * @param write takes the bytes of the file, front to back; they may be reused when its promise is fulfilled
 */
export function parquetFileWriter(
  definition: TableDefinition,
  write: (bytes: Uint8Array) => Promise<void>,
  options: ParquetWriterOptions = {},
): ParquetFileWriter {
  const { metadata = {}, rowGroupBytes = 2 * 1024 * 1024 } = options;
  const columns = parquetColumns(definition);
  const state = columns.map((column) => ({ column, flat: [] as Scalar[], list: listWriterOf(column, rowGroupBytes) }));
  const rowGroups: RowGroup[] = [];
  let indexes: Parameters<typeof writeIndexes>[1] = [];
  let offset = 0;
  let rows = 0;
  let flatBytes = 0;
  let total = 0;

  const append = async (bytes: Uint8Array) => {
    await write(bytes);
    offset += bytes.length;
  };
  const magic = () => new TextEncoder().encode("PAR1");

  const endRowGroup = async () => {
    if (rows === 0) return;
    if (offset === 0) await append(magic());
    const start = offset;
    const chunks: ColumnChunk[] = [];
    let uncompressed = 0;
    for (const entry of state) {
      const chunk = entry.list ? entry.list.finish() : flatChunk(entry.column, entry.flat);
      const described = describeChunk(entry.column, chunk, offset);
      chunks.push(described.chunk);
      indexes.push(described);
      uncompressed += chunk.uncompressedSize;
      await append(chunk.bytes);
      entry.flat = [];
    }
    rowGroups.push({
      columns: chunks,
      total_byte_size: BigInt(uncompressed),
      num_rows: BigInt(rows),
      total_compressed_size: BigInt(offset - start),
    });
    total += rows;
    rows = 0;
    flatBytes = 0;
  };

  const writeBatch = async (batch: Columns) => {
    const length = rowCount({ table: definition.name as TableName, columns: batch });
    for (let row = 0; row < length; row++) {
      let size = flatBytes;
      for (const { column, flat, list } of state) {
        const value = batch[column.name]![row] as Scalar | Float32Array | Float64Array | undefined;
        if (list) {
          list.push((value ?? null) as Float32Array | Float64Array | null);
          size += list.size;
        } else {
          flat.push((value ?? null) as Scalar);
          flatBytes += typeof value === "string" ? value.length + 8 : 8;
        }
      }
      rows++;
      if (size >= rowGroupBytes) await endRowGroup();
    }
  };

  const finish = async () => {
    await endRowGroup();
    const footer = new ByteWriter();
    footer.offset = offset;
    writeIndexes(footer, indexes);
    indexes = [];
    const key_value_metadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
    const facts = { version: 2, created_by: "neuroloom", schema: parquetSchemaOf(columns), num_rows: BigInt(total) };
    writeMetadata(footer, { ...facts, row_groups: rowGroups, key_value_metadata, metadata_length: 0 }, 64);
    footer.appendBytes(magic());
    await append(footer.getBytes());
    return total;
  };

  return { write: writeBatch, finish };
}

function listWriterOf(column: ParquetColumn, rowGroupBytes: number): ListChunkWriter | undefined {
  return column.isList ? listChunkWriter(column, rowGroupBytes) : undefined;
}

function describeChunk(column: ParquetColumn, bytes: ColumnChunkBytes | FlatChunk, offset: number) {
  const dictionarySize = "dictionarySize" in bytes ? bytes.dictionarySize : 0;
  const range = "range" in bytes ? bytes.range : undefined;
  const encoding = dictionarySize > 0 ? "RLE_DICTIONARY" : "PLAIN";
  const chunk: ColumnChunk = {
    file_offset: BigInt(offset),
    meta_data: {
      type: column.physical,
      encodings: encoding === "PLAIN" ? ["PLAIN", "RLE"] : ["PLAIN", "RLE", encoding],
      path_in_schema: [...column.path],
      codec: bytes.compressed ? "SNAPPY" : "UNCOMPRESSED",
      num_values: BigInt(bytes.nValues),
      total_uncompressed_size: BigInt(bytes.uncompressedSize),
      total_compressed_size: BigInt(bytes.bytes.length),
      data_page_offset: BigInt(offset + dictionarySize),
      ...(dictionarySize > 0 ? { dictionary_page_offset: BigInt(offset) } : {}),
      statistics: {
        null_count: BigInt(bytes.nNulls),
        ...(range && column.column.type !== "json" ? boundsOf(column, range) : {}),
      },
    },
  };
  const page_locations = bytes.offsetIndex?.page_locations.map((page) => ({
    ...page,
    offset: page.offset + BigInt(offset),
  }));
  return page_locations ? { chunk, offsetIndex: { page_locations } } : { chunk };
}

type Bound = NonNullable<Statistics["min_value"]>;

function boundsOf(column: ParquetColumn, range: NonNullable<FlatChunk["range"]>) {
  const convert = (value: Scalar | Uint8Array): Bound =>
    column.physical === "INT64" ? BigInt(value as number) : (value as Bound);
  return { min_value: convert(range.min), max_value: convert(range.max) };
}
