import { ArgumentError, NumericError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { isConstant } from "../../stats/is-constant.js";
import { mean } from "../../stats/mean.js";
import { variance } from "../../stats/variance.js";

/** Settings of {@link lowRankFill}. */
export interface LowRankFillOptions {
  readonly rank: number;
  readonly linalg: LinalgProvider;
}

const mostIterations = 2000;
/** Mean change of a filled sample in one iteration, in standard deviations of its trace, that counts as none. */
const leastChange = 1e-7;

/**
 * Missing samples of k traces found from the others by a low-rank model: each trace is brought to mean 0 and standard
 * deviation 1 over the samples that are there, missing ones begin at 0, and are then replaced again and again by the best
 * approximation of rank r of the whole T × k matrix (its first r right singular vectors), until none of them changes.
 *
 * A trace without any sample, or without variation, is no help and gets none: its missing samples stay missing.
 *
 * @param traces - k traces of T samples on the same clock; NaN stands for a missing sample.
 * @returns k traces in the units they came in; samples that were there are untouched.
 * @throws ArgumentError when the rank is not a whole number from 1 and below the number of traces that vary; NumericError
 *   when 2000 iterations do not settle.
 * Source: Troyanskaya et al. 2001, https://doi.org/10.1093/bioinformatics/17.6.520 (SVDimpute).
 */
export function lowRankFill(
  traces: readonly Float64Array[],
  { rank, linalg }: LowRankFillOptions,
): readonly Float64Array[] {
  const used = traces.filter((trace) => !isConstant(trace));
  if (!(Number.isInteger(rank) && rank >= 1 && rank < used.length)) {
    const expected = `a whole number from 1 to ${used.length - 1}, less than the traces that vary`;
    throw new ArgumentError({ argument: "rank", expected, found: String(rank) });
  }
  const scales = used.map((trace) => ({ centre: mean(trace), spread: Math.sqrt(variance(trace, { ddof: 0 })) }));
  const [samples, k] = [used[0]!.length, used.length];
  const table = matrix(samples, k);
  const missing: number[] = [];
  for (let column = 0; column < k; column++) {
    const { centre, spread } = scales[column]!;
    for (let row = 0; row < samples; row++) {
      const value = used[column]![row]!;
      if (Number.isNaN(value)) missing.push(row * k + column);
      else table.values[row * k + column] = (value - centre) / spread;
    }
  }
  settle(table, missing, rank, linalg);
  return traces.map((trace) => {
    const column = used.indexOf(trace);
    if (column < 0) return Float64Array.from(trace);
    const { centre, spread } = scales[column]!;
    return trace.map((value, row) => (Number.isNaN(value) ? centre + spread * table.values[row * k + column]! : value));
  });
}

/** Replaces the missing entries of the table until they stand still. */
function settle(table: Matrix, missing: readonly number[], rank: number, linalg: LinalgProvider): void {
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    if (missing.length === 0) return;
    const { vectors } = linalg.symmetricEigen(linalg.gram(table));
    const k = table.columns;
    const first = matrix(k, rank);
    const turned = matrix(rank, k);
    for (let row = 0; row < k; row++) {
      for (let c = 0; c < rank; c++) {
        first.values[row * rank + c] = vectors.values[row * k + c]!;
        turned.values[c * k + row] = vectors.values[row * k + c]!;
      }
    }
    const model = linalg.multiply(linalg.multiply(table, first), turned).values;
    let change = 0;
    for (const entry of missing) {
      change += Math.abs(model[entry]! - table.values[entry]!);
      table.values[entry] = model[entry]!;
    }
    if (change <= leastChange * missing.length) return;
  }
  const reason = `missing samples still change after ${mostIterations} iterations`;
  throw new NumericError({ quantity: "low-rank imputation", reason, next: "choose a lower rank" });
}
