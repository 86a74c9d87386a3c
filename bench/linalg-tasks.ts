import type { Floats } from "../src/linalg/provider.js";

/** One calculation on made matrices, n × n except where `rows` says otherwise. */
export interface LinalgTask {
  readonly kind: "A·B" | "Aᵀ·B" | "AᵀA" | "L·X = B" | "S = L·Lᵀ" | "S = V·D·Vᵀ" | "A = U·D·Vᵀ" | "A = Q·R";
  readonly precision: "float32" | "float64";
  readonly size: number;
}

const sizes = [100, 300, 1000];

/** What is measured; triangular systems are in double precision alone. */
export const linalgTasks: readonly LinalgTask[] = sizes.flatMap((size) =>
  (["float32", "float64"] as const).flatMap((precision) =>
    (["A·B", "Aᵀ·B", "AᵀA", "L·X = B"] as const)
      .filter((kind) => precision === "float64" || kind !== "L·X = B")
      .map((kind) => ({ kind, precision, size })),
  ),
);

/** What is measured of a library of the machine, against NumPy with the same one. */
export const libraryTasks: readonly LinalgTask[] = [500, 1000, 2000].flatMap((size) => [
  { kind: "A·B", precision: "float32", size } as const,
  ...(["A·B", "AᵀA", "L·X = B", "S = L·Lᵀ", "A = Q·R", "S = V·D·Vᵀ", "A = U·D·Vᵀ"] as const).map((kind) => ({
    ...{ kind, precision: "float64" as const, size },
  })),
]);

export const taskName = ({ kind, precision, size }: LinalgTask) => `${kind}, ${precision}, ${size}`;

/** Additions and multiplications per n³; those that symmetry or the zeros of L save do not count. */
const operations: Readonly<Partial<Record<LinalgTask["kind"], number>>> = {
  ...{ A·B: 2, Aᵀ·B: 2, AᵀA: 1, "L·X = B": 1 },
};

/** Additions and multiplications; undefined for factorisations, where they depend on the method. */
export function operationsOf({ kind, size }: LinalgTask): number | undefined {
  const perCube = operations[kind];
  return perCube === undefined ? undefined : perCube * size ** 3;
}

/** Fixed numbers between -1 and 1, the same in every language: ((7919 · k) mod 1009 − 504) / 617. */
export function taskValues({ precision, size }: LinalgTask, shift: number): Float32Array | Float64Array {
  const create = precision === "float32" ? Float32Array : Float64Array;
  const values = new create(size * size);
  for (let k = 0; k < values.length; k++) values[k] = (((7919 * k + shift) % 1009) - 504) / 617;
  // so that triangular systems are well conditioned
  for (let k = 0; k < values.length; k += size + 1) values[k]! += size;
  return values;
}

/** The symmetric part of a matrix, S = (A + Aᵀ) / 2; positive definite, since the diagonal is large. */
export function symmetricPart(values: Floats, size: number): Float64Array {
  return Float64Array.from(values, (value, k) => (value + values[(k % size) * size + Math.floor(k / size)]!) / 2);
}
