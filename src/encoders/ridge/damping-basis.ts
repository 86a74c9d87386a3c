import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";

/** Eigenvalues from one place to before another, and what stands in for the damping of all penalties there. */
export interface BasisPart {
  readonly from: number;
  readonly to: number;
  /** k × (to − from). */
  readonly basis: Matrix;
}

/** The damping of many penalties as mixtures of fewer rows, part by part of the eigenvalues. */
export interface DampingBasis {
  readonly parts: readonly BasisPart[];
  /** Penalties × all rows of the parts: damping of penalty α at a part = its mixture of the rows of that part. */
  readonly mixture: Matrix;
}

/** In how many parts of equal size the eigenvalues may be cut. */
const cuts = [1, 2, 4, 8];

/** Mixing takes longer per operation than large products do: measured, with what it copies. */
const costOfMixing = 6;

/**
 * Damping 1 / (λ + α) is smooth in both, so that over a part of the eigenvalues that of many penalties spans few
 * dimensions but for rounding: predictions are then needed for a few rows of a basis, and those of all penalties are
 * mixtures of them. Every entry of the damping is met to `tolerance` times itself; the parts are those that cost least.
 *
 * @param damping - One list per penalty, entries ≥ 0.
 * @returns undefined where it would not save a third of the time.
 */
export function dampingBasis(
  damping: readonly Float64Array[],
  { tolerance, linalg }: { tolerance: number; linalg: LinalgProvider },
): DampingBasis | undefined {
  let unknowns = damping[0]?.length ?? 0;
  // what no penalty lets through
  while (unknowns > 0 && damping.every((row) => row[unknowns - 1] === 0)) unknowns--;
  let least = (2 / 3) * damping.length * (damping[0]?.length ?? 0);
  let best: readonly PartBasis[] | undefined;
  for (const count of cuts) {
    const parts = partsOf(unknowns, count).map(([from, to]) => partBasis(damping, { from, to, tolerance, linalg }));
    const rows = parts.reduce((sum, part) => sum + part.basis.rows, 0);
    const products = parts.reduce((sum, part) => sum + part.basis.rows * (part.to - part.from), 0);
    const cost = products + costOfMixing * damping.length * rows;
    if (cost < least) [least, best] = [cost, parts];
  }
  return best && { parts: best, mixture: joinedMixtures(best, damping.length) };
}

interface PartBasis extends BasisPart {
  /** Penalties × k. */
  readonly mixture: Matrix;
}

function partsOf(unknowns: number, count: number): readonly (readonly [number, number])[] {
  const edges = Array.from({ length: count + 1 }, (_, index) => Math.round((index * unknowns) / count));
  return edges
    .slice(1)
    .map((to, index) => [edges[index]!, to] as const)
    .filter(([from, to]) => to > from);
}

/** The first singular vectors of a part, its penalties brought to one size, as many as the tolerance asks for. */
function partBasis(
  damping: readonly Float64Array[],
  { from, to, tolerance, linalg }: { from: number; to: number; tolerance: number; linalg: LinalgProvider },
): PartBasis {
  const [penalties, length] = [damping.length, to - from];
  const wanted = matrix(penalties, length);
  const sizes = damping.map((row) => row.subarray(from, to).reduce((most, entry) => Math.max(most, entry), 0) || 1);
  damping.forEach((row, penalty) => {
    for (let at = 0; at < length; at++) wanted.values[penalty * length + at] = row[from + at]! / sizes[penalty]!;
  });
  const { u, values, v } = linalg.svd(wanted);
  const rest = wanted.values.slice();
  let rows = 0;
  while (rows < values.length && !isMet(rest, wanted.values, tolerance)) {
    for (let penalty = 0; penalty < penalties; penalty++) {
      const share = u.values[penalty * u.columns + rows]! * values[rows]!;
      for (let at = 0; at < length; at++) rest[penalty * length + at]! -= share * v.values[at * v.columns + rows]!;
    }
    rows++;
  }
  const basis = matrix(rows, length);
  const mixture = matrix(penalties, rows);
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < length; at++) basis.values[row * length + at] = v.values[at * v.columns + row]!;
    for (let penalty = 0; penalty < penalties; penalty++) {
      mixture.values[penalty * rows + row] = u.values[penalty * u.columns + row]! * values[row]! * sizes[penalty]!;
    }
  }
  return { from, to, basis, mixture };
}

function isMet(rest: Float64Array, wanted: Float64Array, tolerance: number): boolean {
  return rest.every((entry, at) => Math.abs(entry) <= tolerance * wanted[at]!);
}

function joinedMixtures(parts: readonly PartBasis[], penalties: number): Matrix {
  const columns = parts.reduce((sum, part) => sum + part.basis.rows, 0);
  const joined = matrix(penalties, columns);
  let first = 0;
  for (const { mixture } of parts) {
    for (let penalty = 0; penalty < penalties; penalty++) {
      for (let row = 0; row < mixture.columns; row++) {
        joined.values[penalty * columns + first + row] = mixture.values[penalty * mixture.columns + row]!;
      }
    }
    first += mixture.columns;
  }
  return joined;
}
