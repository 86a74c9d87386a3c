import { createHash, type Hash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import * as z from "zod/mini";
import type { SingleFile } from "../manifest/single-files.js";
import { writeAtomically } from "./write-atomically.js";

const recordSchema = z.object({
  /** The address that the bytes came from. */
  url: z.string(),
  etag: z.nullable(z.string()),
  lastModified: z.nullable(z.string()),
  /** The hashes that were accepted then; empty where none was known. */
  sha256: z.array(z.string()),
});

/** Where the bytes of a partial file came from and what they should become. */
export type PartialRecord = z.infer<typeof recordSchema>;

/**
 * A file on its way in: the bytes so far, their hash, and the record of their origin. It is a folder
 * `partial/<manifest path>/<owner>/` with `data` and `record.json`; a process claims an abandoned one by renaming the
 * folder, which only one can do, so two processes never write to the same bytes.
 */
export interface PartialFile {
  /** Bytes so far. */
  readonly size: number;
  readonly record: PartialRecord | undefined;
  /** Starts from nothing, with a new record. */
  restart(record: PartialRecord): Promise<void>;
  /** Goes on with bytes from `record.url`. */
  resume(record: PartialRecord): Promise<void>;
  append(bytes: Uint8Array): Promise<void>;
  /** SHA-256 of the bytes so far. */
  sha256(): string;
  /** Moves the bytes to their place as one step, and removes what is left of other tries. */
  moveTo(path: string): Promise<void>;
  /** Leaves the bytes for a later try; with `discard`, removes them. */
  release(options?: { readonly discard?: boolean }): Promise<void>;
}

/** Claims what an earlier, ended try left of this file, or starts a new partial file. */
export async function openPartialFile(folder: string, file: SingleFile): Promise<PartialFile> {
  const home = join(folder, ...file.path.split("/"));
  await makeFolder(home);
  const own = join(home, `${ownerPrefix()}${process.pid}-${randomBytes(6).toString("hex")}`);
  let record = await claim(home, own, file);
  const data = join(own, "data");
  let hash = createHash("sha256");
  let size = 0;
  if (record) {
    size = await hashInto(hash, data);
    if (size === 0) record = undefined;
  } else await makeFolder(own);
  let handle: FileHandle | undefined;

  const close = async () => {
    await handle?.close();
    handle = undefined;
  };
  const keepRecord = async (next: PartialRecord) => {
    record = next;
    await writeAtomically(join(own, "record.json"), JSON.stringify(next));
  };
  return {
    get size() {
      return size;
    },
    get record() {
      return record;
    },
    async restart(next) {
      await close();
      // emptied before the new record stands, so that old bytes never stand under it
      handle = await open(data, "w");
      hash = createHash("sha256");
      size = 0;
      await keepRecord(next);
    },
    async resume(next) {
      await keepRecord(next);
      handle ??= await open(data, "a");
    },
    async append(bytes) {
      await handle!.appendFile(bytes);
      hash.update(bytes);
      size += bytes.length;
    },
    sha256: () => hash.copy().digest("hex"),
    async moveTo(path) {
      handle ??= await open(data, "a");
      await handle.sync();
      await close();
      await mkdir(dirname(path), { recursive: true });
      await rename(data, path);
      await rm(own, { recursive: true, force: true });
      for (const name of await abandoned(home)) await rm(join(home, name), { recursive: true, force: true });
      await removeEmpty(home, folder);
    },
    async release({ discard = false } = {}) {
      await close();
      if (discard || size === 0) {
        await rm(own, { recursive: true, force: true });
        await removeEmpty(home, folder);
      } else await rename(own, join(home, `free-${randomBytes(6).toString("hex")}`));
    },
  };
}

function ownerPrefix(): string {
  return `${createHash("sha256").update(hostname()).digest("hex").slice(0, 8)}-`;
}

async function claim(home: string, own: string, file: SingleFile): Promise<PartialRecord | undefined> {
  for (const name of await abandoned(home)) {
    const claimed = await rename(join(home, name), own).then(
      () => true,
      () => false,
    );
    if (!claimed) continue;
    const record = await readRecord(own);
    if (record && sameHashes(record.sha256, file.sha256)) return record;
    await rm(own, { recursive: true, force: true });
  }
  return undefined;
}

async function readRecord(folder: string): Promise<PartialRecord | undefined> {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(await readFile(join(folder, "record.json"), "utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function sameHashes(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join() === [...b].sort().join();
}

const foreignAgeMs = 3_600_000;

/** Folders that no running process owns, the one with most bytes first. */
async function abandoned(home: string): Promise<readonly string[]> {
  const names = await readdir(home).catch(() => []);
  const free: { name: string; size: number }[] = [];
  for (const name of names) {
    const data = await stat(join(home, name, "data")).catch(() => undefined);
    const size = data?.size ?? 0;
    if (name.startsWith("free-")) free.push({ name, size });
    else if (/^[0-9a-f]{8}-\d+-[0-9a-f]{12}$/.test(name)) {
      const pid = Number(name.split("-")[1]);
      // of another machine that shares the folder nothing is known but the age of its bytes
      const ended = name.startsWith(ownerPrefix())
        ? !isRunning(pid)
        : Date.now() - (data?.mtimeMs ?? Date.now()) > foreignAgeMs;
      if (ended) free.push({ name, size });
    }
  }
  return free.sort((a, b) => b.size - a.size).map(({ name }) => name);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function hashInto(hash: Hash, path: string): Promise<number> {
  let size = 0;
  try {
    for await (const piece of createReadStream(path)) {
      hash.update(piece as Uint8Array);
      size += (piece as Uint8Array).length;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return size;
}

// what `mkdir` says when one of the folders above goes while it works
const wentMeanwhile = ["ENOENT", "ENOTDIR", "EEXIST"];

/** Makes a folder and those above it, also while others remove empty ones. */
async function makeFolder(path: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await mkdir(path, { recursive: true });
      return;
    } catch (error) {
      if (tries === 100 || !wentMeanwhile.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
}

/** Removes folders that hold nothing, from `folder` up to `end`, which stays. */
async function removeEmpty(folder: string, end: string): Promise<void> {
  for (let place = folder; place !== end && place.startsWith(end); place = dirname(place)) {
    const removed = await rmdir(place).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}
