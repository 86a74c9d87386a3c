/** Mean direction of angles. */
export interface CircularMean {
  /** Direction of the mean vector, from 0 up to but without 2π; NaN where there is no angle. */
  readonly angle: number;
  /** Length of the mean vector: 1 where all angles are equal, near 0 where they point everywhere. */
  readonly resultant: number;
  readonly n: number;
}

/**
 * Mean of angles as the mean of the vectors that point their way: C = Σ cos θ / n, S = Σ sin θ / n, angle = atan2(S, C),
 * resultant = √(C² + S²). Source: Fisher, Statistical Analysis of Circular Data, section 2.3.
 *
 * @param angles - Radians; NaN stands for a missing one.
 */
export function circularMean(angles: ArrayLike<number>): CircularMean {
  let [cosine, sine, n] = [0, 0, 0];
  for (let index = 0; index < angles.length; index++) {
    const angle = angles[index]!;
    if (Number.isNaN(angle)) continue;
    cosine += Math.cos(angle);
    sine += Math.sin(angle);
    n++;
  }
  if (n === 0) return { angle: Number.NaN, resultant: Number.NaN, n };
  return { angle: wrapAngle(Math.atan2(sine, cosine)), resultant: Math.hypot(cosine, sine) / n, n };
}

/** The same direction from 0 up to but without 2π. */
export function wrapAngle(angle: number): number {
  const turn = 2 * Math.PI;
  const wrapped = ((angle % turn) + turn) % turn;
  // a tiny negative angle is rounded up to a whole turn
  return wrapped === turn ? 0 : wrapped;
}
