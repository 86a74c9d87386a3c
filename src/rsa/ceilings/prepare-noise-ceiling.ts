import { ArgumentError } from "../../errors.js";
import type { CompareOptions } from "../comparison/compare-options.js";
import { groupPositions } from "../group-positions.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { ceilingPools, type PoolMethod } from "./pool-methods.js";
import { prepareSimilarities } from "./prepare-similarities.js";
import { type CeilingRange, sampleCeilings } from "./sample-ceilings.js";

/** Between what similarities the true model lies, given how much the data RDMs differ. */
export interface NoiseCeiling extends CeilingRange {
  /** How RDMs were pooled. */
  readonly pool: PoolMethod;
}

/** How noise ceilings are made. */
export interface NoiseCeilingOptions extends CompareOptions {
  /** Whom each RDM is of: RDMs of one subject leave together. Default: each RDM is a subject. */
  readonly groups?: readonly (string | number)[] | undefined;
}

/** A draw of conditions, of RDMs, or both. */
export interface CeilingDraw {
  /** Times each condition stands in the sample. Default: each once. */
  readonly counts?: ArrayLike<number> | undefined;
  /** Times each RDM stands in the sample. Default: each once. */
  readonly rdmCounts?: ArrayLike<number> | undefined;
}

/**
 * Noise ceilings of many samples of the same RDMs: what does not depend on the sample is done once.
 *
 * @throws ArgumentError for groups or counts of another number; as `compare`.
 */
export function prepareNoiseCeiling(
  data: RdmVectors,
  options: NoiseCeilingOptions,
): (draw?: CeilingDraw) => NoiseCeiling {
  const similarities = prepareSimilarities(data, options)();
  const groups = groupPositions(data.nRdms, options.groups);
  return ({ counts, rdmCounts } = {}) => {
    const times = checkedTimes(rdmCounts, data.nRdms);
    const { pools } = similarities({ counts });
    return { ...sampleCeilings(pools, { groups, rdmCounts: times }), pool: ceilingPools[options.measure] };
  };
}

function checkedTimes(rdmCounts: ArrayLike<number> | undefined, nRdms: number): Float64Array {
  if (rdmCounts === undefined) return new Float64Array(nRdms).fill(1);
  if (rdmCounts.length === nRdms) return Float64Array.from(rdmCounts);
  const expected = `one number for each of the ${nRdms} RDMs`;
  throw new ArgumentError({ argument: "rdmCounts", expected, found: String(rdmCounts.length) });
}
