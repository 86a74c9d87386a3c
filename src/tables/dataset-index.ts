import * as z from "zod/mini";
import { compareCodePoints } from "../bytes/compare-code-points.js";
import type { FileSet } from "../bytes/file-set.js";
import type { FolderSink } from "../bytes/folder-sink.js";
import { FormatError, isNeuroloomError, SchemaError } from "../errors.js";

/** One written part of a table. */
const writtenPart = z.object({
  table: z.string(),
  path: z.string(),
  rows: z.number(),
  bytes: z.number(),
  sha256: z.string(),
});

/** One dataset or analysis in a written folder. */
const partitionEntry = z.object({
  partition: z.enum(["dataset_id", "analysis_id"]),
  value: z.string(),
  toolVersion: z.nullable(z.string()),
  /** Schema version of each table that has parts. */
  tables: z.record(z.string(), z.number()),
  parts: z.array(writtenPart),
  manifest: z.optional(z.unknown()),
  /** What was asked for when it was written. */
  options: z.optional(z.unknown()),
  operations: z.optional(z.unknown()),
});

/** Stands in the place of an entry whose parts are being replaced. */
const replacedEntry = z.object({ partition: z.string(), value: z.string(), isBeingReplaced: z.literal(true) });

/** `dataset.json`: what a written folder holds. */
const datasetIndex = z.object({
  format: z.literal("neuroloom-tables"),
  formatVersion: z.number(),
  partitions: z.array(partitionEntry),
});

/** One written part: table, path, rows, bytes and SHA-256. */
export interface WrittenPart {
  readonly table: string;
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}
/** One dataset or analysis in a written folder, with its parts. */
export interface PartitionEntry {
  readonly partition: "dataset_id" | "analysis_id";
  readonly value: string;
  readonly toolVersion: string | null;
  /** Schema version of each table that has parts. */
  readonly tables: Readonly<Record<string, number>>;
  readonly parts: readonly WrittenPart[];
  /** The manifest of a dataset. */
  readonly manifest?: unknown;
  /** What was asked for when it was written. */
  readonly options?: unknown;
  /** The operations that made an analysis, with parameters and inputs. */
  readonly operations?: unknown;
}
/** What `dataset.json` says of a written folder. */
export interface DatasetIndex {
  readonly format: "neuroloom-tables";
  readonly formatVersion: number;
  readonly partitions: readonly PartitionEntry[];
}

export const indexPath = "dataset.json";
const entryFolder = "_index/";
const formatVersion = 1;

/** A folder that can be written and read. */
export type TableFolder = FolderSink & FileSet;

/** Name of the folder level of a partition: `dataset_id=kato2015`. */
export function partitionFolder(partition: string, value: string): string {
  return `${partition}=${encodeURIComponent(value)}`;
}

/** The contents of `dataset.json`, or undefined where there is none. */
export async function readDatasetIndex(files: FileSet): Promise<DatasetIndex | undefined> {
  const text = await readText(files, indexPath);
  return text === undefined ? undefined : indexOf(text);
}

function indexOf(text: string): DatasetIndex {
  const value = parsedJson(text, indexPath);
  const version = (value as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version === "number" && version > formatVersion) {
    const next = "install a newer neuroloom to read it";
    const fields = { file: indexPath, place: "formatVersion", expected: `at most ${formatVersion}` };
    throw new FormatError({ ...fields, found: String(version), next });
  }
  return parsed(datasetIndex, value, indexPath);
}

/**
 * Makes a partition's entry visible, last of all: first its own file, then `dataset.json` from all such files.
 *
 * Every partition has a file of its own, so that two processes that write different datasets into one folder never
 * write the same entry. `dataset.json` is made from these files and made again until it agrees with them: whichever
 * process writes it last has seen the entries of the others.
 */
export async function publishEntry(folder: TableFolder, entry: PartitionEntry): Promise<void> {
  await writeJson(folder, entryPath(entry.partition, entry.value), entry);
  await mergeEntries(folder);
}

