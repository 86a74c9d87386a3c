import { FormatError } from "../../../errors.js";
import { blockValues } from "../../block-values.js";
import type { ArrayBlock, BlockedArray, BlockValues } from "../../blocked-array.js";
import { chunkBox, chunkCounts } from "../../chunk-box.js";
import { cutBlock } from "../../cut-block.js";
import { foregroundOfValues } from "../../foreground-of-values.js";
import { datatypeName } from "../datatype.js";
import { decodeElements } from "../decode.js";
import { type DecodedChunk, decodeChunks, type IndexedDataset } from "./decode-chunks.js";

/** All of them are gone through, written or not; a grid of more comes from a damaged header. */
const mostChunks = 2 ** 22;

/** What an indexed dataset can tell of itself; the attributes come from elsewhere. */
export function indexedBlocks(indexed: IndexedDataset): Omit<BlockedArray, "attributes"> {
  const { source, path, dataset, index } = indexed;
  const { shape, chunks, type, filters } = dataset;
  const grid = chunkCounts(shape, chunks);
  const where = { file: source.name, path };

  function boxOf(number: number): { readonly start: readonly number[]; readonly shape: readonly number[] } {
    const box = chunkBox(number, grid);
    return { start: box.start, shape: box.shape };
  }

  function blockOf({ entry, values }: DecodedChunk): ArrayBlock {
    const box = boxOf(index.numbers[entry]!);
    if (typeof values === "number") return { ...box, values: filled(values, box.shape) };
    return { ...box, values: cutBlock(values, chunks, box.shape) };
  }

  function filled(value: number, lengths: readonly number[]): BlockValues {
    const count = lengths.reduce((product, length) => product * length, 1);
    const bytes = new Uint8Array(count * type.bytes);
    return blockValues(decodeElements(type, { bytes, count, heap: bytes, ...where }), where).fill(value);
  }

  const foreground: BlockedArray["foreground"] = async (onRun, { signal, onChunk } = {}) => {
    const total = index.numbers.length;
    for await (const decoded of decodeChunks(indexed, index.numbers.keys(), signal)) {
      for (const chunk of decoded) {
        if (chunk.values !== 0) foregroundOfValues(blockOf(chunk), shape, onRun);
        onChunk?.(chunk.entry + 1, total);
      }
    }
  };

  async function* blocks(options: Parameters<BlockedArray["blocks"]>[0] = {}): AsyncGenerator<ArrayBlock> {
    const { signal, onChunk, wanted } = options;
    const total = grid.counts.reduce((product, length) => product * length, 1);
    if (total > mostChunks) {
      throw new FormatError({
        file: source.name,
        place: path,
        expected: `at most ${mostChunks} chunks`,
        found: `${total}`,
      });
    }
    const isWanted = (number: number): boolean => {
      if (!wanted) return true;
      const box = boxOf(number);
      return wanted(box.start, box.shape);
    };
    let next = 0;
    let written = 0;
    function* entries(): Generator<number> {
      for (const [entry, number] of index.numbers.entries()) if (isWanted(number)) yield entry;
    }
    function* unwritten(until: number): Generator<ArrayBlock> {
      for (; next < until; next += 1) {
        while (index.numbers[written]! < next) written += 1;
        if (index.numbers[written] !== next && isWanted(next)) {
          const box = boxOf(next);
          yield { ...box, values: filled(0, box.shape) };
        }
        onChunk?.(next + 1, total);
      }
    }
    for await (const decoded of decodeChunks(indexed, entries(), signal)) {
      for (const chunk of decoded) {
        const number = index.numbers[chunk.entry]!;
        yield* unwritten(number);
        yield blockOf(chunk);
        next = number + 1;
        onChunk?.(next, total);
      }
    }
    yield* unwritten(total);
  }

  return {
    ...{ file: source.name, path, shape, dtype: datatypeName(type), chunks, foreground, blocks },
    codec: filters.length === 0 ? null : filters.join(", "),
    storedBytes: index.lengths.reduce((sum, length) => sum + length, 0),
  };
}
