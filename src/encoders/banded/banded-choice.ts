import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { SpaceWeights } from "./banded-form.js";

/** Weights of the feature spaces and a penalty for every target; the weights are listed once. */
export interface BandedPenalties {
  /** Lists of a weight per space. */
  readonly candidates: readonly SpaceWeights[];
  /** The place of each target's list; −1 where the target could not be fitted. */
  readonly candidateIndex: Int32Array;
  /** The penalty of each target; NaN where it could not be fitted. */
  readonly alphas: Float64Array;
}

/** ln(γ_g / α), spaces × targets; −∞ where a space is left out, NaN where a target could not be fitted. */
export function deltasOf({ candidates, candidateIndex, alphas }: BandedPenalties): Matrix {
  const spaces = candidates[0]?.length ?? 0;
  const deltas = matrix(spaces, alphas.length);
  for (const [target, index] of candidateIndex.entries()) {
    for (let space = 0; space < spaces; space++) {
      const weight = candidates[index]?.[space] ?? Number.NaN;
      deltas.values[space * alphas.length + target] = Math.log(weight / alphas[target]!);
    }
  }
  return deltas;
}

/** The same model as weights exp(δ) and a penalty of 1; equal columns are listed once. */
export function penaltiesOf(deltas: Matrix): BandedPenalties {
  const { rows, columns, values } = deltas;
  const places = new Map<string, number>();
  const candidates: SpaceWeights[] = [];
  const alphas = new Float64Array(columns).fill(1);
  const candidateIndex = Int32Array.from({ length: columns }, (_, target) => {
    const weights = Float64Array.from({ length: rows }, (_, space) => Math.exp(values[space * columns + target]!));
    if (weights.some(Number.isNaN)) {
      alphas[target] = Number.NaN;
      return -1;
    }
    const key = weights.join();
    if (!places.has(key)) places.set(key, candidates.push(weights) - 1);
    return places.get(key)!;
  });
  return { candidates, candidateIndex, alphas };
}

/**
 * Refuses penalties of other spaces or targets.
 *
 * @throws ArgumentError
 */
export function checkPenalties(
  { candidates, alphas }: BandedPenalties,
  spaces: number,
  targets: number,
  argument = "penalties",
): void {
  const other = candidates.find((weights) => weights.length !== spaces);
  if (!other && alphas.length === targets) return;
  const found = `${other?.length ?? spaces} spaces and ${alphas.length} targets`;
  throw new ArgumentError({ argument, expected: `${spaces} spaces and ${targets} targets`, found });
}
