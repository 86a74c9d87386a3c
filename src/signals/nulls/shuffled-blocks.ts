import { ArgumentError } from "../../errors.js";
import type { RandomSource } from "../../random/random-source.js";
import { type RunLabels, runSegments } from "../runs/run-segments.js";

/** Settings of {@link shuffledBlocks}. */
export interface ShuffledBlocksOptions {
  /** Rows of a block; longer than the signals remember. The last block of a run may be shorter, and stays the last. */
  readonly length: number;
  /** The run of every row; blocks change places in their run only. Default: one run. */
  readonly runs?: RunLabels | undefined;
  readonly random: RandomSource;
}

/**
 * An order of the rows in which blocks of rows have changed places: what one row says of the next stays but for the
 * seams, what ties the rows to anything else is broken.
 *
 * @returns For each row, the row to put there.
 * @throws ArgumentError when the length is not a whole number from 1.
 */
export function shuffledBlocks(rows: number, { length, runs, random }: ShuffledBlocksOptions): Int32Array {
  if (!(Number.isInteger(length) && length >= 1)) {
    throw new ArgumentError({ argument: "length", expected: "a whole number from 1", found: String(length) });
  }
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (const { from, to } of runSegments(rows, runs)) {
    const blocks = Array.from({ length: Math.floor((to - from) / length) }, (_, block) => block);
    for (let place = blocks.length - 1; place > 0; place--) {
      const other = random.integer(place + 1);
      [blocks[place], blocks[other]] = [blocks[other]!, blocks[place]!];
    }
    for (const [place, block] of blocks.entries()) {
      for (let row = 0; row < length; row++) order[from + place * length + row] = from + block * length + row;
    }
  }
  return order;
}
