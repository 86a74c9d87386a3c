import type { FolderSink } from "../bytes/folder-sink.js";
import { UnknownNameError } from "../errors.js";
import { ignoreProgress, type OnProgress } from "../progress.js";
import { rowCount, type TableBatch } from "../tables/batch.js";
import { toCsv } from "../tables/csv.js";
import type { TableReader } from "../tables/table-reader.js";
import type { TableName } from "../tables/tables.js";

/** Which tables {@link exportTables} writes. */
export interface ExportOptions {
  /** Default: all tables. */
  readonly tables?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** What one exported file holds. */
export interface ExportedFile {
  readonly path: string;
  readonly rows: number;
}

/** Turns the batches of a table into the bytes of a file. */
type Encode = (batches: AsyncIterable<TableBatch>) => AsyncIterable<Uint8Array>;

/** The formats, by name; each writes one file per table. */
export const exportFormats: Readonly<Record<string, { readonly extension: string; readonly encode: Encode }>> = {
  csv: {
    extension: "csv",
    async *encode(batches) {
      const encoder = new TextEncoder();
      for await (const text of toCsv(batches)) yield encoder.encode(text);
    },
  },
  arrow: {
    extension: "arrow",
    async *encode(batches) {
      const { arrowFile } = await import("../tables/arrow-file.js");
      yield* arrowFile(batches);
    },
  },
};

/**
 * Writes tables into a folder in another format, `<table>.csv` or `<table>.arrow`, in the memory of a few batches.
 *
 * @throws UnknownNameError for a format or a table that does not exist
 */
export async function exportTables(
  reader: TableReader,
  format: string,
  sink: FolderSink,
  options: ExportOptions = {},
): Promise<readonly ExportedFile[]> {
  const { onProgress = ignoreProgress, signal } = options;
  if (!Object.hasOwn(exportFormats, format)) {
    throw new UnknownNameError({ kind: "export format", name: format, known: Object.keys(exportFormats) });
  }
  const { extension, encode } = exportFormats[format]!;
  const names = options.tables ?? reader.tables;
  for (const name of names) {
    if (!(reader.tables as readonly string[]).includes(name)) {
      throw new UnknownNameError({ kind: "table in the folder", name, known: reader.tables });
    }
  }
  const written: ExportedFile[] = [];
  for (const name of names as readonly TableName[]) {
    const path = `${name}.${extension}`;
    let rows = 0;
    const counted = async function* () {
      for await (const batch of reader.read(name, signal ? { signal } : {})) {
        rows += rowCount(batch);
        onProgress({ kind: "advanced", task: "export", item: name, done: rows, total: null, unit: "rows" });
        yield batch;
      }
    };
    const file = await sink.create(path);
    try {
      for await (const bytes of encode(counted())) await file.write(bytes);
      await file.close();
    } catch (error) {
      await file.abort();
      throw error;
    }
    onProgress({ kind: "done", task: "export", item: name, done: rows, unit: "rows" });
    written.push({ path, rows });
  }
  return written;
}
