import type { RdmVectors } from "../rdm-vectors.js";
import {
  type CeilingDraw,
  type NoiseCeiling,
  type NoiseCeilingOptions,
  prepareNoiseCeiling,
} from "./prepare-noise-ceiling.js";

/**
 * Noise ceiling of data RDMs, of all of them or a sample (Nili et al. 2014, https://doi.org/10.1371/journal.pcbi.1003553).
 * Upper: mean similarity of each RDM to the pool of all; lower: to the pool of the others. Copies of a subject's RDMs
 * leave together, and means are taken within subjects first; the pool counts copies.
 *
 * For many samples use {@link prepareNoiseCeiling}.
 *
 * @throws ArgumentError for groups or counts of another number; as `compare`.
 */
export function bootNoiseCeiling(data: RdmVectors, options: NoiseCeilingOptions & CeilingDraw): NoiseCeiling {
  return prepareNoiseCeiling(data, options)(options);
}
