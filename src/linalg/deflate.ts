import type { Matrix } from "./provider.js";

/** What is joined. */
export interface Joined {
  /** Diagonal entries; overwritten where a rotation moves them. */
  readonly values: Float64Array;
  /** What couples them; overwritten likewise. */
  readonly z: Float64Array;
  /** The vectors of the values, a row each; rotated with them. */
  readonly rows: readonly Matrix[];
  /** Rows from here on belong to the second half. */
  readonly half: number;
  /** Which of the values, rising. */
  readonly order: readonly number[];
}

/** What is left after deflation. */
export interface Deflated {
  /** The values that take part, rising and different. */
  readonly kept: readonly number[];
  /** Those among them whose rows were turned with one of the other half. */
  readonly mixed: Set<number>;
}

/**
 * Finds what a coupling leaves as it is: values whose part of z is only rounding, and, of two values that rounding cannot
 * tell apart, one after a rotation that moves all of its z to the other (Dongarra and Sorensen 1987,
 * "A fully parallel algorithm for the symmetric eigenvalue problem").
 *
 * @param negligible - What counts as rounding in `values`; `negligibleZ` in z.
 */
export function deflate(
  { values, z, rows, half, order }: Joined,
  { negligible, negligibleZ }: { readonly negligible: number; readonly negligibleZ: number },
): Deflated {
  const kept: number[] = [];
  const mixed = new Set<number>();
  let previous = -1;
  for (const k of order) {
    if (Math.abs(z[k]!) <= negligibleZ) continue;
    if (previous >= 0) {
      const length = Math.hypot(z[k]!, z[previous]!);
      const [cosine, sine] = [z[k]! / length, -z[previous]! / length];
      const [low, high] = [values[previous]!, values[k]!];
      // what the rotation leaves beside the diagonal
      if (Math.abs((high - low) * cosine * sine) <= negligible) {
        values[previous] = low * cosine * cosine + high * sine * sine;
        values[k] = low * sine * sine + high * cosine * cosine;
        z[k] = length;
        for (const vectors of rows) rotateRows(vectors, previous, k, cosine, sine);
        if (mixed.has(previous) || previous < half !== k < half) mixed.add(k);
      } else kept.push(previous);
    }
    previous = k;
  }
  if (previous >= 0) kept.push(previous);
  return { kept, mixed };
}

/** (row i, row j) ← (c · row i + s · row j, c · row j − s · row i). */
export function rotateRows({ columns, values }: Matrix, i: number, j: number, cosine: number, sine: number): void {
  const [first, second] = [i * columns, j * columns];
  for (let k = 0; k < columns; k++) {
    const [x, y] = [values[first + k]!, values[second + k]!];
    values[first + k] = cosine * x + sine * y;
    values[second + k] = cosine * y - sine * x;
  }
}
