import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** How hashing is watched and stopped. */
export interface HashFileOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes were hashed so far. */
  readonly onBytes?: ((done: number) => void) | undefined;
}

/** The SHA-256 of a file as lower-case hexadecimal digits, read in pieces. */
export async function hashFile(path: string, options: HashFileOptions = {}): Promise<string> {
  const hash = createHash("sha256");
  let done = 0;
  for await (const piece of createReadStream(path, { signal: options.signal, highWaterMark: 1 << 18 })) {
    hash.update(piece as Uint8Array);
    done += (piece as Uint8Array).length;
    options.onBytes?.(done);
  }
  return hash.digest("hex");
}
