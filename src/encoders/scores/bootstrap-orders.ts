import { ArgumentError } from "../../errors.js";
import type { RandomSource } from "../../random/random-source.js";
import { type RunLabels, runSegments } from "../../signals/runs/run-segments.js";
import { percentile } from "../../stats/percentile.js";

/** Settings of {@link bootstrapOrders}. */
export interface BootstrapOrdersOptions {
  readonly draws: number;
  readonly random: RandomSource;
  /** Rows that are drawn together: longer than the signals remember. Default: 1, for rows that are independent. */
  readonly blockLength?: number | undefined;
  /** The run of every row; no block crosses a run. Default: one run. */
  readonly runs?: RunLabels | undefined;
}

/**
 * Draws blocks of rows with replacement, as many rows as there are (moving blocks: Künsch 1989,
 * https://doi.org/10.1214/aos/1176347265). Every draw is given in the same array, good until the next.
 *
 * @throws ArgumentError for fewer than two draws, a block that cannot be, and where no run holds a block.
 */
export function* bootstrapOrders(
  rows: number,
  { draws, random, blockLength = 1, runs }: BootstrapOrdersOptions,
): Generator<Int32Array> {
  if (!(Number.isInteger(blockLength) && blockLength >= 1)) {
    throw new ArgumentError({ argument: "blockLength", expected: "whole rows from 1", found: String(blockLength) });
  }
  const starts = runSegments(rows, runs).flatMap(({ from, to }) =>
    Array.from({ length: Math.max(0, to - from - blockLength + 1) }, (_, index) => from + index),
  );
  if (!(draws >= 2) || starts.length === 0) {
    const found = `${draws} draws of blocks of ${blockLength} rows`;
    throw new ArgumentError({ argument: "draws", expected: "at least two, of blocks that fit into a run", found });
  }
  const order = new Int32Array(rows);
  for (let draw = 0; draw < draws; draw++) {
    for (let row = 0; row < rows; row++) {
      const isStart = row % blockLength === 0;
      order[row] = isStart ? starts[random.integer(starts.length)]! : order[row - 1]! + 1;
    }
    yield order;
  }
}

/**
 * The percentiles of scores between which a level lies; of draws that are NaN nothing is taken, and of none NaN.
 *
 * @param draws - One list per draw of a score per target.
 * @param level - Per cent of the draws that lie between the bounds. Default: 95.
 */
export function boundsOf(
  draws: readonly Float64Array[],
  level = 95,
): { readonly low: Float64Array; readonly high: Float64Array } {
  if (!(level > 0 && level < 100)) {
    throw new ArgumentError({ argument: "level", expected: "per cent between 0 and 100", found: String(level) });
  }
  const bound = (percent: number) =>
    Float64Array.from({ length: draws[0]?.length ?? 0 }, (_, target) => {
      const known = draws.map((list) => list[target]!).filter((value) => !Number.isNaN(value));
      return known.length > 0 ? percentile(known, percent) : Number.NaN;
    });
  return { low: bound((100 - level) / 2), high: bound((100 + level) / 2) };
}
