import type { Floats, Matrix } from "../../linalg/provider.js";
import type { RandomSource } from "../../random/random-source.js";
import { circularShifts } from "../../signals/circular-shifts.js";
import { drawTurns, phaseRandomised } from "../../signals/nulls/phase-randomised.js";
import { shuffledBlocks } from "../../signals/nulls/shuffled-blocks.js";
import { type RunLabels, runSegments } from "../../signals/runs/run-segments.js";

/** Settings of a null model. */
export interface NullOptions {
  readonly random: RandomSource;
  /** The run of every row; nothing moves from one run into another. Default: one run. */
  readonly runs?: RunLabels | undefined;
  /**
   * Rows: of `blocks` the length of a block, of `shift` the least distance from the true alignment either way round. A
   * test is exact for series without end only where all turns may come, 1; more makes p values too small.
   */
  readonly memory: number;
}

/** One draw of a null model: the same rows, but what ties them to the features is broken. */
export type NullDraw = (y: Matrix<Floats>, options: NullOptions) => Matrix;

/**
 * Null models of time series. Each keeps what a series says of itself, and how the targets hang together:
 *
 * - `shift`: all targets of a run are turned in a circle against the features, each run by its own step;
 * - `phase`: the frequencies of every target of a run keep their power and get other phases, the same turns for all;
 * - `blocks`: blocks of rows change places inside their run.
 *
 * Turning whole runs against each other is none of them: runs that share a schedule still agree after it.
 */
export const nullDraws: Readonly<Record<"shift" | "phase" | "blocks", NullDraw>> = {
  shift: (y, { random, runs, memory }) => {
    const order = Int32Array.from({ length: y.rows }, (_, row) => row);
    for (const { from, to } of runSegments(y.rows, runs)) {
      const length = to - from;
      // a run that is too short for the distance is turned as far as it goes
      const minimum = Math.max(1, Math.min(memory, Math.floor(length / 2)));
      const shift = circularShifts(length, { count: 1, minimum, random })[0] ?? 0;
      for (let row = 0; row < length; row++) order[from + row] = from + ((row + shift) % length);
    }
    return inOrder(y, order);
  },
  blocks: (y, { random, runs, memory }) => inOrder(y, shuffledBlocks(y.rows, { length: memory, runs, random })),
  phase(y, { random, runs }) {
    const values = new Float64Array(y.values.length);
    for (const { from, to } of runSegments(y.rows, runs)) {
      const turns = drawTurns(to - from, random);
      for (let target = 0; target < y.columns; target++) {
        const series = Float64Array.from(
          { length: to - from },
          (_, row) => y.values[(from + row) * y.columns + target]!,
        );
        for (const [row, value] of phaseRandomised(series, turns).entries()) {
          values[(from + row) * y.columns + target] = value;
        }
      }
    }
    return { ...y, values };
  },
};

/** Name of a null model. */
export type NullModel = keyof typeof nullDraws;

function inOrder({ rows, columns, values }: Matrix<Floats>, order: Int32Array): Matrix {
  const moved = new Float64Array(values.length);
  for (const [row, source] of order.entries()) {
    moved.set(values.subarray(source * columns, (source + 1) * columns), row * columns);
  }
  return { rows, columns, values: moved };
}
