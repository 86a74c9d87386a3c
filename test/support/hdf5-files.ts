import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as h5wasm from "h5wasm/node";
import type { ByteSource } from "../../src/bytes/byte-source.js";

/** The bytes of an HDF5 file that `write` fills; `oldest` has metadata without checksums. */
export async function writtenHdf5(
  write: (file: h5wasm.File) => void,
  format: "oldest" | "usual" = "usual",
): Promise<Uint8Array> {
  await h5wasm.ready;
  const folder = await mkdtemp(join(tmpdir(), "neuroloom-hdf5-"));
  try {
    const path = join(folder, "written.h5");
    const file = new h5wasm.File(path, "w", format === "oldest" ? { libver: ["earliest", "latest"] } : {});
    write(file);
    file.close();
    return new Uint8Array(await readFile(path));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A source that counts what is read of it. */
export function countingSource(source: ByteSource): ByteSource & { bytesRead(): number } {
  let total = 0;
  return {
    size: source.size,
    name: source.name,
    read: (start, end, signal) => {
      total += Math.min(end, source.size) - start;
      return source.read(start, end, signal);
    },
    bytesRead: () => total,
  };
}
