import type { FileWriter } from "../bytes/folder-sink.js";
import { type Sha256, sha256 } from "../bytes/sha256.js";
import { EmptyResultError, TableError } from "../errors.js";
import { rowCount, type TableBatch } from "./batch.js";
import { checkBatch } from "./check-batch.js";
import {
  entryDrafts,
  partitionFolder,
  publishEntry,
  type TableFolder,
  type WrittenPart,
  withdrawEntry,
} from "./dataset-index.js";
import { fileMetadata, type WriterMetadata } from "./file-metadata.js";
import { type ParquetFileWriter, parquetFileWriter } from "./parquet/write-parquet.js";
import { tables as definitions, type TableName, tableDefinition } from "./tables.js";
import { uniqueKeys } from "./unique-keys.js";

/** Which partition {@link createTableWriter} writes, and how. */
export interface TableWriterOptions {
  readonly partition: { readonly name: "dataset_id" | "analysis_id"; readonly value: string };
  readonly metadata?: WriterMetadata;
  /** A part ends when it reaches about this size. Default: 1 GiB. */
  readonly partBytes?: number;
  /** Size of the values of a row group. Default: 2 MiB. */
  readonly rowGroupBytes?: number;
  /** A streaming SHA-256; default: one that runs anywhere, several times slower than the one of Node. */
  readonly sha256?: () => Sha256;
}

/** Writes batches of many tables into one partition of a folder. */
export interface TableWriter {
  /** Checks the batch against its table's definition and takes it over. Calls must not overlap. */
  write(batch: TableBatch): Promise<void>;
  /** Makes everything visible at once, and lists the parts. */
  finish(): Promise<readonly WrittenPart[]>;
  /** Throws away what was written; what the folder held before stays as it was. */
  abort(): Promise<void>;
}

interface OpenPart {
  readonly path: string;
  readonly file: FileWriter;
  readonly parquet: ParquetFileWriter;
  readonly hash: Sha256;
  bytes: number;
}

interface OpenTable {
  readonly checkKeys: ReturnType<typeof uniqueKeys>;
  readonly complete: { part: WrittenPart; file: FileWriter }[];
  open: OpenPart | undefined;
  rows: number;
}

/**
 * Streams tables into `<table>/<partition>=<value>/part-00000.parquet` and, last, their list into `dataset.json`.
 *
 * All parts stay invisible until `finish`; until then a run that dies leaves the folder as it was. `finish` takes the
 * partition out of the index, shows the new parts, removes those of an earlier run that had more, and publishes the new
 * list: at every moment what `dataset.json` lists is there as a whole. Two processes may write different partitions
 * into one folder at a time.
 *
 * @throws TableError from `write` when a batch breaks its definition
 * @throws EmptyResultError from `finish` when no row came
 */
export function createTableWriter(folder: TableFolder, options: TableWriterOptions): TableWriter {
  const { partition, metadata = {}, partBytes = 2 ** 30, rowGroupBytes } = options;
  const newHash = options.sha256 ?? sha256;
  const tables = new Map<TableName, OpenTable>();
  const level = partitionFolder(partition.name, partition.value);

  const openPart = async (table: TableName, number: number): Promise<OpenPart> => {
    const path = `${table}/${level}/part-${String(number).padStart(5, "0")}.parquet`;
    const file = await folder.create(path);
    const definition = tableDefinition(table);
    const notes = fileMetadata(definition, partition, metadata);
    const write = async (bytes: Uint8Array) => {
      part.hash.update(bytes);
      part.bytes += bytes.length;
      await file.write(bytes);
    };
    const settings = rowGroupBytes === undefined ? { metadata: notes } : { metadata: notes, rowGroupBytes };
    const parquet = parquetFileWriter(definition, write, settings);
    const part: OpenPart = { path, file, parquet, hash: newHash(), bytes: 0 };
    return part;
  };

  const endPart = async (table: TableName, state: OpenTable) => {
    if (!state.open) return;
    const { path, file, parquet, hash } = state.open;
    const rows = await parquet.finish();
    const part = { table, path, rows, bytes: state.open.bytes, sha256: hash.hex() };
    state.complete.push({ part, file });
    state.open = undefined;
  };

  const write = async (batch: TableBatch) => {
    const { table } = batch;
    const known = tables.get(table);
    const columns = checkBatch(batch, { firstRow: known?.rows ?? 0, partition });
    const level = tableDefinition(table).partition;
    if (level !== partition.name) {
      throw new TableError({ table, rule: `belongs into folders of one ${level}`, found: partition.name });
    }
    const rows = rowCount(batch);
    if (rows === 0) return;
    const state = known ?? { checkKeys: uniqueKeys(tableDefinition(table)), complete: [], open: undefined, rows: 0 };
    tables.set(table, state);
    state.checkKeys(columns, state.rows);
    state.open ??= await openPart(table, state.complete.length);
    await state.open.parquet.write(columns);
    state.rows += rows;
    if (state.open.bytes >= partBytes) await endPart(table, state);
  };

  const finish = async () => {
    if (tables.size === 0) throw new EmptyResultError({ what: `${partition.name} ${partition.value}` });
    for (const [table, state] of tables) await endPart(table, state);
    const complete = [...tables.values()].flatMap((state) => state.complete);
    await withdrawEntry(folder, partition.name, partition.value);
    for (const { file } of complete) await file.close();
    const parts = complete.map(({ part }) => part);
    await removeOthers(folder, level, new Set(parts.map(({ path }) => path)));
    await publishEntry(folder, {
      partition: partition.name,
      value: partition.value,
      toolVersion: metadata.toolVersion ?? null,
      tables: Object.fromEntries([...tables.keys()].map((table) => [table, tableDefinition(table).version])),
      parts,
      ...(metadata.manifest === undefined ? {} : { manifest: metadata.manifest }),
      ...(metadata.options === undefined ? {} : { options: metadata.options }),
      ...(metadata.operations === undefined ? {} : { operations: metadata.operations }),
    });
    return parts;
  };

  const abort = async () => {
    for (const { complete, open } of tables.values()) {
      for (const { file } of complete) await file.abort();
      await open?.file.abort();
    }
    tables.clear();
  };

  return { write, finish, abort };
}

/**
 * Removes the files of a partition that are not among `keep`: an earlier run may have had more parts or tables, one
 * that died may have left hidden drafts.
 */
async function removeOthers(folder: TableFolder, level: string, keep: ReadonlySet<string>): Promise<void> {
  const stale: string[] = [];
  for (const table of Object.keys(definitions)) {
    for await (const path of folder.list(`${table}/${level}/`)) if (!keep.has(path)) stale.push(path);
  }
  for await (const path of folder.list(entryDrafts(level))) stale.push(path);
  for (const path of stale) await folder.remove(path);
}
