import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { SingleFile } from "../manifest/single-files.js";

/** Where a file of a manifest lies on this machine. */
export interface LocatedFile {
  readonly file: SingleFile;
  readonly place: "mirror" | "cache" | null;
  /** On disk; null where the file is in no place. */
  readonly path: string | null;
  /** Size found on disk; null where the file is in no place. */
  readonly found: number | null;
}

/** Looks for a file in the mirror, then in the cache's data folder; no file is opened. */
export async function locateFile(
  file: SingleFile,
  folders: { readonly mirror: string | undefined; readonly cache: string },
): Promise<LocatedFile> {
  const places = [
    { place: "mirror", folder: folders.mirror },
    { place: "cache", folder: folders.cache },
  ] as const;
  for (const { place, folder } of places) {
    if (folder === undefined) continue;
    const path = join(folder, ...file.path.split("/"));
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) return { file, place, path, found: found.size };
  }
  return { file, place: null, path: null, found: null };
}
