import { abortable } from "./abortable.js";
import { byteRange } from "./byte-range.js";
import type { ByteSource } from "./byte-source.js";

export interface BlockCacheOptions {
  /** Bytes of one block; reads of at least this size go past the cache and fetch exactly their range. Default 64 KiB. */
  readonly blockBytes?: number;
  /** Bytes that the cache keeps at most, the least recently used block leaves first. Default 8 MiB. */
  readonly cacheBytes?: number;
  /** Bytes of one request at most, when neighbouring blocks are asked for together. Default 1 MiB. */
  readonly requestBytes?: number;
}

/** One request for neighbouring blocks, shared by all who wait for one of them. */
interface Run {
  readonly bytes: Promise<Uint8Array>;
  readonly stop: AbortController;
  waiters: number;
}

interface Block {
  readonly run: Promise<Run>;
  /** Where the block begins in the bytes of its run. */
  offset: number;
}

/**
 * A source that answers many small reads with few reads of the source below: small reads fetch whole blocks, which
 * are kept for a while; blocks that are asked for in the same turn and lie side by side are fetched by one read. A
 * read that nobody waits for any more is aborted.
 */
export function blockCache(source: ByteSource, options: BlockCacheOptions = {}): ByteSource {
  const { blockBytes = 1 << 16, cacheBytes = 1 << 23, requestBytes = 1 << 20 } = options;
  const blocks = new Map<number, Block>();
  let wanted: { index: number; resolve: (run: Run) => void; block: Block }[] = [];

  /** Runs after the current turn, when all its small reads have said which blocks they miss. */
  function fetchWanted(): void {
    const batch = wanted.sort((a, b) => a.index - b.index);
    wanted = [];
    const blocksPerRun = Math.max(1, Math.floor(requestBytes / blockBytes));
    for (let first = 0; first < batch.length; ) {
      let last = first;
      while (
        last + 1 < batch.length &&
        last + 1 - first < blocksPerRun &&
        batch[last + 1]!.index === batch[last]!.index + 1
      ) {
        last++;
      }
      const start = batch[first]!.index * blockBytes;
      const end = Math.min((batch[last]!.index + 1) * blockBytes, source.size);
      const stop = new AbortController();
      const run: Run = { bytes: source.read(start, end, stop.signal), stop, waiters: 0 };
      const members = batch.slice(first, last + 1);
      run.bytes.catch(() => {
        for (const member of members) if (blocks.get(member.index) === member.block) blocks.delete(member.index);
      });
      for (const member of members) {
        member.block.offset = member.index * blockBytes - start;
        member.resolve(run);
      }
      first = last + 1;
    }
  }

  function blockAt(index: number): Block {
    const known = blocks.get(index);
    if (known) {
      blocks.delete(index);
      blocks.set(index, known);
      return known;
    }
    let resolve: (run: Run) => void = () => undefined;
    const block: Block = { run: new Promise<Run>((done) => (resolve = done)), offset: 0 };
    blocks.set(index, block);
    if (wanted.length === 0) queueMicrotask(fetchWanted);
    wanted.push({ index, resolve, block });
    for (const oldest of blocks.keys()) {
      if (blocks.size * blockBytes <= Math.max(cacheBytes, 2 * blockBytes)) break;
      blocks.delete(oldest);
    }
    return block;
  }

  async function bytesOf(index: number, block: Block, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const run = await block.run;
    run.waiters++;
    try {
      const bytes = await abortable(run.bytes, signal);
      return bytes.subarray(block.offset, block.offset + blockBytes);
    } finally {
      run.waiters--;
      if (run.waiters === 0 && signal?.aborted) {
        if (blocks.get(index) === block) blocks.delete(index);
        run.stop.abort(signal.reason);
      }
    }
  }

  return {
    name: source.name,
    size: source.size,
    async read(from, to, signal) {
      signal?.throwIfAborted();
      const { start, end } = byteRange(from, to, source.size);
      if (start === end) return new Uint8Array(0);
      if (end - start >= blockBytes) return source.read(start, end, signal);
      const first = Math.floor(start / blockBytes);
      const last = Math.floor((end - 1) / blockBytes);
      const pieces: Promise<Uint8Array>[] = [];
      for (let index = first; index <= last; index++) pieces.push(bytesOf(index, blockAt(index), signal));
      const result = new Uint8Array(end - start);
      for (const [position, piece] of (await Promise.all(pieces)).entries()) {
        const pieceStart = (first + position) * blockBytes;
        const part = piece.subarray(Math.max(0, start - pieceStart), Math.min(piece.length, end - pieceStart));
        result.set(part, Math.max(0, pieceStart - start));
      }
      return result;
    },
  };
}
