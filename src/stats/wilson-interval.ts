/** Ends of an interval for a share. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the standard normal distribution. */
const z95 = 1.959963984540054;

/**
 * Wilson's score interval for a share k / n: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n), p = k / n, which keeps
 * its coverage for few or rare cases and stays inside 0 and 1.
 * Source: Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953
 *
 * @param z - Standard errors to each side. Default: those of 95 %.
 * @returns NaN for n = 0.
 */
export function wilsonInterval(k: number, n: number, z = z95): ShareInterval {
  if (!(n > 0)) return { low: Number.NaN, high: Number.NaN };
  const p = k / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return { low: Math.max(0, (centre - half) / whole), high: Math.min(1, (centre + half) / whole) };
}
