import type { ByteCodec } from "./byte-codecs.js";
import type { JsonObject } from "./json-fields.js";
import type { ZarrType } from "./zarr-types.js";

/** What the metadata of an array say, checked. */
export interface ArrayDescription {
  readonly shape: readonly number[];
  /** Lengths of the chunks that are decoded by themselves: inside of shards where there are any. */
  readonly chunks: readonly number[];
  readonly shards: readonly number[] | null;
  /** As {@link ZarrType} names it, or as the file does where it holds no numbers. */
  readonly dtype: string;
  readonly codec: string | null;
  /** The attributes where the same document has them (format 3). */
  readonly attributes: JsonObject | undefined;
  readonly fillValue: unknown;
  /** How chunk files are named: coordinates joined by the separator, behind "c" in the default of format 3. */
  readonly separator: string;
  readonly keyPrefix: string;
  /** How chunks are decoded; a text says why they cannot be. */
  readonly reading: ChunkReading | string;
}

/** How the chunks of an array become numbers. */
export interface ChunkReading {
  readonly type: ZarrType;
  /** The metadata that the pipeline of codecs is given: what is left when `byteCodecs` are undone. */
  readonly document: JsonObject;
  readonly documentName: ".zarray" | "zarr.json";
  /** What was done to the bytes of a chunk at last, in the order of writing. */
  readonly byteCodecs: readonly ByteCodec[];
  /** Bytes of a chunk when they are undone. */
  readonly chunkBytes: number;
  /** The fill value as a number. */
  readonly fill: number;
  /** True where the bytes then are the elements in C order, little-endian. */
  readonly isPlain: boolean;
  /** Whether the index of a shard ends with a checksum, and stands at its start. */
  readonly shardIndex: { readonly hasChecksum: boolean; readonly isAtStart: boolean } | undefined;
}

/** The number of elements in a box. */
export const productOf = (lengths: readonly number[]): number => lengths.reduce((product, one) => product * one, 1);
