/** Covariances of the coordinates of voxels, divided by their number. */
export interface Covariance {
  readonly zz: number;
  readonly yy: number;
  readonly xx: number;
  readonly zy: number;
  readonly zx: number;
  readonly yx: number;
}

/**
 * The covariances from whole sums, (N Σab − Σa Σb) / N²: the difference is taken exactly, so that nothing cancels.
 *
 * @param n - Voxels.
 * @param sums - Of z, y, x, whole numbers.
 * @param products - Sums of zz, yy, xx, zy, zx, yx, whole numbers.
 */
export function exactCovariance(
  n: number,
  sums: readonly (number | bigint)[],
  products: readonly (number | bigint)[],
): Covariance {
  const entry = (product: number, a: number, b: number) =>
    scaledEntry(n, products[product]!, sums[a]!, sums[b]!) / n / n;
  return {
    zz: entry(0, 0, 0),
    yy: entry(1, 1, 1),
    xx: entry(2, 2, 2),
    zy: entry(3, 0, 1),
    zx: entry(4, 0, 2),
    yx: entry(5, 1, 2),
  };
}

/** N Σab − Σa Σb, rounded once. */
function scaledEntry(n: number, product: number | bigint, a: number | bigint, b: number | bigint): number {
  const left = n * Number(product);
  const right = Number(a) * Number(b);
  if (Math.abs(left) < 2 ** 52 && Math.abs(right) < 2 ** 52) return left - right;
  return Number(BigInt(n) * BigInt(product) - BigInt(a) * BigInt(b));
}
