import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { compareCodePoints } from "../bytes/compare-code-points.js";
import { matchesFilePattern } from "../manifest/matches-file-pattern.js";
import type { ManifestFile } from "../manifest/schema.js";
import { type SingleFile, singleFiles } from "../manifest/single-files.js";

/** Where a file of a manifest lies on this machine. */
export interface LocatedFile {
  readonly file: SingleFile;
  readonly place: "files" | "mirror" | "cache" | null;
  /** On disk; null where the file is in no place. */
  readonly path: string | null;
  /** Size found on disk; null where the file is in no place. */
  readonly found: number | null;
  /** True where the manifest does not name the file: it was found by an entry's pattern, one of as many as there are. */
  readonly isMatch?: boolean;
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
  if (entry.pattern === undefined) return Promise.all(singleFiles(entry).map((file) => locateFile(file, folders)));
  const matches = await Promise.all((await matchingFiles(entry, folders)).map((file) => locateFile(file, folders)));
  return matches.map((match) => ({ ...match, isMatch: match.path !== null }));
}

/** Looks for one file. */
async function locateFile(file: SingleFile, folders: DataFolders): Promise<LocatedFile> {
  for (const { place, pathOf } of placesOf(folders)) {
    const path = pathOf(file.path);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) return { file, place, path, found: found.size };
  }
  return { file, place: null, path: null, found: null };
}

async function matchingFiles(entry: ManifestFile, folders: DataFolders): Promise<readonly SingleFile[]> {
  const { path, urls, bytes, sha256, mediaType, pattern = "*" } = entry;
  for (const { folderOf } of placesOf(folders)) {
    const names = (await namesBelow(folderOf(path))).filter((name) => matchesFilePattern(name, pattern));
    if (names.length > 0) return names.map((name) => ({ path: `${path}/${name}`, urls, bytes, sha256, mediaType }));
  }
  return singleFiles(entry);
}

/** Files below a folder, with `/`, sorted; a link to a file counts as one, as it does for a file that is named. */
async function namesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const names: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const isFile = entry.isFile() || (entry.isSymbolicLink() && (await stat(path).catch(() => undefined))?.isFile());
    if (isFile) names.push(relative(folder, path).split(sep).join("/"));
  }
  return names.sort(compareCodePoints);
}

function placesOf({ files, mirror, cache }: DataFolders) {
  const below = (folder: string) => (path: string) => join(folder, ...path.split("/"));
  const same = (folder: string) => ({ pathOf: below(folder), folderOf: below(folder) });
  return [
    // the data folder and the dataset's own are not part of what a source calls its files
    ...(files === undefined ? [] : [{ place: "files" as const, ...ownNames(below(files)) }]),
    ...(mirror === undefined ? [] : [{ place: "mirror" as const, ...same(mirror) }]),
    { place: "cache" as const, ...same(cache) },
  ];
}

/** The path below the folder of a dataset: `celegans/skora2018/WT_fasted.mat` is WT_fasted.mat there. */
function ownNames(below: (path: string) => string) {
  const dataFolders = 2;
  return {
    pathOf: (path: string) => {
      const parts = path.split("/");
      return below(parts.slice(Math.min(dataFolders, parts.length - 1)).join("/"));
    },
    folderOf: (path: string) => below(path.split("/").slice(dataFolders).join("/")),
  };
}
