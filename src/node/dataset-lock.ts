import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { emptyLock, type Lock, type LockEntry, lockText, lockWith, parseLock } from "../manifest/lock.js";
import type { CacheFolder } from "./cache-folder.js";
import type { HashMemory } from "./hash-memory.js";
import type { LocatedFile } from "./locate-file.js";
import { writeAtomically } from "./write-atomically.js";

/** The lock file of a dataset in the cache. */
function datasetLockPath(cache: CacheFolder, dataset: string): string {
  return join(cache.locks, `${dataset}.lock.json`);
}

/**
 * Reads the lock of a dataset; empty where there is none.
 *
 * @throws SchemaError when the lock file is damaged: guessing would drop a promise about the bytes
 */
export async function readDatasetLock(cache: CacheFolder, dataset: string): Promise<Lock> {
  const path = datasetLockPath(cache, dataset);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  return text === undefined ? emptyLock(dataset) : parseLock(text, path);
}

/** Adds entries to the lock of a dataset; entries that are there stay as they are. */
export async function addToDatasetLock(
  cache: CacheFolder,
  dataset: string,
  entries: ReadonlyMap<string, LockEntry>,
): Promise<void> {
  if (entries.size === 0) return;
  let lock = await readDatasetLock(cache, dataset);
  for (const [path, entry] of entries) lock = lockWith(lock, path, entry);
  await writeAtomically(datasetLockPath(cache, dataset), lockText(lock));
}

/**
 * Locks files of the cache whose hash is known from nowhere: a run that was killed after it fetched them and before
 * it wrote the lock leaves such files.
 */
export async function lockUnlocked(
  cache: CacheFolder,
  dataset: string,
  located: readonly LocatedFile[],
  hashes: HashMemory,
  now: number,
): Promise<void> {
  const entries = new Map<string, LockEntry>();
  for (const { file, place, path, found } of located) {
    if (place !== "cache" || path === null || found === null || file.sha256.length > 0) continue;
    const sha256 = await hashes.sha256Of(path);
    entries.set(file.path, { sha256, bytes: found, url: null, fetchedUtc: new Date(now).toISOString() });
  }
  await addToDatasetLock(cache, dataset, entries);
}
