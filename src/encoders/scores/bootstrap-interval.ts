import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import type { RandomSource } from "../../random/random-source.js";
import { type RunLabels, runSegments } from "../../signals/runs/run-segments.js";
import { percentile } from "../../stats/percentile.js";
import { type ColumnScoreName, columnScores } from "../column-scores.js";

/** Settings of {@link bootstrapInterval}. */
export interface BootstrapOptions {
  readonly score: ColumnScoreName;
  readonly draws: number;
  readonly random: RandomSource;
  /** Rows that are drawn together: longer than the signals remember. Default: 1, for rows that are independent. */
  readonly blockLength?: number | undefined;
  /** The run of every row; no block crosses a run. Default: one run. */
  readonly runs?: RunLabels | undefined;
  /** Per cent of the draws that lie between the bounds. Default: 95. */
  readonly level?: number | undefined;
}

/**
 * Intervals of scores by drawing blocks of rows with replacement, as many rows as there are, and taking percentiles of
 * the scores of the draws (moving blocks: Künsch 1989, https://doi.org/10.1214/aos/1176347265). They say how much the
 * score depends on which rows were tested, not what another training set would have given.
 *
 * @param measured - n samples × t targets.
 * @param predicted - The same shape.
 * @throws ArgumentError for other shapes, fewer than two draws, a block or a level that cannot be, and where no run
 *   holds a block.
 */
export function bootstrapInterval(
  measured: Matrix<Floats>,
  predicted: Matrix<Floats>,
  { score, draws, random, blockLength = 1, runs, level = 95 }: BootstrapOptions,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const { rows, columns } = measured;
  checkSettings(measured, predicted, { blockLength, level });
  const starts = runSegments(rows, runs).flatMap(({ from, to }) =>
    Array.from({ length: Math.max(0, to - from - blockLength + 1) }, (_, index) => from + index),
  );
  if (!(draws >= 2) || starts.length === 0) {
    const found = `${draws} draws of blocks of ${blockLength} rows`;
    throw new ArgumentError({ argument: "draws", expected: "at least two, of blocks that fit into a run", found });
  }
  const scores: Float64Array[] = [];
  const order = new Int32Array(rows);
  for (let draw = 0; draw < draws; draw++) {
    for (let row = 0; row < rows; row++) {
      const isStart = row % blockLength === 0;
      order[row] = isStart ? starts[random.integer(starts.length)]! : order[row - 1]! + 1;
    }
    scores.push(columnScores[score](reordered(measured, order), reordered(predicted, order)));
  }
  const bound = (percent: number) =>
    Float64Array.from({ length: columns }, (_, target) =>
      percentile(
        scores.map((list) => list[target]!),
        percent,
      ),
    );
  return { low: bound((100 - level) / 2), high: bound((100 + level) / 2) };
}

function checkSettings(
  { rows, columns }: Matrix<Floats>,
  predicted: Matrix<Floats>,
  { blockLength, level }: { readonly blockLength: number; readonly level: number },
): void {
  if (predicted.rows !== rows || predicted.columns !== columns) {
    const found = `${predicted.rows} × ${predicted.columns}`;
    throw new ArgumentError({ argument: "predicted", expected: `${rows} × ${columns}, as measured`, found });
  }
  if (!(Number.isInteger(blockLength) && blockLength >= 1)) {
    throw new ArgumentError({ argument: "blockLength", expected: "whole rows from 1", found: String(blockLength) });
  }
  if (!(level > 0 && level < 100)) {
    throw new ArgumentError({ argument: "level", expected: "per cent between 0 and 100", found: String(level) });
  }
}

function reordered(x: Matrix<Floats>, order: Int32Array): Matrix {
  const { rows, columns, values } = x;
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    result.set(values.subarray(order[row]! * columns, (order[row]! + 1) * columns), row * columns);
  }
  return { rows, columns, values: result };
}
