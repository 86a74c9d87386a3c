import { createFile } from "../bytes/create-file.js";
import type { FolderSink } from "../bytes/folder-sink.js";
import { ArgumentError, UnknownNameError } from "../errors.js";
import { writeNeuralData } from "../export/celegans-neural-data.js";
import { graphFormats } from "../export/graph-formats.js";
import { ignoreProgress } from "../progress.js";
import { rowCount, type TableBatch } from "../tables/batch.js";
import { toCsv } from "../tables/csv.js";
import type { TableReader } from "../tables/table-reader.js";
import type { TableName } from "../tables/tables.js";
import { consensusFormat, exportConsensus } from "./export-consensus.js";
import { exportGraphs } from "./export-graphs.js";
import { exportImageLabels, imageLabelFormat } from "./export-image-labels.js";
import type { ExportedFile, ExportOptions } from "./export-options.js";

/** Turns the batches of a table into the bytes of a file. */
type Encode = (batches: AsyncIterable<TableBatch>) => AsyncIterable<Uint8Array>;

/** The formats, by name; each writes one file per table. */
const exportFormats: Readonly<Record<string, { readonly extension: string; readonly encode: Encode }>> = {
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

/** Formats that have tables of their own. */
const ownFormats: Readonly<Record<string, typeof exportConsensus>> = {
  [consensusFormat]: exportConsensus,
  [imageLabelFormat]: exportImageLabels,
};

/** The format of the published product: one file of one table. */
const productFormat = "celegans-neural-data";

/**
 * Writes tables into a folder in another format, `<table>.csv` or `<table>.arrow`, in the memory of a few batches; or
 * the published traces as `celegans-neural-data.parquet`, the file of the published product; or the connectomes as
 * graphs, see `exportGraphs`, or the published consensus, see `exportConsensus`, or the instances of label volumes as
 * attributes of label images, see `exportImageLabels`.
 *
 * @throws UnknownNameError for a format or a table that does not exist; ArgumentError where there are no published
 *   traces to export as the product, or tables are named for it
 */
export async function exportTables(
  reader: TableReader,
  format: string,
  sink: FolderSink,
  options: ExportOptions = {},
): Promise<readonly ExportedFile[]> {
  const { onProgress = ignoreProgress, signal } = options;
  if (format === productFormat) return [await exportProduct(reader, sink, options)];
  if (Object.hasOwn(ownFormats, format) || Object.hasOwn(graphFormats, format)) {
    if (options.tables === undefined) {
      return ownFormats[format]?.(reader, sink, options) ?? exportGraphs(reader, format, sink, options);
    }
    const expected = `no tables with ${format}, which has its own`;
    throw new ArgumentError({ argument: "--table", expected, found: options.tables.join(", ") });
  }
  if (!Object.hasOwn(exportFormats, format)) {
    throw new UnknownNameError({
      kind: "export format",
      name: format,
      known: [...Object.keys(exportFormats), productFormat, ...Object.keys(ownFormats), ...Object.keys(graphFormats)],
    });
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
    await createFile(sink, path, async (file) => {
      for await (const bytes of encode(counted())) await file.write(bytes);
    });
    onProgress({ kind: "done", task: "export", item: name, done: rows, unit: "rows" });
    written.push({ path, rows });
  }
  return written;
}

async function exportProduct(reader: TableReader, sink: FolderSink, options: ExportOptions): Promise<ExportedFile> {
  const { onProgress = ignoreProgress, signal, tables } = options;
  if (tables !== undefined) {
    const expected = `no tables with ${productFormat}, which is made of published_traces`;
    throw new ArgumentError({ argument: "--table", expected, found: tables.join(", ") });
  }
  if (!reader.tables.includes("published_traces")) {
    const found = reader.tables.join(", ") || "no table";
    const next = "write them with neuroloom prepare ID --mode published";
    throw new ArgumentError({ argument: productFormat, expected: "a folder with published_traces", found, next });
  }
  const path = `${productFormat}.parquet`;
  const progress = { task: "export", item: "published_traces", unit: "rows" } as const;
  const onRows = (done: number) => onProgress({ kind: "advanced", ...progress, done, total: null });
  const rows = await createFile(sink, path, (file) =>
    writeNeuralData(reader, (bytes) => file.write(bytes), { ...(signal ? { signal } : {}), onRows }),
  );
  onProgress({ kind: "done", ...progress, done: rows });
  return { path, rows };
}
