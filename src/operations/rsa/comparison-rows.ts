import { isNeuroloomError } from "../../errors.js";
import type { Matrix } from "../../linalg/provider.js";
import { compare } from "../../rsa/comparison/compare.js";
import type { CompareOptions } from "../../rsa/comparison/compare-options.js";
import { rdmVector } from "../../rsa/rdm-vector.js";
import type { RdmVectors } from "../../rsa/rdm-vectors.js";
import { chooseRdms } from "../../rsa/stack/choose.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";

/** Similarities of all RDMs of one stack with all of another, and what stood in the way. */
export interface ComparedStacks {
  readonly values: Matrix;
  /** Per pair of RDMs, as in `values`: why there is none, or why it is 0; else null. */
  readonly reasons: readonly (string | null)[];
}

/**
 * Compares stacks over the same conditions. Where the measure fails for some pair of RDMs, all others are still compared.
 *
 * @throws ArgumentError as `compare`
 */
export function comparedStacks(x: RdmStack, y: RdmStack, options: CompareOptions): ComparedStacks {
  const constant = [...constantRdms(x), ...constantRdms(y)];
  const reasonFor = (value: number, i: number, j: number): string | null => {
    if (value !== 0 && !Number.isNaN(value)) return null;
    if (constant[i] || constant[x.nRdms + j]) return "the known dissimilarities of an RDM are all equal";
    return Number.isNaN(value) ? `${options.measure} is not defined for these RDMs` : null;
  };
  try {
    const values = compare(x, y, options);
    const reasons = Array.from(values.values, (value, at) => reasonFor(value, Math.floor(at / y.nRdms), at % y.nRdms));
    return { values, reasons };
  } catch (error) {
    if (!isNeuroloomError(error, "numeric")) throw error;
  }
  const values = { rows: x.nRdms, columns: y.nRdms, values: new Float64Array(x.nRdms * y.nRdms) };
  const reasons: (string | null)[] = [];
  for (let i = 0; i < x.nRdms; i++) {
    for (let j = 0; j < y.nRdms; j++) {
      const one = valueOrReason(chooseRdms(x, [i]), chooseRdms(y, [j]), options);
      values.values[i * y.nRdms + j] = one.value;
      reasons.push(one.reason ?? reasonFor(one.value, i, j));
    }
  }
  return { values, reasons };
}

function valueOrReason(x: RdmStack, y: RdmStack, options: CompareOptions): { value: number; reason: string | null } {
  try {
    return { value: compare(x, y, options).values[0]!, reason: null };
  } catch (error) {
    if (!isNeuroloomError(error, "numeric")) throw error;
    return { value: Number.NaN, reason: error.message };
  }
}

function constantRdms(rdms: RdmVectors): readonly boolean[] {
  return Array.from({ length: rdms.nRdms }, (_, rdm) => {
    const known = rdmVector(rdms, rdm).filter((value) => !Number.isNaN(value));
    return known.every((value) => value === known[0]);
  });
}
