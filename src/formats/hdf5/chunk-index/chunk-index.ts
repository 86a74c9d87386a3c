import { FormatError } from "../../../errors.js";
import type { ChunkedDataset } from "./chunked-dataset.js";
import { listedChunks } from "./listed-chunks.js";
import type { MetadataSource } from "./metadata-source.js";

/** Which chunks of a dataset were written and where they are; ascending, one place per chunk in each array. */
export interface ChunkIndex {
  /** Places in the grid of chunks, counted in C order. */
  readonly numbers: Float64Array;
  /** Where the bytes begin in the file. */
  readonly starts: Float64Array;
  /** How many bytes are stored. */
  readonly lengths: Float64Array;
  /** Bit i is set where the filter i was left out. */
  readonly masks: Uint32Array;
}

/**
 * Reads where the chunks of a dataset are.
 *
 * @throws FormatError for chunks outside of the array or the file, twice, out of order, or over each other;
 *   UnknownStructure for lists that count other chunks than those of the array
 */
export async function chunkIndex(from: MetadataSource, dataset: ChunkedDataset, path: string): Promise<ChunkIndex> {
  const fail = (expected: string, found: string): FormatError =>
    new FormatError({ file: from.file, place: `chunks of ${path}`, expected, found });
  const numbers: number[] = [];
  const starts: number[] = [];
  const lengths: number[] = [];
  const masks: number[] = [];
  for await (const { number, address, length, mask } of listedChunks(from, dataset, fail)) {
    if (number <= (numbers.at(-1) ?? -1)) throw fail("chunks in order, each once", `chunk ${number} too late`);
    if (address + length > from.size) {
      throw fail(`chunks inside of a file of ${from.base + from.size} bytes`, `${length} bytes at ${address}`);
    }
    numbers.push(number);
    starts.push(from.base + address);
    lengths.push(length);
    masks.push(mask);
  }
  if (haveOverlap(starts, lengths)) throw fail("chunks apart from each other", "two in one place");
  return {
    numbers: Float64Array.from(numbers),
    starts: Float64Array.from(starts),
    lengths: Float64Array.from(lengths),
    masks: Uint32Array.from(masks),
  };
}

function haveOverlap(starts: readonly number[], lengths: readonly number[]): boolean {
  const order = Uint32Array.from(starts, (_, index) => index).sort((a, b) => starts[a]! - starts[b]!);
  for (let at = 1; at < order.length; at += 1) {
    const before = order[at - 1]!;
    if (starts[before]! + lengths[before]! > starts[order[at]!]!) return true;
  }
  return false;
}
