import { MissingFileError } from "../errors.js";
import type { ByteSource } from "./byte-source.js";

/**
 * A named set of byte sources: a folder, a zip, the cache, a dataset tree. Paths use `/`, are relative, and never
 * leave the set (`..`, absolute paths and drive letters are treated as missing). A missing file is `undefined`,
 * never an exception.
 */
export interface FileSet {
  /** The source at `path`, or undefined where there is none. */
  open(path: string): Promise<ByteSource | undefined>;
  /** All paths that start with `prefix`, sorted by code point. */
  list(prefix?: string): AsyncIterable<string>;
}

/** Opens `path`, or throws a {@link MissingFileError}. */
export async function openRequired(files: FileSet, path: string): Promise<ByteSource> {
  const source = await files.open(path);
  if (!source) throw new MissingFileError({ file: path, searched: ["the given files"] });
  return source;
}

/** True when `path` is relative, uses `/`, and stays below its root. */
export function isInside(path: string): boolean {
  if (path === "" || path.startsWith("/") || path.includes("\\") || path.includes("\0") || /^[A-Za-z]:/.test(path)) {
    return false;
  }
  return path.split("/").every((part) => part !== ".." && part !== "." && part !== "");
}
