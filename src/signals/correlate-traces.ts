import { matrix } from "../linalg/matrix.js";
import type { LinalgProvider } from "../linalg/provider.js";
import { checkSameLength } from "../stats/check-same-length.js";
import { countPresent } from "../stats/count-present.js";
import { isConstant } from "../stats/is-constant.js";
import { type Correlation, pearsonCorrelation } from "../stats/pearson-correlation.js";
import { zScore } from "./z-score.js";

/** Correlations of every trace with every other; entry a · count + b belongs to traces a and b. */
export interface TraceCorrelations {
  readonly count: number;
  readonly entries: readonly Correlation[];
}

/**
 * Pearson's correlation of each pair of traces over the samples that both have (pairwise complete), by one Gram matrix
 * of the z-scored traces where nothing is missing and pair by pair where something is.
 *
 * @param traces - n traces of T samples on the same clock; NaN stands for a missing sample.
 * @returns n × n correlations, symmetric; r is null with a reason where a trace does not vary or too few pairs remain.
 * @throws ArgumentError when the traces differ in length.
 */
export function correlateTraces(
  traces: readonly ArrayLike<number>[],
  options: { readonly linalg: LinalgProvider },
): TraceCorrelations {
  const count = traces.length;
  traces.forEach((trace, index) => {
    checkSameLength(`traces[${index}]`, trace, "traces[0]", traces[0]!);
  });
  const samples = traces[0]?.length ?? 0;
  const whole = traces.map((trace) => countPresent(trace) === samples && !isConstant(trace) && isFiniteTrace(trace));
  const fast = correlateWhole(
    traces.filter((_, index) => whole[index]),
    samples,
    options.linalg,
  );
  const place = placesOf(whole);
  const entries: Correlation[] = new Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      const entry =
        whole[a] && whole[b]
          ? { r: fast(place[a]!, place[b]!), n: samples, reason: null }
          : pearsonCorrelation(traces[a]!, traces[b]!);
      entries[a * count + b] = entry;
      entries[b * count + a] = entry;
    }
  }
  return { count, entries };
}

function isFiniteTrace(trace: ArrayLike<number>): boolean {
  for (let index = 0; index < trace.length; index++) if (!Number.isFinite(trace[index]!)) return false;
  return true;
}

/** Position of each trace among the whole ones. */
function placesOf(whole: readonly boolean[]): readonly number[] {
  let next = 0;
  return whole.map((is) => (is ? next++ : -1));
}

function correlateWhole(
  traces: readonly ArrayLike<number>[],
  samples: number,
  linalg: LinalgProvider,
): (a: number, b: number) => number {
  const n = traces.length;
  const columns = matrix(samples, n);
  traces.forEach((trace, column) => {
    const z = zScore(trace);
    for (let row = 0; row < samples; row++) columns.values[row * n + column] = z[row]!;
  });
  const products = linalg.gram(columns).values;
  return (a, b) => (a === b ? 1 : Math.max(-1, Math.min(1, products[a * n + b]! / samples)));
}
