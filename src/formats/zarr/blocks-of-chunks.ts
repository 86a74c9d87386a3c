import type { ArrayBlock, BlockedArray } from "../blocked-array.js";
import { cutBlock } from "../cut-block.js";
import { productOf } from "./array-description.js";
import { type ChunkBox, checkChunkCount } from "./chunk-grid.js";
import type { ChunkedArray } from "./chunked-array.js";
import { readAhead } from "./read-ahead.js";

/** The chunks of an array, one after the other, cut to the array; those that are not stored hold the fill value. */
export async function* blocksOfChunks(
  array: ChunkedArray,
  options: Parameters<BlockedArray["blocks"]>[0] = {},
): AsyncGenerator<ArrayBlock> {
  const { grid, decoder, placeOf } = array;
  const { signal, onChunk, wanted } = options;
  checkChunkCount(grid, array);
  function* boxes(): Generator<ChunkBox | undefined> {
    for (let index = 0; index < grid.count; index++) {
      const box = grid.box(index);
      yield !wanted || wanted(box.start, box.shape) ? box : undefined;
    }
  }
  const load = async (box: ChunkBox | undefined): Promise<ArrayBlock | undefined> => {
    signal?.throwIfAborted();
    if (!box) return undefined;
    const { start, shape } = box;
    const source = await array.open(box);
    if (!source) return { start, shape, values: array.filled(productOf(shape)) };
    const values = await decoder.decode(box, grid.key(box), { source, place: placeOf(box), signal });
    return { start, shape, values: cutBlock(values, array.description.chunks, shape) };
  };
  let done = 0;
  for await (const block of readAhead(boxes(), array.chunksAhead, load)) {
    if (block) yield block;
    onChunk?.(++done, grid.count);
  }
}
