import { stat } from "node:fs/promises";
import { join } from "node:path";
import { matchesPattern } from "../manifest/matches-pattern.js";
import type { ManifestFile } from "../manifest/schema.js";
import { type SingleFile, singleFiles } from "../manifest/single-files.js";
import { folderFiles } from "./folder-files.js";

/** Where a file of a manifest lies on this machine. */
export interface LocatedFile {
  readonly file: SingleFile;
  readonly place: "files" | "mirror" | "cache" | null;
  /** On disk; null where the file is in no place. */
  readonly path: string | null;
  /** Size found on disk; null where the file is in no place. */
  readonly found: number | null;
}

/** The folders to look into, in this order. */
export interface DataFolders {
  /** A folder that holds the files of one dataset as its source names them, without the data folders above them. */
  readonly files?: string | undefined;
  readonly mirror: string | undefined;
  readonly cache: string;
}

/**
 * Looks for the files that an entry of a manifest stands for: in the folder with the user's own copies, in the mirror,
 * then in the cache's data folder; no file is opened. Of an entry with a pattern, the first folder that has a match
 * gives all of them.
 */
export async function locateEntry(entry: ManifestFile, folders: DataFolders): Promise<readonly LocatedFile[]> {
  const files = entry.pattern === undefined ? singleFiles(entry) : await matchingFiles(entry, folders);
  return Promise.all(files.map((file) => locateFile(file, folders)));
}

/** Looks for one file. */
export async function locateFile(file: SingleFile, folders: DataFolders): Promise<LocatedFile> {
  for (const { place, pathOf } of placesOf(folders)) {
    const path = pathOf(file.path);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) return { file, place, path, found: found.size };
  }
  return { file, place: null, path: null, found: null };
}

async function matchingFiles(entry: ManifestFile, folders: DataFolders): Promise<readonly SingleFile[]> {
  for (const { pathOf } of placesOf(folders)) {
    const matches: SingleFile[] = [];
    for await (const name of folderFiles(pathOf(entry.path)).list()) {
      if (!matchesPattern(name, entry.pattern ?? "*")) continue;
      const { urls, bytes, sha256, mediaType } = entry;
      matches.push({ path: `${entry.path}/${name}`, urls, bytes, sha256, mediaType });
    }
    if (matches.length > 0) return matches;
  }
  return singleFiles(entry);
}

function placesOf({ files, mirror, cache }: DataFolders) {
  const below = (folder: string) => (path: string) => join(folder, ...path.split("/"));
  return [
    // the data folder and the dataset's own are not part of what a source calls its files
    ...(files === undefined
      ? []
      : [{ place: "files" as const, pathOf: (path: string) => below(files)(sourceName(path)) }]),
    ...(mirror === undefined ? [] : [{ place: "mirror" as const, pathOf: below(mirror) }]),
    { place: "cache" as const, pathOf: below(cache) },
  ];
}

/** The path below the folder of a dataset: `celegans/skora2018/WT_fasted.mat` is WT_fasted.mat there. */
function sourceName(path: string): string {
  return path.split("/").slice(2).join("/");
}
