/** What is left of a vector that others span but for rounding, as a share of its length. */
const dependent = 1e-10;

/** Orthonormal vectors of the same span, by Gram and Schmidt twice over; vectors that others span add none. */
export function orthonormalBasis(vectors: readonly Float64Array[]): readonly Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = withoutSpan(vector, basis);
    const length = Math.sqrt(dot(rest, rest));
    if (length > dependent * Math.sqrt(dot(vector, vector))) basis.push(rest.map((value) => value / length));
  }
  return basis;
}

/** What of a vector is orthogonal to all of a basis. */
export function withoutSpan(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = vector.slice();
  for (const _pass of [1, 2]) {
    for (const direction of basis) {
      const along = dot(rest, direction);
      for (let i = 0; i < rest.length; i++) rest[i]! -= along * direction[i]!;
    }
  }
  return rest;
}

/** Σ a b. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
