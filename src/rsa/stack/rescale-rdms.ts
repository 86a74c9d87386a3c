import { ArgumentError, NumericError } from "../../errors.js";
import { pairCount } from "../pair-count.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { makeStack } from "./make-stack.js";
import { meanVector } from "./mean-rdm.js";
import type { RdmStack } from "./rdm-stack.js";

/** How the entries of partial RDMs are weighted while they are brought to one scale. */
export type RescaleMethod = "evidence" | "setsize" | "simple";

/** Settings of {@link rescaleRdms}. */
export interface RescaleOptions {
  /** Default: evidence. */
  readonly method?: RescaleMethod;
  /** Squared change of the estimate, of norm 1, below which it is good. Default: 1e-8. */
  readonly threshold?: number;
  /** Rounds after which it is an error that it is not. Default: 10 000. */
  readonly mostRounds?: number;
}

/** What {@link rescaleRdms} gives. */
export interface RescaledRdms {
  readonly stack: RdmStack;
  /** One weight per entry of the stack, NaN where the entry is unknown: weights of {@link meanRdm}. */
  readonly weights: Float64Array;
  readonly rounds: number;
}

/** Weight of an entry d of an RDM with so many known entries. */
const weightOf: Readonly<Record<RescaleMethod, (d: number, known: number) => number>> = {
  // arrangements on a screen are uncertain by some constant amount: large distances tell more; 0.2² at least
  evidence: (d) => Math.max(d * d, 0.04),
  setsize: (_, known) => 1 / known,
  simple: () => 1,
};

/**
 * Scales partial RDMs so that they agree on the pairs they share.
 *
 * e is the mean over RDMs with norm 1. In each round a_r = d_r / ‖d_r‖ · ‖e over the pairs that r knows‖, and e is the
 * weighted mean of the a_r with norm 1, until ‖e_new − e‖² ≤ threshold.
 *
 * @throws NumericError where it does not settle, and for an RDM without an entry other than 0; ArgumentError for another
 *   method or threshold
 * @see Kriegeskorte & Mur (2012), inverse MDS, doi 10.3389/fpsyg.2012.00245
 */
export function rescaleRdms(stack: RdmStack, options: RescaleOptions = {}): RescaledRdms {
  const { method = "evidence", threshold = 1e-8, mostRounds = 10_000 } = options;
  if (!Object.hasOwn(weightOf, method)) {
    const expected = Object.keys(weightOf).join(", ");
    throw new ArgumentError({ argument: "method", expected, found: String(method) });
  }
  if (!(threshold >= 0)) {
    throw new ArgumentError({ argument: "threshold", expected: "a number from 0", found: String(threshold) });
  }
  const weights = entryWeights(stack, method);
  const norms = stack.rdms.map(({ id }, rdm) => {
    const norm = normOf(rdmVector(stack, rdm));
    if (norm > 0) return norm;
    throw new NumericError({ quantity: `scale of RDM ${id}`, reason: "it has no entry other than 0" });
  });
  let estimate = toUnit(meanVector(stack));
  let aligned: RdmVectors = stack;
  for (let rounds = 1; rounds <= mostRounds; rounds++) {
    aligned = { ...stack, values: scaledTo(stack, norms, estimate) };
    const next = toUnit(meanVector(aligned, weights));
    const change = squaredDistance(next, estimate);
    estimate = next;
    if (change > threshold) continue;
    const rdms = stack.rdms.map((rdm) => ({ ...rdm, normalisation: method }));
    return { stack: makeStack({ ...stack, values: aligned.values, rdms }), weights, rounds };
  }
  const reason = `it still changes by more than ${threshold} after ${mostRounds} rounds`;
  throw new NumericError({ quantity: "scale of the RDMs", reason, next: "give a larger threshold" });
}

function entryWeights(vectors: RdmVectors, method: RescaleMethod): Float64Array {
  const pairs = pairCount(vectors.nConditions);
  const weights = new Float64Array(vectors.values.length);
  for (let rdm = 0; rdm < vectors.nRdms; rdm++) {
    const vector = rdmVector(vectors, rdm);
    const known = vector.reduce((count, d) => count + (Number.isNaN(d) ? 0 : 1), 0);
    for (const [pair, d] of vector.entries()) {
      weights[rdm * pairs + pair] = Number.isNaN(d) ? Number.NaN : weightOf[method](d, known);
    }
  }
  return weights;
}

/** Each RDM with the norm that the estimate has over the pairs it knows. */
function scaledTo(vectors: RdmVectors, norms: readonly number[], estimate: Float64Array): Float64Array {
  const scaled = vectors.values.slice();
  for (let rdm = 0; rdm < vectors.nRdms; rdm++) {
    const own = rdmVector({ ...vectors, values: scaled }, rdm);
    const factor = normOf(estimate.map((value, pair) => (Number.isNaN(own[pair]!) ? 0 : value))) / norms[rdm]!;
    for (let pair = 0; pair < own.length; pair++) own[pair]! *= factor;
  }
  return scaled;
}

function normOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value * value), 0));
}

function toUnit(vector: Float64Array): Float64Array {
  const norm = normOf(vector);
  return vector.map((value) => value / norm);
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => (Number.isNaN(value) ? sum : sum + (value - b[index]!) ** 2), 0);
}
