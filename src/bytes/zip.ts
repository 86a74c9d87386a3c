import { type FileEntry, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { FormatError } from "../errors.js";
import type { ByteSource } from "./byte-source.js";
import { compareCodePoints } from "./compare-code-points.js";
import { type FileSet, isInside } from "./file-set.js";
import { zipError } from "./zip-errors.js";
import { zipMember } from "./zip-member.js";
import { ByteSourceReader } from "./zip-reader.js";

/** Limits of {@link openZip}. */
export interface ZipOptions {
  /** A deflated member is inflated into memory when it is first read; a larger one is refused. Default 1 GiB. */
  readonly maxInflatedBytes?: number;
  readonly signal?: AbortSignal;
}

/**
 * The members of a zip archive as files. Only the directory is read here (it is looked for in the last 64 KiB, as the format
 * asks), so that one member of a remote archive costs its own bytes. Stored members are read in place, by ranges; deflated ones are inflated once, when first read, and
 * their CRC-32 is checked; that of a stored one is checked when reads in order have covered it. Zip64 is understood.
 *
 * @throws FormatError for what is no zip archive, is damaged, or could be read in two ways: members with equal names,
 * with names that are absolute, contain `..`, `.`, an empty part or a backslash, and data before or behind the archive
 */
export async function openZip(source: ByteSource, options: ZipOptions = {}): Promise<FileSet> {
  const { maxInflatedBytes = 2 ** 30, signal } = options;
  signal?.throwIfAborted();
  const entries = await readDirectory(source, signal);
  const opened = new Map<string, Promise<ByteSource>>();
  return {
    async open(path) {
      const entry = entries.get(path);
      if (!entry) return undefined;
      const member = opened.get(path) ?? zipMember(source, entry, { maxInflatedBytes });
      opened.set(path, member);
      member.catch(() => opened.delete(path));
      return member;
    },
    async *list(prefix = "") {
      yield* [...entries.keys()].filter((path) => path.startsWith(prefix)).sort(compareCodePoints);
    },
  };
}

async function readDirectory(source: ByteSource, signal?: AbortSignal): Promise<ReadonlyMap<string, FileEntry>> {
  const reader = new ZipReader(new ByteSourceReader(source), { strictness: "strict", useWebWorkers: false });
  const files = new Map<string, FileEntry>();
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      signal?.throwIfAborted();
      const isFolder = entry.filename.endsWith("/");
      checkName(source, isFolder ? entry.filename.slice(0, -1) : entry.filename);
      if (entry.directory !== isFolder || (isFolder && entry.uncompressedSize > 0)) {
        throw refusal(source, "folders with / at their end and nothing in them", `"${entry.filename}"`);
      }
      if (entry.directory) continue;
      if (files.has(entry.filename)) throw refusal(source, "a name for each member", `"${entry.filename}" twice`);
      files.set(entry.filename, entry);
    }
  } catch (error) {
    throw zipError(error, { file: source.name }, signal);
  }
  return files;
}

function checkName(source: ByteSource, name: string): void {
  if (!isInside(name)) throw refusal(source, "relative names with / and without ..", JSON.stringify(name));
}

function refusal(source: ByteSource, expected: string, found: string): FormatError {
  const next = "pack the archive anew";
  return new FormatError({ file: source.name, place: "zip directory", expected, found, next });
}
