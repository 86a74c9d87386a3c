import { type ColumnChunk, type ColumnMetaData, type FileMetaData, parquetMetadata } from "hyparquet";
import { type ByteSource, readExactly } from "../../bytes/byte-source.js";
import { FormatError, isNeuroloomError } from "../../errors.js";

/** Footers are read in one go with the end of the file; almost all fit. */
const tailBytes = 64 * 1024;

/** The footer of a Parquet file. */
export interface ParquetFooter {
  readonly metadata: FileMetaData;
  readonly rows: number;
}

/**
 * Reads the footer of a Parquet file.
 *
 * @throws FormatError when it is no Parquet file or its footer is damaged
 */
export async function readFooter(source: ByteSource, signal?: AbortSignal): Promise<ParquetFooter> {
  const { size } = source;
  const tail = await readExactly(source, Math.max(0, size - tailBytes), size, "footer", signal);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const isParquet = size >= 12 && view.getUint32(tail.length - 4, true) === 0x31524150;
  if (!isParquet) throw damaged(source, "end of file", "PAR1", `${size} bytes that end otherwise`);
  const length = view.getUint32(tail.length - 8, true);
  if (length > size - 12) {
    throw damaged(source, "footer", `a length of at most ${size - 12} bytes`, `${length} bytes`);
  }
  const start = size - 8 - length;
  const bytes = length + 8 <= tail.length ? tail : await readExactly(source, start, size, "footer", signal);
  const metadata = guarded(source, "footer", () => {
    const found = parquetMetadata(bytes, { geoparquet: false });
    if (!isWellFormed(found)) throw new TypeError("other things in place of lists");
    return found;
  });
  const counts = metadata.row_groups.map((group) => Number(group.num_rows));
  const rows = counts.reduce((sum, count) => sum + count, 0);
  if (counts.some((count) => !(count >= 0)) || rows !== Number(metadata.num_rows) || !Number.isSafeInteger(rows)) {
    throw damaged(source, "footer", `row groups of ${metadata.num_rows} rows together`, `${rows}`);
  }
  return { metadata, rows };
}

/** In a damaged footer a list can come out as bytes. */
function isWellFormed({ row_groups }: FileMetaData): boolean {
  const isColumn = ({ meta_data }: ColumnChunk) => meta_data === undefined || Array.isArray(meta_data.path_in_schema);
  return (
    Array.isArray(row_groups) && row_groups.every(({ columns }) => Array.isArray(columns) && columns.every(isColumn))
  );
}

/** Where a column chunk stands in the file, checked against the file's size. */
export function chunkRange(source: ByteSource, chunk: ColumnMetaData): { start: number; end: number } {
  const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
  const end = start + Number(chunk.total_compressed_size);
  if (!(start >= 4 && end >= start && end <= source.size - 8)) {
    const place = `column ${chunk.path_in_schema[0]}`;
    throw damaged(source, place, `bytes inside the file of ${source.size}`, `${start} to ${end}`);
  }
  return { start, end };
}

/** The tagged error for a damaged place. */
export function damaged(
  source: { readonly name: string },
  place: string,
  expected: string,
  found: string,
  cause?: unknown,
): FormatError {
  const next = "the file is damaged or was written by something else: write it again";
  return new FormatError({ file: source.name, place, expected, found, next, cause });
}

/** Runs a decoder; whatever it throws on damaged bytes comes out as a tagged error. */
export function guarded<T>(source: { readonly name: string }, place: string, decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    if (isNeuroloomError(cause)) throw cause;
    throw damaged(source, place, "a readable structure", cause instanceof Error ? cause.message : "none", cause);
  }
}
