/** How the sizes of weights become shades. */
export interface WeightShades {
  /** Shade of a weight from 0, the faintest; the sign does not matter. */
  of(weight: number | null): number;
  readonly words: string;
}

/**
 * Shades for the weights of edges of one kind. Counts that reach the darkest shade get a step per doubling (1, 2–3, 4–7, 8
 * and more); other weights equal parts of the edges, by size; edges without weights one shade.
 */
export function weightShades(weights: readonly (number | null)[], shades: number): WeightShades {
  const top = shades - 1;
  const sizes = weights.flatMap((weight) => (weight === null ? [] : [Math.abs(weight)])).sort((a, b) => a - b);
  const [least, most] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  if (least === most) return { of: () => Math.floor(top / 2) + 1, words: "one shade, since weights do not differ" };
  if (sizes.every(Number.isInteger) && most >= 2 ** top) {
    const of = (weight: number | null) =>
      Math.max(0, Math.min(top, Math.floor(Math.log2(Math.max(1, Math.abs(weight ?? 1))))));
    return { of, words: "darker for larger weights, a step per doubling" };
  }
  const limits = Array.from({ length: top }, (_, step) => sizes[Math.floor(((step + 1) * sizes.length) / shades)]!);
  const of = (weight: number | null) => limits.filter((limit) => Math.abs(weight ?? 0) >= limit).length;
  return { of, words: `darker for larger weights, a step per ${shades === 4 ? "quarter" : "part"} of the edges` };
}
