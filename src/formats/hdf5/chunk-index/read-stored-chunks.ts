import type { ByteSource } from "../../../bytes/byte-source.js";
import { readRuns } from "../../read-runs.js";
import type { ChunkIndex } from "./chunk-index.js";

/** Stored bytes that are held at a time, beyond the first chunk. */
const batchBytes = 4 * 1024 * 1024;

/** A chunk as it lies in the file; `entry` is its place in the index. */
export interface StoredBytes {
  readonly entry: number;
  readonly stored: Uint8Array;
}

/**
 * The stored bytes of the chunks at `entries`, in that order, some together; chunks that lie near each other are read
 * at once.
 */
export async function* readStoredChunks(
  source: ByteSource,
  index: ChunkIndex,
  entries: Iterable<number>,
  options: { readonly place: string; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<readonly StoredBytes[]> {
  let batch: number[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const length = index.lengths[entry]!;
    if (batch.length > 0 && bytes + length > batchBytes) {
      yield await readBatch(source, index, batch, options);
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += length;
  }
  if (batch.length > 0) yield await readBatch(source, index, batch, options);
}

async function readBatch(
  source: ByteSource,
  { starts, lengths }: ChunkIndex,
  batch: readonly number[],
  options: { readonly place: string; readonly signal?: AbortSignal | undefined },
): Promise<readonly StoredBytes[]> {
  const byPlace = [...batch].sort((a, b) => starts[a]! - starts[b]!);
  const count = batch.reduce((sum, entry) => sum + lengths[entry]!, 0);
  const runs = byPlace.map((entry) => ({ first: starts[entry]!, length: lengths[entry]! }));
  const bytes = await readRuns(source, runs, { dataStart: 0, itemBytes: 1, count, ...options, signal: options.signal });
  const stored = new Map<number, Uint8Array>();
  let at = 0;
  for (const entry of byPlace) {
    stored.set(entry, bytes.subarray(at, at + lengths[entry]!));
    at += lengths[entry]!;
  }
  return batch.map((entry) => ({ entry, stored: stored.get(entry)! }));
}
