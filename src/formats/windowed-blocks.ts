import type { ArrayBlock, BlockedArray, BlockOptions, BlockValues } from "./blocked-array.js";
import { foregroundOfValues } from "./foreground-of-values.js";
import { type Box, elementCount, parts } from "./hdf5/window.js";

/** Elements of one window, about, unless a chunk has more. */
const windowElements = 1 << 20;

/** An array that can be read box by box, whatever it is stored as. */
export interface WindowedArray {
  readonly shape: readonly number[];
  readonly chunks: readonly number[] | null;
  /** The order in which the axes lie in the file. Default: the last changes fastest. */
  readonly order?: "C" | "F";
  /** Called when reading begins. */
  open(signal: AbortSignal | undefined): Promise<WindowReader>;
}

/** Reads windows until it is closed. */
export interface WindowReader {
  /** The elements of a box, in C order. */
  read(box: Box): Promise<BlockValues>;
  close?(): void;
}

/**
 * Foreground and blocks of an array that is read in windows: whole chunks, or stretches where there are none, so that
 * each byte is read once and memory holds one window.
 */
export function windowedBlocks(array: WindowedArray): Pick<BlockedArray, "foreground" | "blocks"> {
  const { shape, chunks, order = "C" } = array;
  // what changes slowest in the file is cut first
  const turned = (lengths: readonly number[]): readonly number[] => (order === "C" ? lengths : [...lengths].reverse());
  const boxes = function* (): Generator<Box> {
    const stored = turned(shape);
    const whole = { offset: stored.map(() => 0), count: stored };
    for (const { offset, count } of parts(whole, stored, chunks && turned(chunks), windowElements)) {
      yield { offset: turned(offset), count: turned(count) };
    }
  };

  async function* blocks(options: Parameters<BlockedArray["blocks"]>[0] = {}): AsyncGenerator<ArrayBlock> {
    const { signal, onChunk, wanted } = options;
    const total = elementCount(shape);
    let done = 0;
    const reader = await array.open(signal);
    try {
      for (const box of boxes()) {
        signal?.throwIfAborted();
        if (!wanted || wanted(box.offset, box.count)) {
          yield { start: box.offset, shape: box.count, values: await reader.read(box) };
        }
        done += elementCount(box.count);
        onChunk?.(done, total);
      }
    } finally {
      reader.close?.();
    }
  }

  async function foreground(onRun: Parameters<BlockedArray["foreground"]>[0], options?: BlockOptions): Promise<void> {
    for await (const block of blocks(options)) foregroundOfValues(block, shape, onRun);
  }

  return { foreground, blocks };
}
