import * as z from "zod/mini";
import { SchemaError } from "../errors.js";
import { parseWithSchema } from "./schema-issues.js";
import type { SingleFile } from "./single-files.js";

/**
 * What was found at the first download of files whose hash the manifest does not know. From then on a file is checked
 * against it, so that a silent change at the source is seen.
 */
const lockSchema = z.strictObject({
  lockVersion: z.literal(1),
  dataset: z.string(),
  files: z.record(
    z.string(),
    z.strictObject({ sha256: z.string(), bytes: z.number(), url: z.nullable(z.string()), fetchedUtc: z.string() }),
  ),
});

export type Lock = z.infer<typeof lockSchema>;
export type LockEntry = Lock["files"][string];

/** A lock that knows nothing yet. */
export function emptyLock(dataset: string): Lock {
  return { lockVersion: 1, dataset, files: {} };
}

/**
 * Reads the text of a lock file.
 *
 * @throws SchemaError naming every problem
 */
export function parseLock(text: string, file: string): Lock {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw new SchemaError({ file, issues: [`no valid JSON: ${(cause as Error).message}`], cause });
  }
  const parsed = parseWithSchema(lockSchema, data);
  if ("issues" in parsed) throw new SchemaError({ file, issues: parsed.issues });
  return parsed.value;
}

/** A lock file's text: paths sorted, so that two machines write the same. */
export function lockText(lock: Lock): string {
  const entries = Object.entries(lock.files).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ ...lock, files: Object.fromEntries(entries) }, null, 2)}\n`;
}

/** A file with the size and hash of its lock entry where the manifest knows none. */
export function withLock(file: SingleFile, lock: Lock): SingleFile {
  const entry = Object.hasOwn(lock.files, file.path) ? lock.files[file.path] : undefined;
  if (!entry || file.sha256.length > 0) return file;
  return { ...file, sha256: [entry.sha256], bytes: file.bytes ?? entry.bytes };
}

/** A lock with one more entry; an entry that is there stays as it is. */
export function lockWith(lock: Lock, path: string, entry: LockEntry): Lock {
  return Object.hasOwn(lock.files, path) ? lock : { ...lock, files: { ...lock.files, [path]: entry } };
}
