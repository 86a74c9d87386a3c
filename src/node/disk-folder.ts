import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isInside } from "../bytes/file-set.js";
import type { FileWriter, FolderSink } from "../bytes/folder-sink.js";
import { writerIsOver } from "../bytes/memory-folder.js";
import { ArgumentError } from "../errors.js";

/**
 * A folder of this machine to write into. A file grows under a hidden name beside its place
 * (`.<name>.<random>.partial`, which no reader of Parquet or JSON folders picks up) and is then renamed in one step; so
 * a name never stands for half a file, whenever the program stops. Files are not flushed one by one: after a loss of
 * power a file may be shorter than it was written, which the sizes and checksums in an index of the folder show.
 *
 * @throws ArgumentError for paths that leave the folder or that Windows could not hold
 */
export function diskFolder(root: string): FolderSink {
  return {
    async create(path) {
      checkPath(path);
      const target = join(root, ...path.split("/"));
      await mkdir(dirname(target), { recursive: true });
      const name = path.slice(path.lastIndexOf("/") + 1);
      const partial = join(dirname(target), `.${name}.${randomBytes(6).toString("hex")}.partial`);
      return diskWriter(path, await open(partial, "wx"), partial, target);
    },
    async remove(path) {
      checkPath(path);
      await rm(join(root, ...path.split("/")), { force: true });
    },
  };
}

/** Small pieces are gathered up to this many bytes: each write is a journey to another thread. */
const gatheredBytes = 256 * 1024;

function diskWriter(path: string, file: FileHandle, partial: string, target: string): FileWriter {
  let state: "open" | "closed" | "aborted" = "open";
  let gathered: Uint8Array | undefined;
  let filled = 0;

  async function flush(): Promise<void> {
    if (gathered && filled > 0) await writeFully(file, gathered.subarray(0, filled));
    filled = 0;
  }

  async function abort(): Promise<void> {
    if (state !== "open") return;
    state = "aborted";
    await file.close();
    await rm(partial, { force: true });
  }
  return {
    async write(bytes) {
      if (state !== "open") throw writerIsOver(path, state);
      if (filled + bytes.length > gatheredBytes) await flush();
      if (bytes.length > gatheredBytes) return writeFully(file, bytes);
      gathered ??= new Uint8Array(gatheredBytes);
      gathered.set(bytes, filled);
      filled += bytes.length;
    },
    async close() {
      if (state === "aborted") throw writerIsOver(path, state);
      if (state === "closed") return;
      try {
        await flush();
        await file.close();
        await renameOver(partial, target);
      } catch (error) {
        state = "aborted";
        await file.close().catch(() => undefined);
        await rm(partial, { force: true });
        throw error;
      }
      state = "closed";
    },
    abort,
  };
}

/** The system may take fewer bytes than given. */
async function writeFully(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}

/** On Windows a virus scanner or a reader may hold the old file for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let pause = 10; ; pause *= 2) {
    try {
      return await rename(from, to);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "";
      if (process.platform !== "win32" || pause > 1000 || !["EPERM", "EACCES", "EBUSY"].includes(code)) throw error;
      await wait(pause);
    }
  }
}

function checkPath(path: string): void {
  const expected = "a relative path with / and without .., with names that every system can hold";
  if (isInside(path) && path.split("/").every(isPortableName)) return;
  throw new ArgumentError({ argument: "path", expected, found: JSON.stringify(path) });
}

/** Windows refuses these characters, a dot or space at the end, and the names of its old devices. */
function isPortableName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[<>:"|?*\u0000-\u001f]/.test(name) || /[. ]$/.test(name)) return false;
  return !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
}
