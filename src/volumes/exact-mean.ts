/** The mean from a whole sum of differences from a whole origin, rounded alike whatever the origin is. */
export function exactMean(n: number, sum: number | bigint, origin: number): number {
  const whole = n * origin;
  if (typeof sum === "number" && whole < 2 ** 52 && Math.abs(sum) < 2 ** 52) return (whole + sum) / n;
  return Number(BigInt(n) * BigInt(origin) + BigInt(sum)) / n;
}
