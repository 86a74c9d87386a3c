/** The low-pass filter of {@link lowPassAt}. */
export interface LowPass {
  /** Frequency of half amplitude, Hz. */
  readonly cutoffHz: number;
  /** Half the length of the filter, seconds. */
  readonly reachS: number;
}

/** Shape of the Kaiser window: 60 dB between pass band and stop band. */
const beta = 5.65326;

/**
 * A trace at other times, low-passed by a windowed sinc: y(g) = Σ_j w(g − t_j) Δ_j x_j / Σ_j w(g − t_j) Δ_j over the
 * samples with |g − t_j| ≤ reach, where w(d) = sinc(2 f d) I0(β √(1 − (d / reach)²)) with sinc(x) = sin(π x) / (π x), f
 * the cutoff and β = 5.65326 (Kaiser's window for 60 dB), and Δ_j = (t_{j+1} − t_{j−1}) / 2 is the time a sample stands
 * for (half a step at the two ends). On a regular clock these are the coefficients of a linear-phase FIR filter with
 * gain 1 at 0 Hz. Within the reach of the ends the sum has fewer terms and the filter is less sharp.
 *
 * @param timeS - Stamps of n samples in seconds, rising.
 * @param values - n samples, none missing.
 * @param atS - Times from the first to the last stamp, never falling.
 * @returns One value per time, in the unit of the samples.
 * Source: Oppenheim and Schafer, Discrete-Time Signal Processing, section on FIR design with the Kaiser window.
 */
export function lowPassAt(
  timeS: Float64Array,
  values: Float64Array,
  atS: Float64Array,
  { cutoffHz, reachS }: LowPass,
): Float64Array {
  const last = timeS.length - 1;
  if (last < 1) return atS.map(() => values[0]!);
  const stands = timeS.map((_, j) => (timeS[Math.min(j + 1, last)]! - timeS[Math.max(j - 1, 0)]!) / 2);
  let start = 0;
  return atS.map((time) => {
    while (timeS[start]! < time - reachS * (1 + 1e-9)) start++;
    let [sum, total] = [0, 0];
    for (let j = start; j <= last && timeS[j]! <= time + reachS * (1 + 1e-9); j++) {
      const weight = stands[j]! * weightAt(time - timeS[j]!, cutoffHz, reachS);
      sum += weight * values[j]!;
      total += weight;
    }
    return sum / total;
  });
}

function weightAt(distanceS: number, cutoffHz: number, reachS: number): number {
  const angle = 2 * Math.PI * cutoffHz * distanceS;
  const sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
  return sinc * besselI0(beta * Math.sqrt(Math.max(0, 1 - (distanceS / reachS) ** 2)));
}

/** The modified Bessel function of order zero by its power series Σ ((x/2)^k / k!)². */
function besselI0(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
