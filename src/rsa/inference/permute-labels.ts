import { ArgumentError } from "../../errors.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import { createRandom } from "../../random/create-random.js";
import type { RandomSource } from "../../random/random-source.js";
import { weightedMean } from "../ceilings/sample-ceilings.js";
import type { SigmaK } from "../comparison/compare-options.js";
import type { MeasureName } from "../comparison/measure-name.js";
import { prepareComparison } from "../comparison/prepare-comparison.js";
import { groupPositions } from "../group-positions.js";
import type { Model } from "../models/model.js";
import { predict } from "../models/predict.js";
import { pairIndex } from "../pair-index.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { stackOf } from "./prepare-evaluation.js";
import { checkedRange, type SampleRange } from "./sample-range.js";
import { shuffled } from "./splits.js";

/** Settings of {@link permuteLabels}. */
export interface PermutationOptions {
  readonly measure: MeasureName;
  /** Default: 1000. */
  readonly permutations?: number | undefined;
  readonly thetas?: readonly (ArrayLike<number> | undefined)[] | undefined;
  /** The group (subject) of each RDM: means are taken within groups first. Default: each alone. */
  readonly rdmGroups?: readonly string[] | undefined;
  readonly sigmaK?: SigmaK | undefined;
  /** Default: a stream of the seed `permutation`. Permutation i draws from its stream `permutation/i` alone. */
  readonly random?: RandomSource | undefined;
  readonly linalg?: LinalgProvider | undefined;
}

/** A test of models by permuted labels of the conditions. */
export interface PermutationTest {
  /** Mean similarity of each model to the data. */
  readonly means: Float64Array;
  /** (#{permuted mean ≥ mean} + 1) / (N + 1) of each model by itself. */
  readonly p: Float64Array;
  /** The same against the largest mean of all models in each permutation: the chance of any false call is kept. */
  readonly familywise: Float64Array;
}

/**
 * Whether models agree with data more than with the data's conditions in a random order: a fixed-effects test for these
 * RDMs. Rows and columns are permuted together, in the same way for all RDMs and models.
 *
 * Source of the correction by the largest statistic: Nichols and Holmes 2002, https://doi.org/10.1002/hbm.1058.
 *
 * @throws ArgumentError with fewer than 3 conditions, RDMs that miss pairs, or models of other conditions.
 */
export function permuteLabels(
  models: readonly Model[],
  data: RdmVectors,
  options: PermutationOptions,
): PermutationTest {
  const { observed, permuted } = permutedMeans(models, data, options);
  return summarisePermutations(observed, permuted);
}

/**
 * The means of models in a range of permutations, permutations × models, so that the work can be shared out: permutation i
 * depends on the seed and i alone.
 */
export function permutedMeans(
  models: readonly Model[],
  data: RdmVectors,
  options: PermutationOptions & SampleRange,
): { readonly observed: Float64Array; readonly permuted: Float64Array } {
  const { random = createRandom("permutation"), permutations = 1000 } = options;
  const { from, to } = checkedRange(options, permutations);
  checkPermutable(data);
  const groups = groupPositions(data.nRdms, options.rdmGroups);
  const weights = new Float64Array(data.nRdms);
  for (const group of groups) for (const rdm of group) weights[rdm] = 1 / group.length;
  const predictions = stackOf(models, data, (model, index) => predict(model, options.thetas?.[index]));
  const meansOf = (rdms: RdmVectors) => {
    const { values } = prepareComparison(rdms, data, options).compare();
    return models.map((_, model) =>
      weightedMean(values.subarray(model * data.nRdms, (model + 1) * data.nRdms), weights),
    );
  };
  const positions = Array.from({ length: data.nConditions }, (_, position) => position);
  const permuted = new Float64Array((to - from) * models.length);
  // moving the models is the same as moving the data the other way
  const moved = { ...predictions, values: new Float64Array(predictions.values.length) };
  for (let index = from; index < to; index++) {
    permute(predictions, shuffled(positions, random.derive("permutation", index)), moved);
    permuted.set(meansOf(moved), (index - from) * models.length);
  }
  return { observed: Float64Array.from(meansOf(predictions)), permuted };
}

/** p values from the means of all permutations, permutations × models. */
export function summarisePermutations(observed: Float64Array, permuted: Float64Array): PermutationTest {
  const count = observed.length;
  const permutations = permuted.length / count;
  const [own, any] = [new Float64Array(count).fill(1), new Float64Array(count).fill(1)];
  for (let permutation = 0; permutation < permutations; permutation++) {
    const means = permuted.subarray(permutation * count, (permutation + 1) * count);
    const largest = means.reduce((most, mean) => Math.max(most, mean), Number.NEGATIVE_INFINITY);
    for (let model = 0; model < count; model++) {
      // equal but for rounding is equal
      const least = observed[model]! - 1e-12 * Math.abs(observed[model]!);
      if (means[model]! >= least) own[model]!++;
      if (largest >= least) any[model]!++;
    }
  }
  const share = (value: number, model: number) =>
    Number.isNaN(observed[model]) ? Number.NaN : value / (permutations + 1);
  return { means: observed, p: own.map(share), familywise: any.map(share) };
}

/** RDMs whose condition k is condition order[k] of others. */
function permute(rdms: RdmVectors, order: readonly number[], into: RdmVectors): void {
  const n = rdms.nConditions;
  for (let rdm = 0; rdm < rdms.nRdms; rdm++) {
    const [source, target] = [rdmVector(rdms, rdm), rdmVector(into, rdm)];
    let pair = 0;
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++, pair++) {
        target[pair] = source[pairIndex(order[i]!, order[j]!, n)]!;
      }
    }
  }
}

function checkPermutable(data: RdmVectors): void {
  if (data.nConditions < 3) {
    throw new ArgumentError({ argument: "data", expected: "at least 3 conditions", found: String(data.nConditions) });
  }
  if (!data.values.some(Number.isNaN)) return;
  const next = "leave out the conditions that are not known in all RDMs";
  throw new ArgumentError({ argument: "data", expected: "RDMs that know all pairs", found: "missing pairs", next });
}
