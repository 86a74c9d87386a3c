import { FormatError } from "../../errors.js";
import { chunkBox, chunkCounts } from "../chunk-box.js";
import type { ArrayDescription } from "./array-description.js";

/** More chunks than this are not gone through one by one: they come from damaged metadata, or nobody waits for the end. */
const mostChunks = 2 ** 26;

/** A chunk: its coordinates in the grid, and the box of the array that it holds. */
export interface ChunkBox {
  readonly coordinates: readonly number[];
  readonly start: readonly number[];
  /** Lengths of the box, cut to the array. */
  readonly shape: readonly number[];
}

/** The chunks of an array, counted in C order. */
export interface ChunkGrid {
  readonly count: number;
  box(index: number): ChunkBox;
  /** The path of the file that holds a chunk, below the array's own. */
  key(box: ChunkBox): string;
  /** The chunks that a file of this path holds, ascending; none where it is no chunk of the array. */
  chunksOf(key: string): readonly number[];
  /** True for the path of such a file. */
  isChunk(key: string): boolean;
}

/** @throws FormatError for an array of too many elements */
export function chunkGrid(
  array: ArrayDescription,
  where: { readonly file: string; readonly place: string },
): ChunkGrid {
  const { shape, chunks, shards, separator, keyPrefix } = array;
  const counted = chunkCounts(shape, chunks);
  const { counts } = counted;
  const count = product(counts);
  if (product(shape) > Number.MAX_SAFE_INTEGER) {
    throw new FormatError({ ...where, expected: "at most 2^53 elements", found: `${product(shape)} elements` });
  }
  const perFile = (shards ?? chunks).map((length, axis) => length / chunks[axis]!);
  const fileCounts = counts.map((length, axis) => Math.ceil(length / perFile[axis]!));
  const parseKey = keyParser(separator, keyPrefix, shape.length);
  const fileOf = (key: string): readonly number[] | undefined => {
    const file = parseKey(key);
    return count > 0 && file?.every((at, axis) => at < fileCounts[axis]!) ? file : undefined;
  };
  return {
    count,
    box: (index) => chunkBox(index, counted),
    key({ coordinates }) {
      const files = coordinates.map((at, axis) => Math.floor(at / perFile[axis]!));
      return [...(keyPrefix === "" ? [] : [keyPrefix]), ...files].join(separator) || "0";
    },
    chunksOf(key) {
      const file = fileOf(key);
      if (!file) return [];
      if (!shards) return [file.reduce((index, at, axis) => index * counts[axis]! + at, 0)];
      let found = [0];
      for (const [axis, at] of file.entries()) {
        const first = at * perFile[axis]!;
        const last = Math.min(first + perFile[axis]!, counts[axis]!);
        found = found.flatMap((index) =>
          Array.from({ length: last - first }, (_, i) => index * counts[axis]! + first + i),
        );
      }
      return found;
    },
    isChunk: (key) => fileOf(key) !== undefined,
  };
}

/**
 * Asks whether all chunks, stored or not, can be gone through.
 *
 * @throws FormatError for too many
 */
export function checkChunkCount({ count }: ChunkGrid, where: { readonly file: string; readonly place: string }): void {
  if (count <= mostChunks) return;
  throw new FormatError({ ...where, expected: `at most ${mostChunks} chunks to go through`, found: `${count}` });
}

/** Reads the coordinates in a chunk's path; undefined for other paths. */
function keyParser(separator: string, prefix: string, rank: number): (key: string) => readonly number[] | undefined {
  return (key) => {
    if (rank === 0) return key === (prefix || "0") ? [] : undefined;
    const parts = key.split(separator);
    if (prefix !== "" && parts.shift() !== prefix) return undefined;
    if (parts.length !== rank || !parts.every((part) => /^(0|[1-9]\d{0,9})$/.test(part))) return undefined;
    return parts.map(Number);
  };
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total * length, 1);
}
