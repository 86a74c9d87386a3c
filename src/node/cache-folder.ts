import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ArgumentError } from "../errors.js";

/**
 * The layout of the cache. `data` mirrors the paths of the manifests, so that a cache can serve as a mirror and a
 * person finds a file by its name; nothing is linked, so it works on every file system.
 */
export interface CacheFolder {
  readonly root: string;
  /** Whole, verified files below their manifest paths. */
  readonly data: string;
  /** Files on their way in. */
  readonly partial: string;
  /** One lock file per dataset. */
  readonly locks: string;
  /** Hashes of files by path, size and time, to spare hashing them again. */
  readonly hashes: string;
  /** Terms that were accepted. */
  readonly accepted: string;
}

/** Names the places inside a cache; creates nothing. */
export function cacheFolder(root: string): CacheFolder {
  return {
    root,
    data: join(root, "data"),
    partial: join(root, "partial"),
    locks: join(root, "locks"),
    hashes: join(root, "hashes.json"),
    accepted: join(root, "accepted-terms.json"),
  };
}

// the signature is fixed by the Cache Directory Tagging Specification; backup programs leave such folders out
const cacheTag = "Signature: 8a477f597d28d172789f06886806bc55\n# Downloaded data of neuroloom; safe to delete.\n";

/**
 * Creates the cache's folder where it is missing, and tags it as a cache.
 *
 * @throws ArgumentError when the folder cannot be made or written
 */
export async function createCacheFolder(cache: CacheFolder): Promise<void> {
  try {
    await mkdir(cache.root, { recursive: true });
    await writeFile(join(cache.root, "CACHEDIR.TAG"), cacheTag, { flag: "wx" });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(cache.root)).isDirectory()) return;
    const next = "choose another with --cache-dir or NEUROLOOM_CACHE";
    const found = `${cache.root} (${code})`;
    throw new ArgumentError({ argument: "cacheDir", expected: "a folder that can be written", found, next, cause });
  }
}