/** Takes a partition out of the index before its parts change, so that a mixture is never listed. */
export async function withdrawEntry(folder: TableFolder, partition: string, value: string): Promise<void> {
  const path = entryPath(partition, value);
  const isListed = (await readDatasetIndex(folder))?.partitions.some(
    (entry) => entryPath(entry.partition, entry.value) === path,
  );
  if (!isListed && !(await folder.open(path))) return;
  await writeJson(folder, path, { partition, value, isBeingReplaced: true } satisfies z.infer<typeof replacedEntry>);
  await mergeEntries(folder);
}

async function mergeEntries(folder: TableFolder): Promise<void> {
  let merged: { readonly from: EntryTexts; readonly text: string } | undefined;
  for (;;) {
    const entries = await readEntries(folder);
    const index = await readText(folder, indexPath);
    if (merged && index === merged.text && isSame(entries, merged.from)) return;
    const text = mergedIndex(entries, index);
    if (index === text) return;
    await writeText(folder, indexPath, text);
    merged = { from: entries, text };
  }
}

/** The texts of the entry files by path. */
type EntryTexts = ReadonlyMap<string, string>;

async function readEntries(folder: TableFolder): Promise<EntryTexts> {
  const texts = new Map<string, string>();
  for await (const path of folder.list(entryFolder)) {
    const text = path.endsWith(".json") ? await readText(folder, path) : undefined;
    // another process may have taken it away since it was listed
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}

function isSame(a: EntryTexts, b: EntryTexts): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}

/** The text of `dataset.json` for these entries; `index` is the one that is there. */
function mergedIndex(texts: EntryTexts, index: string | undefined): string {
  const entries = new Map<string, PartitionEntry | undefined>();
  for (const [path, text] of texts) {
    const entry = parsed(z.union([partitionEntry, replacedEntry]), parsedJson(text, path), path);
    entries.set(path, "parts" in entry ? entry : undefined);
  }
  // a folder that was copied without the entry files keeps what its index lists
  for (const entry of index === undefined ? [] : indexOf(index).partitions) {
    const path = entryPath(entry.partition, entry.value);
    if (!entries.has(path)) entries.set(path, entry);
  }
  const sorted = [...entries].sort(([a], [b]) => compareCodePoints(a, b));
  const partitions = sorted.flatMap(([, entry]) => (entry ? [entry] : []));
  return jsonText({ format: "neuroloom-tables", formatVersion, partitions } satisfies DatasetIndex);
}

/** How the paths of drafts begin that killed writers of a partition's entry leave behind. */
export function entryDrafts(level: string): string {
  return `${entryFolder}.${level}.json.`;
}

function entryPath(partition: string, value: string): string {
  return `${entryFolder}${partitionFolder(partition, value)}.json`;
}

/** How often a file may be replaced between its opening and its reading. */
const mostReplacements = 100;

/** Another process may put a newer file in this one's place at any moment: then the newer one is read. */
async function readText(files: FileSet, path: string): Promise<string | undefined> {
  for (let replaced = 0; ; replaced++) {
    const source = await files.open(path);
    try {
      return source && new TextDecoder().decode(await source.read(0, source.size));
    } catch (error) {
      if (!isNeuroloomError(error, "integrity") || replaced === mostReplacements) throw error;
    }
  }
}

function parsedJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const next = "delete it and prepare the folder again";
    throw new FormatError({ file: path, place: "whole file", expected: "JSON", found: "other text", next, cause });
  }
}

function parsed<T>(schema: z.ZodMiniType<T>, value: unknown, file: string): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw new SchemaError({
    file,
    issues: result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
  });
}

function writeJson(folder: FolderSink, path: string, value: unknown): Promise<void> {
  return writeText(folder, path, jsonText(value));
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function writeText(folder: FolderSink, path: string, text: string): Promise<void> {
  const writer = await folder.create(path);
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
}
