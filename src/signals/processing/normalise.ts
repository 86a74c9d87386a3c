import { isConstant } from "../../stats/is-constant.js";
import { mean } from "../../stats/mean.js";
import { percentile } from "../../stats/percentile.js";
import { variance } from "../../stats/variance.js";
import { baselineOf } from "./baseline-of.js";
import { samplesOver } from "./samples-over.js";
import type { NormaliseStep, ProcessedTrace } from "./step.js";

/** Normal values spread by this many median absolute deviations: 1 / Φ⁻¹(3/4). */
const sigmaPerDeviation = 1.482602218505602;

/**
 * A trace in other units; m, s, F0 are found from the samples that are there:
 *
 * - `z-score`: (x − m) / s, m the mean and s the standard deviation, with divisor n or n − 1 (`divisor`, default n), over
 *   `over` (default: the whole trace);
 * - `causal-z-score`: the same, divisor n, with m and s over all samples up to and with the one in question; the first `settle_s`
 *   seconds after the first sample have no value (default: none but those whose s is 0);
 * - `robust`: (x − median) / (1.4826 · MAD) over `over`, MAD the median absolute deviation from the median;
 * - `dff`: (x − F0) / F0, and `f-over-f0`: x / F0, with F0 from the named baseline (see {@link baselineOf}).
 *
 * Missing samples stay missing. A trace without spread over that stretch has no value at all, and a sample whose F0 is
 * not above 0 has none: such a ratio means nothing.
 *
 * @throws ArgumentError when settings of the baseline are missing or out of range.
 */
export function normalise(trace: ProcessedTrace, step: NormaliseStep): ProcessedTrace {
  return { ...trace, values: normalisers[step.normalise](trace, step) };
}

type Normaliser = (trace: ProcessedTrace, step: NormaliseStep) => Float64Array;

/** Every normalisation, by name. */
const normalisers: Readonly<Record<NormaliseStep["normalise"], Normaliser>> = {
  "z-score"(trace, { over, divisor = "n" }) {
    const samples = samplesOver(trace, over);
    // asked of the values: rounding may leave a constant trace a spread above zero
    const spread = isConstant(samples) ? Number.NaN : Math.sqrt(variance(samples, { ddof: divisor === "n" ? 0 : 1 }));
    return standardized(trace.values, mean(samples), spread);
  },
  "causal-z-score": causalZScore,
  robust(trace, { over }) {
    const samples = samplesOver(trace, over);
    const centre = percentile(samples, 50);
    const deviation = percentile(
      samples.map((value) => Math.abs(value - centre)),
      50,
    );
    return standardized(trace.values, centre, deviation > 0 ? sigmaPerDeviation * deviation : Number.NaN);
  },
  dff(trace, step) {
    const baseline = baselineOf(trace, step);
    return trace.values.map((value, index) => (value - baseline[index]!) / above0(baseline[index]!));
  },
  "f-over-f0"(trace, step) {
    const baseline = baselineOf(trace, step);
    return trace.values.map((value, index) => value / above0(baseline[index]!));
  },
};

function standardized(values: Float64Array, centre: number, spread: number): Float64Array {
  return values.map((value) => (value - centre) / spread);
}

function above0(value: number): number {
  return value > 0 ? value : Number.NaN;
}

/** Running mean and squares by Welford's update (1962, https://doi.org/10.1080/00401706.1962.10490022). */
function causalZScore({ timeS, values }: ProcessedTrace, { settle_s = 0 }: NormaliseStep): Float64Array {
  let [n, centre, squares, first] = [0, 0, 0, Number.NaN];
  return values.map((value, index) => {
    if (Number.isNaN(value)) return Number.NaN;
    if (n === 0) first = timeS[index]!;
    const before = value - centre;
    centre += before / ++n;
    squares += before * (value - centre);
    return timeS[index]! - first >= settle_s ? (value - centre) / Math.sqrt(squares / n) : Number.NaN;
  });
}
