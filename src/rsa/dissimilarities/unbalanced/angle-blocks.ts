import { matrix } from "../../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix, MatrixView } from "../../../linalg/provider.js";
import { rowOf } from "../../../linalg/rows.js";
import { block, transposed } from "../../../linalg/views.js";
import { pearsonCorrelation } from "../../../stats/pearson-correlation.js";
import { withoutChannelMean } from "../../patterns/without-channel-mean.js";
import type { CheckedOptions } from "../checked-options.js";
import type { Observations } from "./observations.js";
import { blockRanges, type PairBlock } from "./pair-blocks.js";

/** Share of the squares that may be left after centring, below which products have lost too many digits. */
const leastShare = 1e-6;

/**
 * s_ab = w r_ab / 2 with r the correlation, or the cosine, over the w channels that both observations have: all sums over
 * shared channels are products of masked values and masks. Where these products would lose digits, or an observation does
 * not vary over the shared channels, the pair is calculated from its values.
 */
export function* angleBlocks(
  { values, mask }: Observations,
  { method, linalg }: Pick<CheckedOptions, "method" | "linalg">,
): Generator<PairBlock, void> {
  const present = mask!;
  const correlation = method === "correlation";
  // the correlation does not change, and the products keep their digits
  const shifted = correlation ? withoutChannelMean(values) : values;
  const zeroed = shifted.values.map((value) => (Number.isNaN(value) ? 0 : value));
  const x = matrix(values.rows, values.columns, zeroed);
  const squares = matrix(
    values.rows,
    values.columns,
    zeroed.map((value) => value * value),
  );
  const columns = Array.from({ length: values.rows }, (_, row) => row);
  for (const range of blockRanges(values.rows)) {
    const rows = columns.slice(...range);
    const shared = sharedSums({ x, squares, present }, range, linalg);
    const similarities = matrix(rows.length, values.rows);
    const channels = matrix(rows.length, values.rows, shared.channels.slice());
    for (let k = 0; k < similarities.values.length; k++) {
      const [a, b] = [rows[Math.floor(k / values.rows)]!, k % values.rows];
      const w = shared.channels[k]!;
      // a correlation wants two channels that vary
      if (correlation && w < 2) channels.values[k] = 0;
      const angle = correlation
        ? (correlationAt(shared, k) ?? pearsonCorrelation(rowOf(values, a), rowOf(values, b)).r ?? Number.NaN)
        : shared.xy[k]! / (Math.sqrt(shared.xx[k]!) * Math.sqrt(shared.yy[k]!));
      similarities.values[k] = (angle * w) / 2;
    }
    yield { rows, columns, similarities, channels };
  }
}

type SharedSums = Readonly<Record<"xy" | "x" | "y" | "xx" | "yy" | "channels", Float64Array>>;

function sharedSums(
  { x, squares, present }: Readonly<Record<"x" | "squares" | "present", Matrix>>,
  range: readonly [number, number],
  linalg: Pick<LinalgPrimitives, "multiply">,
): SharedSums {
  const product = (a: MatrixView<Float64Array>, b: Matrix) =>
    linalg.multiply(block(a, { rows: range }), transposed(b)).values;
  return {
    xy: product(x, x),
    x: product(x, present),
    y: product(present, x),
    xx: product(squares, present),
    yy: product(present, squares),
    channels: product(present, present),
  };
}

function correlationAt({ xy, x, y, xx, yy, channels }: SharedSums, k: number): number | undefined {
  const w = channels[k]!;
  const [varianceX, varianceY] = [xx[k]! - x[k]! ** 2 / w, yy[k]! - y[k]! ** 2 / w];
  if (!(varianceX > leastShare * xx[k]! && varianceY > leastShare * yy[k]!)) return undefined;
  return (xy[k]! - (x[k]! * y[k]!) / w) / (Math.sqrt(varianceX) * Math.sqrt(varianceY));
}
