import type { ManifestFile } from "./schema.js";

/** One file that can be placed, fetched and hashed on its own. */
export interface SingleFile {
  readonly path: string;
  readonly urls: readonly string[];
  readonly bytes: number | null;
  /** All hashes that are accepted; empty where none is known. */
  readonly sha256: readonly string[];
  readonly mediaType: string;
  /** The folder that lists it; absent for a file with an entry of its own. */
  readonly folder?: string;
}

/**
 * The files that an entry of a manifest stands for: itself, or each member of a folder. The addresses of a folder's
 * members are the folder's addresses with the member's path appended. An entry with a pattern stands for files that
 * only a look into a folder tells: here it is one path with the pattern in it.
 */
export function singleFiles(entry: ManifestFile): readonly SingleFile[] {
  const { path, urls, bytes, sha256, mediaType, members, pattern } = entry;
  if (pattern !== undefined) return [{ path: `${path}/${pattern}`, urls, bytes, sha256, mediaType }];
  if (!members) return [{ path, urls, bytes, sha256, mediaType }];
  return members.map((member) => ({
    path: `${path}/${member.path}`,
    urls: urls.map((url) => `${url.replace(/\/$/, "")}/${member.path.split("/").map(encodeURIComponent).join("/")}`),
    bytes: member.bytes,
    sha256: member.sha256,
    mediaType,
    folder: path,
  }));
}
