import { ArgumentError } from "../../errors.js";
import { pairCount } from "../pair-count.js";
import { rdmDescriptor } from "./descriptor-values.js";
import { makeStack, unknownDescription } from "./make-stack.js";
import type { Descriptor, RdmDescription, RdmStack } from "./rdm-stack.js";

/** Settings of {@link meanRdm}. */
export interface MeanRdmOptions {
  /**
   * One weight per RDM, one per entry (as long as the stack's values), or the name of an RDM descriptor that holds one
   * number per RDM. Default: all 1.
   */
  readonly weights?: ArrayLike<number> | string;
  /** Id of the mean. Default: mean. */
  readonly id?: string;
}

/**
 * The mean RDM: Σ w·d / Σ w of each pair over the RDMs that know it; NaN where none does.
 *
 * Its description keeps what all RDMs agree on.
 *
 * @throws ArgumentError for another number of weights, and for an RDM descriptor that is not a number; UnknownNameError
 *   for the name of no descriptor
 */
export function meanRdm(stack: RdmStack, { weights, id = "mean" }: MeanRdmOptions = {}): RdmStack {
  const given = typeof weights === "string" ? namedWeights(stack, weights) : weights;
  return makeStack({ ...stack, values: meanVector(stack, given), rdms: [commonDescription(stack.rdms, id)] });
}

/**
 * The weighted mean of the vectors of a stack, see {@link meanRdm}.
 *
 * @throws ArgumentError for another number of weights
 */
export function meanVector(
  { nConditions, nRdms, values }: Pick<RdmStack, "nConditions" | "nRdms" | "values">,
  weights?: ArrayLike<number>,
): Float64Array {
  const pairs = pairCount(nConditions);
  if (weights && weights.length !== nRdms && weights.length !== values.length) {
    const expected = `${nRdms} weights, one per RDM, or ${values.length}, one per entry`;
    throw new ArgumentError({ argument: "weights", expected, found: String(weights.length) });
  }
  const isPerRdm = weights?.length === nRdms;
  const result = new Float64Array(pairs);
  for (let pair = 0; pair < pairs; pair++) {
    let [sum, total] = [0, 0];
    for (let rdm = 0; rdm < nRdms; rdm++) {
      const value = values[rdm * pairs + pair]!;
      const weight = weights ? weights[isPerRdm ? rdm : rdm * pairs + pair]! : 1;
      if (Number.isNaN(value) || Number.isNaN(weight)) continue;
      sum += weight * value;
      total += weight;
    }
    result[pair] = sum / total;
  }
  return result;
}

function namedWeights(stack: RdmStack, name: string): readonly number[] {
  return rdmDescriptor(stack, name).map((weight) => {
    if (typeof weight === "number") return weight;
    throw new ArgumentError({ argument: `weights ${name}`, expected: "a number per RDM", found: String(weight) });
  });
}

/** What all descriptions say alike; the rest is unknown. */
export function commonDescription(rdms: readonly RdmDescription[], id: string): RdmDescription {
  const [first = unknownDescription(id), ...others] = rdms;
  const same = <T>(of: (rdm: RdmDescription) => T): boolean =>
    others.every((rdm) => JSON.stringify(of(rdm)) === JSON.stringify(of(first)));
  const shared = <T>(of: (rdm: RdmDescription) => T | null): T | null => (same(of) ? of(first) : null);
  const descriptors: Record<string, Descriptor> = {};
  for (const [name, value] of Object.entries(first.descriptors)) {
    if (same(({ descriptors: own }) => own[name] ?? null)) descriptors[name] = value;
  }
  return {
    id,
    dissimilarity: shared((rdm) => rdm.dissimilarity),
    noise: shared((rdm) => rdm.noise),
    crossvalidation: shared((rdm) => rdm.crossvalidation),
    meanRemoved: shared((rdm) => rdm.meanRemoved),
    normalisation: shared((rdm) => rdm.normalisation),
    transforms: same((rdm) => rdm.transforms) ? first.transforms : ["several, which differ"],
    descriptors,
  };
}
