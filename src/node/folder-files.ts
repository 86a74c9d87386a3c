import { type Dirent, lstatSync, statSync } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { ByteSource } from "../bytes/byte-source.js";
import { compareCodePoints } from "../bytes/compare-code-points.js";
import { type FileSet, isInside } from "../bytes/file-set.js";
import { sourceOf } from "./file-source.js";
import { letOthersRun } from "./let-others-run.js";

/**
 * A folder of this machine as a file set; a folder that does not exist is an empty set. A symbolic link counts as what
 * it points to when that lies inside the folder too, and as missing when it does not.
 */
export function folderFiles(root: string): FileSet {
  /** Where folders really are; looked up once, since stores may have a file for each of thousands of chunks. */
  const known = new Map<string, string>();

  async function realFolderOf(folder: string): Promise<string | undefined> {
    const found = known.get(folder) ?? (await realPathInside(root, folder));
    if (found !== undefined) known.set(folder, found);
    return found;
  }

  return {
    async open(path) {
      if (!isInside(path)) return undefined;
      const slash = path.lastIndexOf("/");
      const folder = await realFolderOf(path.slice(0, Math.max(0, slash)));
      if (folder === undefined) return undefined;
      await letOthersRun();
      const file = join(folder, path.slice(slash + 1));
      // on the spot: to ask another thread takes several times longer than to look
      const status = unlessMissing(() => lstatSync(file));
      if (status?.isSymbolicLink()) return openLinked(path);
      return status?.isFile() ? sourceOf(file, path, status) : undefined;
    },
    async *list(prefix = "") {
      yield* filesBelow(root, "", prefix, []);
    },
  };

  async function openLinked(path: string): Promise<ByteSource | undefined> {
    const target = await realPathInside(root, path);
    const status = target === undefined ? undefined : unlessMissing(() => statSync(target));
    return target !== undefined && status?.isFile() ? sourceOf(target, path, status) : undefined;
  }
}

/**
 * The files below one folder in the order of their whole paths. `above` holds the real folders on the way here; `known`
 * is where the folder really is when that is clear: a folder that is no link lies in the one that lists it.
 */
async function* filesBelow(
  root: string,
  folder: string,
  prefix: string,
  above: readonly string[],
  known?: string,
): AsyncGenerator<string> {
  const real = known ?? (await realPathInside(root, folder));
  if (real === undefined || above.includes(real)) return;
  const found: { path: string; key: string; isFolder: boolean; known: string | undefined }[] = [];
  for (const entry of await entriesOf(real)) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const kind = await kindOf(root, path, entry);
    if (kind === "other") continue;
    const isFolder = kind === "folder";
    found.push({ path, key: isFolder ? `${path}/` : path, isFolder, known: placeOf(real, entry) });
  }
  found.sort((a, b) => compareCodePoints(a.key, b.key));
  for (const { path, key, isFolder, known: place } of found) {
    if (!isFolder && path.startsWith(prefix)) yield path;
    if (isFolder && (key.startsWith(prefix) || prefix.startsWith(key))) {
      yield* filesBelow(root, path, prefix, [...above, real], place);
    }
  }
}

function placeOf(folder: string, entry: Dirent): string | undefined {
  return entry.isSymbolicLink() ? undefined : join(folder, entry.name);
}

/** A folder may be gone by the time it is listed. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function kindOf(root: string, path: string, entry: Dirent): Promise<"file" | "folder" | "other"> {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  if (!entry.isSymbolicLink()) return "other";
  const target = await realPathInside(root, path);
  if (target === undefined) return "other";
  const status = await stat(target);
  if (status.isFile()) return "file";
  return status.isDirectory() ? "folder" : "other";
}

/** Where `path` really is, unless it is missing or outside of the root. */
async function realPathInside(root: string, path: string): Promise<string | undefined> {
  const realRoot = await realPathOf(root);
  if (realRoot === undefined) return undefined;
  const real = await realPathOf(join(realRoot, ...path.split("/")));
  const rootPrefix = realRoot.endsWith(sep) ? realRoot : realRoot + sep;
  return real === realRoot || real?.startsWith(rootPrefix) ? real : undefined;
}

async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function unlessMissing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Also for a name that is too long to exist, and for links that go in circles. */
function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG" || code === "ELOOP" || code === "EINVAL";
}
