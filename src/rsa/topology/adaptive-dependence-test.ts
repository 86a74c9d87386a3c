import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix } from "../../linalg/provider.js";
import type { RandomSource } from "../../random/random-source.js";
import { pairIndex } from "../pair-index.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { correlationOfCentred, doublyCentred } from "../similarity/distance-correlation.js";
import type { Thresholds } from "./check-thresholds.js";
import { checkVaries } from "./check-varies.js";
import { type DependenceForm, quantilePairs, transformedDistances } from "./dependence-transforms.js";

/** Settings of {@link adaptiveDependenceTest}. */
export interface AdaptiveDependenceOptions {
  /** Default: raw. */
  readonly form?: DependenceForm | undefined;
  /** Equally spaced quantiles from 0 to 1, whose pairs are tried on both sides. Default: 8. */
  readonly nThresholds?: number | undefined;
  /** Default: 1000. */
  readonly permutations?: number | undefined;
  /** Each permutation has its own stream, so that they may be made in any order. */
  readonly random: RandomSource;
  readonly linalg: Pick<LinalgPrimitives, "multiply">;
}

/** Whether two sets of distances depend on each other, and where this shows best. */
export interface AdaptiveDependence {
  /** The largest distance correlation over all pairs of thresholds. */
  readonly statistic: number;
  /** Quantiles of x and of y at which it is reached; of equals the first. */
  readonly thresholds: { readonly x: Thresholds; readonly y: Thresholds };
  /** (1 + permutations that reach the statistic) / (1 + permutations). */
  readonly p: number;
  /** The statistic of each permutation. */
  readonly permuted: Float64Array;
}

/**
 * Adaptive geo-topological test of independence: the distance correlation of distances that were transformed with thresholds,
 * at its largest over all pairs of thresholds of x and of y; the observations of y are permuted and the maximum taken anew, so
 * that p accounts for the choice.
 *
 * @param x - One matrix of distances of n ≥ 3 observations.
 * @param y - One matrix of distances of the same observations.
 * @throws ArgumentError for other numbers of matrices or observations, an unknown distance, or fewer than two thresholds;
 *   NumericError when all distances are equal.
 * @see Lin and Kriegeskorte, Adaptive geo-topological independence criterion, https://doi.org/10.48550/arXiv.1810.02923
 */
export function adaptiveDependenceTest(
  x: RdmVectors,
  y: RdmVectors,
  { form = "raw", nThresholds = 8, permutations = 1000, random, linalg }: AdaptiveDependenceOptions,
): AdaptiveDependence {
  checkDistances("x", x, x.nConditions);
  checkDistances("y", y, x.nConditions);
  if (!(Number.isInteger(nThresholds) && nThresholds >= 2)) {
    throw new ArgumentError({ argument: "nThresholds", expected: "a whole number from 2", found: String(nThresholds) });
  }
  const thresholds = quantilePairs(nThresholds);
  const centred = ({ nConditions, values }: RdmVectors) =>
    doublyCentred({
      nConditions,
      nRdms: thresholds.length,
      values: transformedDistances(values, { form, thresholds }),
    });
  const [ofX, ofY] = [centred(x), centred(y)];
  const map = correlationOfCentred(ofX, ofY, { linalg });
  const statistic = largest(map.values);
  const place = map.values.indexOf(statistic);
  const shuffled = matrix(ofY.rows, ofY.columns);
  const permuted = Float64Array.from({ length: permutations }, (_, permutation) => {
    permuteInto(ofY, shuffledPlaces(x.nConditions, random.derive("permutation", permutation)), shuffled);
    return largest(correlationOfCentred(ofX, shuffled, { linalg }).values);
  });
  // rounding must not make an equal value another one
  const nAsLarge = permuted.filter((value) => value >= statistic * (1 - 1e-12)).length;
  return {
    statistic,
    thresholds: { x: thresholds[Math.floor(place / map.columns)]!, y: thresholds[place % map.columns]! },
    p: (1 + nAsLarge) / (1 + permutations),
    permuted,
  };
}

function checkDistances(argument: string, { nConditions, nRdms, values }: RdmVectors, n: number): void {
  const fail = (expected: string, found: string) => new ArgumentError({ argument, expected, found });
  if (nRdms !== 1) throw fail("one matrix of distances", String(nRdms));
  if (nConditions < 3 || nConditions !== n) throw fail(`${Math.max(3, n)} observations`, String(nConditions));
  if (values.includes(Number.NaN)) throw fail("distances of all pairs", "NaN");
  checkVaries(values, 0);
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function shuffledPlaces(n: number, random: RandomSource): Int32Array {
  const places = Int32Array.from({ length: n }, (_, place) => place);
  for (let place = n - 1; place > 0; place--) {
    const other = random.integer(place + 1);
    [places[place], places[other]] = [places[other]!, places[place]!];
  }
  return places;
}

/** Centred matrices with rows and columns in another order. */
function permuteInto(centred: Matrix, places: Int32Array, into: Matrix): void {
  const n = places.length;
  const from = new Int32Array(centred.columns);
  from.set(places);
  for (let i = 0, pair = n; i < n; i++) {
    for (let j = i + 1; j < n; j++) from[pair++] = n + pairIndex(places[i]!, places[j]!, n);
  }
  for (let row = 0; row < centred.rows; row++) {
    const start = row * centred.columns;
    for (let column = 0; column < from.length; column++) {
      into.values[start + column] = centred.values[start + from[column]!]!;
    }
  }
}
