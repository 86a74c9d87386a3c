import type { FileSet } from "../bytes/file-set.js";
import { readPieces } from "../bytes/read-pieces.js";
import { type Sha256, sha256 } from "../bytes/sha256.js";
import { isNeuroloomError } from "../errors.js";
import { ignoreProgress, type OnProgress } from "../progress.js";
import {
  type DatasetIndex,
  indexPath,
  type PartitionEntry,
  readDatasetIndex,
  type WrittenPart,
} from "./dataset-index.js";
import { tablesOf } from "./open-tables.js";
import type { TableReader } from "./table-reader.js";
import { type Problem, problemList } from "./validation/problem.js";
import { type ValidateOptions, validateTables } from "./validation/validate-tables.js";

/** How {@link validate} checks a folder. */
export interface ValidateFolderOptions extends ValidateOptions {
  /** A streaming SHA-256; default: one that runs anywhere. */
  readonly sha256?: () => Sha256;
  readonly onProgress?: OnProgress;
}

/**
 * Checks a written folder, or tables of any other origin.
 *
 * Of a folder: that `dataset.json` is there and readable, that every listed part is there with its size and SHA-256,
 * that no part is there which is not listed, that no table is of a newer schema version, that parts hold as many rows as
 * listed; then, as of any tables, what {@link validateTables} checks. Damaged parts are reported and not read.
 *
 * @returns all problems; none for a sound folder
 */
export async function validate(
  source: FileSet | TableReader,
  options: ValidateFolderOptions = {},
): Promise<readonly Problem[]> {
  if ("tables" in source) return validateTables(source, options);
  const problems = problemList(options.limit ?? 20);
  const integrity = { kind: "integrity" as const };
  let index: DatasetIndex | undefined;
  try {
    index = await readDatasetIndex(source);
    if (!index) problems.add({ ...integrity, table: indexPath, rule: "has to be there; it is written last" });
  } catch (error) {
    if (!isNeuroloomError(error)) throw error;
    problems.add({ ...integrity, table: indexPath, rule: "has to be readable", found: error.message });
  }
  await reportUnlisted(source, index, problems);
  if (!index) return problems.finish();
  const sound: PartitionEntry[] = [];
  for (const entry of index.partitions) {
    const parts: WrittenPart[] = [];
    for (const part of entry.parts) if (await checkPart(source, part, options, problems)) parts.push(part);
    sound.push({ ...entry, parts });
  }
  try {
    const tables = tablesOf(source, { ...index, partitions: sound });
    await checkRows(tables, sound, problems);
    return [...problems.finish(), ...(await validateTables(tables, options))];
  } catch (error) {
    if (!isNeuroloomError(error, "format")) throw error;
    problems.add({ ...integrity, table: indexPath, rule: "has to be readable", found: error.message });
    return problems.finish();
  }
}

async function reportUnlisted(
  files: FileSet,
  index: DatasetIndex | undefined,
  problems: ReturnType<typeof problemList>,
): Promise<void> {
  const listed = new Set(index?.partitions.flatMap(({ parts }) => parts.map(({ path }) => path)));
  for await (const path of files.list()) {
    if (!path.endsWith(".parquet") || listed.has(path)) continue;
    problems.add({ kind: "integrity", table: path, rule: `has to be listed in ${indexPath}: a run was stopped here` });
  }
}

async function checkPart(
  files: FileSet,
  part: WrittenPart,
  options: ValidateFolderOptions,
  problems: ReturnType<typeof problemList>,
): Promise<boolean> {
  const { path, bytes } = part;
  const { signal, onProgress = ignoreProgress } = options;
  const broken = (rule: string, found: string | null) => {
    problems.add({ kind: "integrity", table: path, rule, found });
    return false;
  };
  const source = await files.open(path);
  if (!source) return broken("has to be there", null);
  if (source.size !== bytes) return broken(`has to have ${bytes} bytes`, String(source.size));
  const hash = (options.sha256 ?? sha256)();
  onProgress({ kind: "started", task: "verify", item: path, total: bytes, unit: "bytes" });
  let done = 0;
  for await (const piece of readPieces(source, signal ? { signal } : {})) {
    hash.update(piece);
    done += piece.length;
    onProgress({ kind: "advanced", task: "verify", item: path, done, total: bytes, unit: "bytes" });
  }
  onProgress({ kind: "done", task: "verify", item: path, done, total: bytes, unit: "bytes" });
  const found = hash.hex();
  return found === part.sha256 ? true : broken(`has to have the SHA-256 ${part.sha256}`, found);
}

async function checkRows(
  tables: ReturnType<typeof tablesOf>,
  partitions: DatasetIndex["partitions"],
  problems: ReturnType<typeof problemList>,
): Promise<void> {
  for (const { parts } of partitions) {
    for (const part of parts) {
      const found = await tables.partRows(part);
      if (found === part.rows) continue;
      problems.add({
        kind: "integrity",
        table: part.path,
        rule: `has to have ${part.rows} rows`,
        found: String(found),
      });
    }
  }
}
