import { createHash } from "node:crypto";
import type { Sha256 } from "../bytes/sha256.js";
import { partitionFolder, type TableFolder } from "../tables/dataset-index.js";
import { createTableWriter, type TableWriter, type TableWriterOptions } from "../tables/table-writer.js";
import { diskFolder } from "./disk-folder.js";
import { folderFiles } from "./folder-files.js";
import { packageVersion } from "./package-root.js";
import { lockPartition } from "./partition-lock.js";

/** A folder of this machine that tables are written to and read from. */
export function tableFolder(root: string): TableFolder {
  return { ...folderFiles(root), ...diskFolder(root) };
}

/**
 * {@link createTableWriter} for a folder of this machine, with Node's SHA-256 and this package's version noted. From the
 * first batch to `finish` or `abort` no other process can write the same partition.
 *
 * @param root the folder; it need not exist
 * @throws ArgumentError from `write` while another process writes the partition
 */
export function createFolderWriter(root: string, options: TableWriterOptions): TableWriter {
  const metadata = { toolVersion: packageVersion(), ...options.metadata };
  const writer = createTableWriter(tableFolder(root), { sha256: nodeSha256, ...options, metadata });
  const level = partitionFolder(options.partition.name, options.partition.value);
  let unlock: (() => Promise<void>) | undefined;
  const thenUnlock = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      await unlock?.();
      unlock = undefined;
    }
  };
  return {
    async write(batch) {
      unlock ??= await lockPartition(root, level);
      await writer.write(batch);
    },
    finish: () => thenUnlock(writer.finish()),
    abort: () => thenUnlock(writer.abort()),
  };
}

/** A streaming SHA-256, about ten times as fast as one in plain JavaScript. */
export function nodeSha256(): Sha256 {
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
}
