import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { compareCodePoints } from "../bytes/compare-code-points.js";
import { type FileSet, isInside } from "../bytes/file-set.js";
import { fileSource } from "./file-source.js";

/**
 * A folder of this machine as a file set; a folder that does not exist is an empty set. A symbolic link counts as what
 * it points to when that lies inside the folder too, and as missing when it does not.
 */
export function folderFiles(root: string): FileSet {
  return {
    async open(path) {
      const file = isInside(path) ? await realPathInside(root, path) : undefined;
      if (file === undefined || !(await stat(file)).isFile()) return undefined;
      return fileSource(file, path);
    },
    async *list(prefix = "") {
      yield* filesBelow(root, "", prefix, []);
    },
  };
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
  try {
    const realRoot = await realpath(root);
    const real = await realpath(join(realRoot, ...path.split("/")));
    const rootPrefix = realRoot.endsWith(sep) ? realRoot : realRoot + sep;
    return real === realRoot || real.startsWith(rootPrefix) ? real : undefined;
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
