import { isLinearMeasure } from "../comparison/linear-measures.js";
import { prepareComparison } from "../comparison/prepare-comparison.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { FitOptions } from "./fit-options.js";
import { type MixProducts, prepareMix } from "./mix-products.js";
import { weightedSum } from "./predict.js";

/** How well mixtures of RDMs agree with data on average, in a sample. */
export interface MixtureScore {
  /** The mean similarity of Σ θ_k r_k to the RDMs of data; 0 for θ = 0. */
  readonly value: (theta: Float64Array) => number;
  /** Its slope in θ. */
  readonly gradient: (theta: Float64Array) => Float64Array;
}

/** The step of the differences that stand for slopes of measures without a formula, as a share of ‖θ‖. */
const differenceStep = 1e-5;

/**
 * The mean similarity of mixtures to data: for the linear measures from products made once, with its exact slope; for the
 * others each mixture is compared, and slopes are central differences.
 */
export function mixtureScore(parts: RdmVectors, data: RdmVectors, options: FitOptions): MixtureScore {
  const shares = sharesOf(data.nRdms, options.rdmCounts);
  const { measure } = options;
  if (isLinearMeasure(measure))
    return linearScore(prepareMix(parts, data, { ...options, measure })(options.counts), shares);
  const value = (theta: Float64Array) => {
    const mixture = { nConditions: parts.nConditions, nRdms: 1, values: weightedSum(parts, theta) };
    const similarities = prepareComparison(mixture, data, options).compare(options.counts).values;
    return similarities.reduce((sum, similarity, rdm) => (shares[rdm] ? sum + shares[rdm]! * similarity : sum), 0);
  };
  return { value, gradient: (theta) => differences(value, theta) };
}

/** The mean similarity of every part alone. */
export function partScores(parts: RdmVectors, data: RdmVectors, options: FitOptions): Float64Array {
  const shares = sharesOf(data.nRdms, options.rdmCounts);
  const { values } = prepareComparison(parts, data, options).compare(options.counts);
  return Float64Array.from({ length: parts.nRdms }, (_, k) => {
    const own = values.subarray(k * data.nRdms, (k + 1) * data.nRdms);
    return own.reduce((sum, similarity, rdm) => (shares[rdm] ? sum + shares[rdm]! * similarity : sum), 0);
  });
}

/** Weights of the RDMs of data, of sum 1. */
export function sharesOf(nRdms: number, rdmCounts?: ArrayLike<number>): Float64Array {
  const counts = rdmCounts ? Float64Array.from(rdmCounts) : new Float64Array(nRdms).fill(1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

/** The RDMs of a stack that stand at some places. */
export function rdmsAt(rdms: RdmVectors, places: readonly number[]): RdmVectors {
  const pairs = rdms.values.length / rdms.nRdms;
  const values = new Float64Array(places.length * pairs);
  places.forEach((from, to) => {
    values.set(rdmVector(rdms, from), to * pairs);
  });
  return { nConditions: rdms.nConditions, nRdms: places.length, values };
}

/** hᵀ θ / √(θᵀ G θ), h = Σ share · A V⁻¹ d / √(dᵀ V⁻¹ d). */
function linearScore(products: MixProducts, shares: Float64Array): MixtureScore {
  const { gram } = products;
  const target = pooledTarget(products, shares, products.lengths);
  const times = (theta: Float64Array) =>
    theta.map((_, row) => theta.reduce((sum, weight, k) => sum + gram.values[row * gram.columns + k]! * weight, 0));
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
  return {
    value: (theta) => {
      const square = dot(theta, times(theta));
      return square > 0 ? dot(target, theta) / Math.sqrt(square) : 0;
    },
    gradient: (theta) => {
      const image = times(theta);
      const square = dot(theta, image);
      if (!(square > 0)) return new Float64Array(theta.length);
      const [along, length] = [dot(target, theta), Math.sqrt(square)];
      return target.map((value, k) => (value - (along * image[k]!) / square) / length);
    },
  };
}

/** A V⁻¹ y for y = Σ share · d / size: what regression aims at. An RDM of size 0 takes no part. */
export function pooledTarget({ cross }: MixProducts, shares: Float64Array, sizes: Float64Array): Float64Array {
  return Float64Array.from({ length: cross.rows }, (_, k) => {
    let sum = 0;
    for (let rdm = 0; rdm < cross.columns; rdm++) {
      if (sizes[rdm]! > 0) sum += (shares[rdm]! * cross.values[k * cross.columns + rdm]!) / sizes[rdm]!;
    }
    return sum;
  });
}

function differences(value: (theta: Float64Array) => number, theta: Float64Array): Float64Array {
  const step = differenceStep * Math.max(1e-3, Math.hypot(...theta));
  return theta.map((_, k) => {
    const at = (shift: number) => value(theta.map((weight, other) => (other === k ? weight + shift : weight)));
    return (at(step) - at(-step)) / (2 * step);
  });
}
