import type { DenseLabels } from "./dense-labels.js";

/** Labels by a formula that other programs compute alike, for reference values: 1, 2, 3 and background, mixed finely. */
export function madeLabels(): DenseLabels {
  const values = everywhere((z, y, x) => {
    const label = (z * z * 5 + y * 3 + x * x * 2 + z * y * x) % 7;
    return label > 3 ? 0 : label;
  });
  return { shape: [1, ...madeShape], values };
}

/** Two channels of an image of the same shape, likewise. */
export function madeImage(): { readonly shape: readonly number[]; readonly values: Float64Array } {
  const first = everywhere((z, y, x) => (z * 37 + y * 101 + x * x * 13) % 257);
  const second = everywhere((z, y, x) => (z * y * x * 7 + x) % 19);
  return { shape: [2, ...madeShape], values: Float64Array.from([...first, ...second]) };
}

const madeShape = [5, 6, 7] as const;

function everywhere(value: (z: number, y: number, x: number) => number): Float64Array {
  return Float64Array.from({ length: 5 * 6 * 7 }, (_, i) => value(Math.floor(i / 42), Math.floor(i / 7) % 6, i % 7));
}
