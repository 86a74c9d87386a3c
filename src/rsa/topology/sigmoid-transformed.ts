import type { RdmVectors } from "../rdm-vectors.js";
import { countedValues, scatterRuns } from "./counted-values.js";
import { mapRdms } from "./map-rdms.js";

/** Settings of {@link sigmoidTransformed}. */
export interface SigmoidOptions {
  /** α, above 0. Default: 10. */
  readonly slope?: number | undefined;
  /** β, the normalised rank that becomes one half. Default: 0.5. */
  readonly middle?: number | undefined;
}

/**
 * The smooth form of the geo-topological transform: 1 / (1 + exp(−α (r − β))) of the normalised ranks r of each RDM.
 *
 * @returns Values from 0 to 1, without unit; unknown pairs (NaN) stay unknown.
 * @throws NumericError for an RDM without two different dissimilarities.
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.2309.11028
 */
export function sigmoidTransformed(rdms: RdmVectors, { slope = 10, middle = 0.5 }: SigmoidOptions = {}): RdmVectors {
  const change = (value: number) => 1 / (1 + Math.exp(-slope * (value - middle)));
  return mapRdms(rdms, (values, into) => scatterRuns(countedValues(values, { rank: true }), { into, change }));
}
