import type { FormatError } from "../../../errors.js";
import { chunkCounts } from "../../chunk-box.js";
import { btreeEntries, btreeTypes } from "./btree-node.js";
import type { ChunkedDataset, ChunkList } from "./chunked-dataset.js";
import { fixedArrayEntries } from "./fixed-array.js";
import type { ListedChunk } from "./listed-chunk.js";
import type { MetadataSource } from "./metadata-source.js";
import { UnknownStructure } from "./unknown-structure.js";

type Fail = (expected: string, found: string) => FormatError;
type Lister<K extends ChunkList["kind"]> = (
  from: MetadataSource,
  dataset: ChunkedDataset,
  list: Extract<ChunkList, { kind: K }> & { readonly address: number },
  fail: Fail,
) => AsyncIterable<ListedChunk>;

const listers: {
  readonly btree: Lister<"btree">;
  readonly single: Lister<"single">;
  readonly "fixed-array": Lister<"fixed-array">;
} = {
  async *btree(from, { shape, chunks }, { address }, fail) {
    const grid = chunkCounts(shape, chunks).counts;
    const keyBytes = 8 + 8 * (shape.length + 1);
    for await (const { key, child } of btreeEntries(from, address, { type: btreeTypes.chunks, keyBytes })) {
      const length = key.u32();
      const mask = key.u32();
      let number = 0;
      for (let axis = 0; axis < shape.length; axis += 1) {
        const offset = key.unsigned(8);
        const place = offset / (chunks[axis] ?? 1);
        if (!Number.isInteger(place) || place >= (grid[axis] ?? 0)) {
          throw fail(`whole chunks inside of ${shape.join(" × ")}`, `one at ${offset} on axis ${axis}`);
        }
        number = number * (grid[axis] ?? 1) + place;
      }
      // counts bytes inside of an element
      const last = key.unsigned(8);
      if (last !== 0) throw fail("whole elements", `a chunk at byte ${last} of them`);
      yield { number, address: child, length, mask };
    }
  },
  async *single(_, dataset, { address, stored }) {
    if (chunkCount(dataset) !== 1) throw new UnknownStructure("a single chunk for a part of the array");
    yield { number: 0, address, ...(stored ?? { length: bytesOfChunk(dataset), mask: 0 }) };
  },
  "fixed-array": (from, dataset, { address }) =>
    fixedArrayEntries(from, address, {
      count: chunkCount(dataset),
      plainBytes: dataset.filters.length === 0 ? bytesOfChunk(dataset) : null,
    }),
};

/**
 * The chunks of a dataset that were written, in the order of the list.
 *
 * @throws FormatError for damage, made by `fail`; UnknownStructure for lists that count other chunks than those of the array
 */
export async function* listedChunks(
  from: MetadataSource,
  dataset: ChunkedDataset,
  fail: Fail,
): AsyncGenerator<ListedChunk> {
  const { list } = dataset;
  if (list.address !== null) yield* listers[list.kind](from, dataset, list as never, fail);
}

function chunkCount({ shape, chunks }: ChunkedDataset): number {
  return chunkCounts(shape, chunks).counts.reduce((product, length) => product * length, 1);
}

function bytesOfChunk({ chunks, type }: ChunkedDataset): number {
  return chunks.reduce((product, length) => product * length, type.bytes);
}
