import { readdir, realpath, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { Manifest } from "../manifest/schema.js";
import { singleFiles } from "../manifest/single-files.js";
import type { CacheFolder } from "./cache-folder.js";

/** A file that the cache holds. */
export interface CachedFile {
  /** On disk. */
  readonly path: string;
  /** Below the cache, with `/`. */
  readonly name: string;
  readonly bytes: number;
}

/**
 * The data of the cache, whole files and beginnings, sorted by name; with a manifest, only its files. Links that
 * lead out of the cache are not followed and not listed.
 */
export async function cachedFiles(cache: CacheFolder, manifest?: Manifest): Promise<readonly CachedFile[]> {
  const root = await realpath(cache.root).catch(() => undefined);
  if (root === undefined) return [];
  const wanted = manifest && new Set(manifest.files.flatMap(singleFiles).map(({ path }) => path));
  const found: CachedFile[] = [];
  for (const folder of ["data", "partial"] as const) {
    const entries = await readdir(cache[folder], { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name);
      const inside = (await realpath(path)).startsWith(root + sep);
      const below = relative(cache[folder], path).split(sep).join("/");
      // beginnings lie two levels below a folder named like the file
      const owner = folder === "data" ? below : below.split("/").slice(0, -2).join("/");
      if (!inside || (wanted && !wanted.has(owner))) continue;
      found.push({ path, name: `${folder}/${below}`, bytes: (await stat(path)).size });
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Removes files that {@link cachedFiles} listed, and folders that are empty then. What the lock files promise about
 * files without a published hash, and accepted terms, stay.
 */
export async function cleanCache(cache: CacheFolder, files: readonly CachedFile[]): Promise<void> {
  for (const { path } of files) {
    await rm(path, { force: true });
    for (let folder = dirname(path); folder.startsWith(cache.root + sep); folder = dirname(folder)) {
      const removed = await rmdir(folder).then(
        () => true,
        () => false,
      );
      if (!removed) break;
    }
  }
}
