import type { Covariance } from "./exact-covariance.js";

/** Turns of Jacobi's method; a 3 × 3 matrix needs about five. */
const mostSweeps = 30;

/** What is smaller than this share of the trace is rounding. */
const roundingShare = 2 ** -50;

/**
 * Eigenvalues of the covariance of voxels, falling, by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 4th
 * ed., section 8.5), which for a volume of many small instances take a tenth of the time of a method for large matrices.
 * What cannot be told from 0 is 0, so that a flat or straight instance has no thickness instead of a root of roundings.
 */
export function covarianceEigenvalues({ zz, yy, xx, zy, zx, yx }: Covariance): [number, number, number] {
  const a = [zz, zy, zx, zy, yy, yx, zx, yx, xx];
  const rounding = (zz + yy + xx) * roundingShare;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    if (Math.abs(a[1]!) + Math.abs(a[2]!) + Math.abs(a[5]!) <= rounding * 2 ** -20) break;
    rotate(a, 0, 1);
    rotate(a, 0, 2);
    rotate(a, 1, 2);
  }
  const values = [a[0]!, a[4]!, a[8]!].map((value) => (value > rounding ? value : 0));
  return values.sort((left, right) => right - left) as [number, number, number];
}

/** Makes the entry of row p and column q, and its mirror image, 0. */
function rotate(a: number[], p: number, q: number): void {
  const apq = a[3 * p + q]!;
  if (apq === 0) return;
  const cotangent = (a[4 * q]! - a[4 * p]!) / (2 * apq);
  const tangent = (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.hypot(cotangent, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  a[4 * p]! -= tangent * apq;
  a[4 * q]! += tangent * apq;
  const r = 3 - p - q;
  const [arp, arq] = [a[3 * r + p]!, a[3 * r + q]!];
  a[3 * r + p] = a[3 * p + r] = cosine * arp - sine * arq;
  a[3 * r + q] = a[3 * q + r] = sine * arp + cosine * arq;
  a[3 * p + q] = a[3 * q + p] = 0;
}
