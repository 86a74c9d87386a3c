import type * as zarr from "zarrita";
import { type ByteSource, readExactly } from "../../bytes/byte-source.js";
import { FormatError, isNeuroloomError } from "../../errors.js";
import { blockValues } from "../block-values.js";
import type { BlockValues } from "../blocked-array.js";
import { type DataPlace, damagedData } from "../damaged-data.js";
import { type ChunkReading, productOf } from "./array-description.js";
import { checkedBytes, undoByteCodecs } from "./byte-codecs.js";
import { cOrder } from "./c-order.js";
import type { ChunkBox } from "./chunk-grid.js";
import { carriedValues } from "./zarr-types.js";

/** Where the stored bytes of a chunk come from: a file that may be a whole shard, or memory. */
export type ChunkOrigin = ChunkFile | { readonly file: string; readonly place: string; readonly bytes: Uint8Array };

export interface ChunkFile {
  readonly source: ByteSource;
  /** What errors call the chunk. */
  readonly place: string;
  readonly signal?: AbortSignal | undefined;
}

/** Decodes the chunks of an array, each to its full size in C order. */
export interface ChunkDecoder {
  /**
   * The elements of a chunk with the key of its file; where its shard leaves it out, they are the fill value.
   *
   * @throws FormatError for damage
   */
  decode(box: ChunkBox, key: string, origin: ChunkOrigin): Promise<BlockValues>;
}

/**
 * The decoder of an array. What was done to bytes is undone here, with the sizes known beforehand; zarrita undoes what
 * was done to elements, and finds chunks in shards.
 *
 * @throws FormatError for settings of codecs that make no sense
 */
export async function chunkDecoder(
  reading: ChunkReading,
  chunks: readonly number[],
  where: { readonly file: string; readonly place: string },
): Promise<ChunkDecoder> {
  const { byteCodecs, chunkBytes, type, shardIndex, isPlain } = reading;
  const shards = new Map<string, ChunkFile>();
  const openShards = () =>
    openPipeline(reading, {
      get: async () => undefined,
      getRange: (key, range) => readShard(shards.get(key)!, range, reading),
    });
  // where nothing was done to elements there are no settings that could be wrong
  const inShards = isPlain && !shardIndex ? undefined : await tagged(where, undefined, openShards);

  /** What is read for one chunk has a store of its own, so that it cannot be taken for another. */
  function openChunk(origin: ChunkOrigin): Promise<Pipeline> {
    return openPipeline(reading, {
      async get() {
        const bytes = "bytes" in origin ? origin.bytes : await readStored(origin, chunkBytes);
        return undoByteCodecs(byteCodecs, bytes, chunkBytes, placeOf(origin));
      },
    });
  }

  return {
    async decode(box, key, origin) {
      const named = placeOf(origin);
      const signal = "signal" in origin ? origin.signal : undefined;
      const { data, shape, stride } = await tagged(named, signal, async () => {
        if (shardIndex && "source" in origin) shards.set(`/${key}`, origin);
        const pipeline = shardIndex ? inShards! : await openChunk(origin);
        return pipeline.getChunk([...box.coordinates]);
      });
      const values = data as unknown as Uint8Array;
      if (!ArrayBuffer.isView(data) || values.length !== productOf(chunks)) {
        throw damagedData(named, `${productOf(chunks)} elements`, `${values.length}`);
      }
      return cOrder(blockValues(carriedValues(type, values), { ...named, path: named.place }), shape, stride);
    },
  };
}

type Pipeline = zarr.Array<zarr.DataType, zarr.AsyncReadable>;

/** An array of zarrita whose metadata are those that were checked, and whose chunks come from `store`. */
async function openPipeline({ documentName, document }: ChunkReading, store: zarr.AsyncReadable): Promise<Pipeline> {
  // it takes a while to load, and label volumes as they are mostly stored do without
  const { Location, open } = await import("zarrita");
  const metadata = new TextEncoder().encode(JSON.stringify(document));
  const location = new Location<zarr.AsyncReadable>({
    ...store,
    get: async (key) => (key === `/${documentName}` ? metadata : store.get(key)),
  });
  return documentName === ".zarray"
    ? open.v2(location, { kind: "array", attrs: false })
    : open.v3(location, { kind: "array" });
}

/** A part of a shard: its index, or the bytes of a chunk with its byte codecs undone. */
async function readShard(file: ChunkFile, range: zarr.RangeQuery, reading: ChunkReading): Promise<Uint8Array> {
  const { source, place } = file;
  const where = { file: source.name, place };
  if ("offset" in range) {
    const bytes = await readExactly(source, range.offset, range.offset + range.length, place);
    return undoByteCodecs(reading.byteCodecs, bytes, reading.chunkBytes, where);
  }
  const index = { ...where, place: `${place}, index of the shard` };
  const start = reading.shardIndex?.isAtStart ? 0 : source.size - range.suffixLength;
  const bytes = await readExactly(source, start, start + range.suffixLength, index.place);
  if (reading.shardIndex?.hasChecksum) checkedBytes(bytes, bytes.length - 4, index);
  return bytes;
}

/**
 * All bytes of a chunk's file.
 *
 * @throws FormatError for a file far larger than what it decodes to
 */
export async function readStored({ source, place, signal }: ChunkFile, chunkBytes: number): Promise<Uint8Array> {
  if (source.size > 2 * chunkBytes + 2 ** 16) {
    throw damagedData({ file: source.name, place }, `a chunk of ${chunkBytes} bytes`, `${source.size} stored bytes`);
  }
  return source.read(0, source.size, signal);
}

function placeOf(origin: ChunkOrigin): DataPlace {
  return { file: "source" in origin ? origin.source.name : origin.file, place: origin.place };
}

/** Gives errors of the pipeline as what they mean: damaged data. */
async function tagged<T>(where: DataPlace, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    for (let cause = error; cause instanceof Error; cause = cause.cause) if (isNeuroloomError(cause)) throw cause;
    const found = error instanceof Error ? error.message : String(error);
    throw new FormatError({ ...where, expected: "data as the metadata say", found, cause: error });
  }
}
