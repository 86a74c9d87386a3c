import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { ArgumentError } from "../errors.js";

/**
 * Keeps other processes from writing the same partition of a folder at the same time: of two runs that replace each
 * other's parts neither could promise that what it lists is what is there. A lock that a killed process of this machine
 * left is taken over.
 *
 * @param root the folder of tables
 * @param level the partition's folder name: `dataset_id=kato2015`
 * @returns what gives the lock back
 * @throws ArgumentError while another process holds the lock
 */
export async function lockPartition(root: string, level: string): Promise<() => Promise<void>> {
  const folder = join(root, "_index");
  const path = join(folder, `.${level}.lock`);
  const own = JSON.stringify({ pid: process.pid, host: hostname(), token: randomBytes(8).toString("hex") });
  await mkdir(folder, { recursive: true });
  for (;;) {
    try {
      await createWhole(path, own);
      return async () => {
        if ((await textOf(path)) === own) await rm(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const held = await textOf(path);
    if (held === undefined) continue;
    const owner = ownerOf(held);
    if (!owner.isGone) {
      const found = `process ${owner.pid ?? "unknown"}${owner.host ? ` of ${owner.host}` : ""} writes it`;
      const next = `wait until it has ended; where there is no such process, delete ${path}`;
      throw new ArgumentError({ argument: "folder", expected: `no other run that writes ${level}`, found, next });
    }
    // only one process can move it away; a lock that was renewed meanwhile goes back
    const taken = `${path}.${randomBytes(6).toString("hex")}`;
    if (!(await moved(path, taken))) continue;
    if ((await textOf(taken)) === held) await rm(taken, { force: true });
    else await moved(taken, path);
  }
}

/** Makes a file that has its text from the first moment on: one that is empty would name no owner to a later run. */
async function createWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await writeFile(draft, text);
    await link(draft, path);
  } catch (error) {
    // file systems without links
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(String((error as NodeJS.ErrnoException).code)))
      throw error;
    await writeFile(path, text, { flag: "wx" });
  } finally {
    await rm(draft, { force: true });
  }
}

interface Owner {
  readonly pid?: number;
  readonly host?: string;
  readonly isGone: boolean;
}

function ownerOf(text: string): Owner {
  try {
    const { pid, host } = JSON.parse(text) as { pid: number; host: string };
    return { pid, host, isGone: host === hostname() && !isRunning(pid) };
  } catch {
    // being written at this moment where there are no links, or by a machine that stopped then
    return { isGone: false };
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}

async function moved(from: string, to: string): Promise<boolean> {
  return rename(from, to).then(
    () => true,
    () => false,
  );
}
