import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { byteRange } from "../bytes/byte-range.js";
import type { ByteSource } from "../bytes/byte-source.js";
import { IntegrityError, MissingFileError } from "../errors.js";
import { letOthersRun } from "./let-others-run.js";

/** So few bytes are read on the spot: to ask another thread takes several times longer than to read them. */
const fewBytes = 2 ** 16;

/** What of a file's status tells one version of it from another. */
interface FileVersion {
  readonly size: number;
  readonly mtimeMs: number;
}

/**
 * A file of this machine. It is open only while reads are under way, so nothing needs closing. A read throws an
 * IntegrityError when the file is no longer the one that was there at first (size or time of change differ).
 *
 * @param name what to call it in messages; the path by default
 * @throws MissingFileError when there is no file at `path`
 */
export async function fileSource(path: string, name: string = path): Promise<ByteSource> {
  const first = await stat(path).catch(missing(path, name));
  if (!first.isFile()) throw new MissingFileError({ file: name, searched: [path] });
  return sourceOf(path, name, first);
}

/** The same for a file whose status is known. */
export function sourceOf(path: string, name: string, first: FileVersion): ByteSource {
  let handle: Promise<FileHandle> | undefined;
  let readers = 0;

  async function openedFile(): Promise<FileHandle> {
    const file = await open(path, "r").catch(missing(path, name));
    try {
      checkVersion(name, first, await file.stat());
    } catch (error) {
      await file.close();
      throw error;
    }
    return file;
  }

  return {
    name,
    path,
    size: first.size,
    async read(from, to, signal) {
      signal?.throwIfAborted();
      const { start, end } = byteRange(from, to, first.size);
      if (start === end) return new Uint8Array(0);
      if (end - start <= fewBytes) {
        await letOthersRun();
        signal?.throwIfAborted();
        return readOnTheSpot(path, name, first, { start, end });
      }
      handle ??= openedFile();
      const opened = handle;
      readers++;
      try {
        const bytes = await readFully(await opened, start, end);
        signal?.throwIfAborted();
        checkSame(name, "size", end - start, bytes.length);
        return bytes;
      } finally {
        readers--;
        if (readers === 0) {
          handle = undefined;
          await opened.then((file) => file.close()).catch(() => undefined);
        }
      }
    },
  };
}

function readOnTheSpot(
  path: string,
  name: string,
  first: FileVersion,
  { start, end }: { readonly start: number; readonly end: number },
): Uint8Array {
  const file = openedOnTheSpot(path, name);
  try {
    checkVersion(name, first, fstatSync(file));
    const bytes = new Uint8Array(end - start);
    let filled = 0;
    while (filled < bytes.length) {
      const bytesRead = readSync(file, bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    checkSame(name, "size", bytes.length, filled);
    return bytes;
  } finally {
    closeSync(file);
  }
}

function openedOnTheSpot(path: string, name: string): number {
  try {
    return openSync(path, "r");
  } catch (cause) {
    return missing(path, name)(cause as NodeJS.ErrnoException);
  }
}

/** The system may give fewer bytes than asked for; only 0 means the end. */
async function readFully(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function checkVersion(name: string, first: FileVersion, now: FileVersion): void {
  checkSame(name, "size", first.size, now.size);
  checkSame(name, "time of change", first.mtimeMs, now.mtimeMs);
}

function checkSame(file: string, what: string, expected: number, found: number): void {
  if (expected === found) return;
  const next = "the file changed while it was read; open it again";
  throw new IntegrityError({ file, what, expected: String(expected), found: String(found), next });
}

function missing(path: string, file: string): (cause: NodeJS.ErrnoException) => never {
  return (cause) => {
    const next =
      cause.code === "ENOENT" || cause.code === "ENOTDIR" ? {} : { next: `the system says ${cause.message}` };
    throw new MissingFileError({ file, searched: [path], cause, ...next });
  };
}
