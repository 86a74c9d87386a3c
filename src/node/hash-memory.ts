import { readFile, stat } from "node:fs/promises";
import * as z from "zod/mini";
import { type HashFileOptions, hashFile } from "./hash-file.js";
import { writeAtomically } from "./write-atomically.js";

const entrySchema = z.object({ size: z.number(), changedMs: z.number(), sha256: z.string() });
const memorySchema = z.record(z.string(), entrySchema);
type Entry = z.infer<typeof entrySchema>;

/** Hashes of files, remembered as long as their size and times stay the same. */
export interface HashMemory {
  /** The SHA-256 of a file. With `fresh`, it is read again whatever is remembered. */
  sha256Of(path: string, options?: HashFileOptions & { readonly fresh?: boolean }): Promise<string>;
  /** Remembers the hash of a file that was computed while it was written. */
  remember(path: string, sha256: string): Promise<void>;
  /** Writes what is new to disk. Where that is not possible the hashes are computed again next time. */
  save(): Promise<void>;
}

/** Opens the memory that is kept in `file`; a missing or damaged one starts empty. */
export async function openHashMemory(file: string): Promise<HashMemory> {
  const known = await readEntries(file);
  const added: Record<string, Entry> = {};
  const keep = (path: string, entry: Entry) => {
    known[path] = entry;
    added[path] = entry;
  };
  return {
    async sha256Of(path, options = {}) {
      const before = await stampOf(path);
      const entry = known[path];
      const isSame = entry?.size === before.size && entry.changedMs === before.changedMs;
      if (entry && isSame && !options.fresh) return entry.sha256;
      const sha256 = await hashFile(path, options);
      const after = await stampOf(path);
      // a file that changed under our hands is not remembered
      if (after.size === before.size && after.changedMs === before.changedMs) keep(path, { ...after, sha256 });
      return sha256;
    },
    async remember(path, sha256) {
      keep(path, { ...(await stampOf(path)), sha256 });
    },
    async save() {
      if (Object.keys(added).length === 0) return;
      // another process may have written meanwhile; losing an entry costs one more hashing, nothing else
      const merged = { ...(await readEntries(file)), ...added };
      const text = `${JSON.stringify(merged, null, 1)}\n`;
      await writeAtomically(file, text).catch(() => undefined);
    },
  };
}

async function stampOf(path: string): Promise<{ size: number; changedMs: number }> {
  const { size, mtimeMs, ctimeMs } = await stat(path);
  // the change time also moves when a copy sets the modification time back
  return { size, changedMs: Math.max(mtimeMs, ctimeMs) };
}

async function readEntries(file: string): Promise<Record<string, Entry>> {
  try {
    const parsed = memorySchema.safeParse(JSON.parse(await readFile(file, "utf8")));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
