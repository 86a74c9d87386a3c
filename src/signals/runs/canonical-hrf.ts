import { ArgumentError } from "../../errors.js";

/** Settings of {@link canonicalHrf}. */
export interface CanonicalHrfOptions {
  /** Seconds from sample to sample. */
  readonly tr: number;
  /** Seconds that the response lasts. Default: 32. */
  readonly durationS?: number | undefined;
}

/**
 * The canonical haemodynamic response: h(t) = t⁵ e⁻ᵗ / 5! − t¹⁵ e⁻ᵗ / (6 · 15!), t in seconds, a difference of two gamma
 * densities that peak near 5 and 15 s; scaled to the sum 1 (Friston et al. 1998,
 * https://doi.org/10.1006/nimg.1997.0306, with the settings of SPM).
 *
 * @returns h at 0, tr, 2 tr … up to and with the duration.
 * @throws ArgumentError for a tr or a duration that is not positive, and a tr too long for the response to be seen.
 */
export function canonicalHrf({ tr, durationS = 32 }: CanonicalHrfOptions): Float64Array {
  for (const [argument, value] of Object.entries({ tr, durationS })) {
    if (value > 0 && Number.isFinite(value)) continue;
    throw new ArgumentError({ argument, expected: "seconds above 0", found: String(value) });
  }
  const times = Float64Array.from({ length: Math.floor(durationS / tr) + 1 }, (_, sample) => sample * tr);
  const response = times.map((time) => gammaDensity(time, 6) - gammaDensity(time, 16) / 6);
  const sum = response.reduce((total, value) => total + value, 0);
  if (sum > 0) return response.map((value) => value / sum);
  // samples that far apart see only what the response ends with
  throw new ArgumentError({ argument: "tr", expected: "seconds shorter than the response", found: String(tr) });
}

/** tᵏ⁻¹ e⁻ᵗ / (k − 1)! for whole k. */
function gammaDensity(time: number, shape: number): number {
  let density = Math.exp(-time);
  for (let power = 1; power < shape; power++) density *= time / power;
  return density;
}
