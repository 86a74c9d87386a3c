import { jsLinalg } from "../../linalg/js-linalg.js";
import type { CompareOptions } from "../comparison/compare-options.js";
import { isLinearMeasure, linearFeatures } from "../comparison/linear-measures.js";
import { checkMissing, checkSameConditions, measureNamed } from "../comparison/prepare-comparison.js";
import { preparedRdms } from "../comparison/prepared-rdms.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { linearSimilarities } from "./linear-similarities.js";
import { ceilingPools } from "./pool-methods.js";
import { pooledSimilarities } from "./pooled-similarities.js";
import { rankedSimilarities } from "./ranked-similarities.js";
import type { AlikeParts, Similarities, SimilarityParts } from "./similarities.js";

/**
 * Similarities of models to data, and of pools of data to data, for many samples of the same RDMs: what both have in common
 * is done once. Pools are made as for noise ceilings, see `ceilingPools`.
 *
 * @returns A function of the models; without models it is about pools alone.
 * @throws ArgumentError, UnknownNameError as `compare`.
 */
export function prepareSimilarities(data: RdmVectors, options: CompareOptions): (models?: RdmVectors) => Similarities {
  const measure = measureNamed(options.measure);
  const context = { linalg: options.linalg ?? jsLinalg, sigmaK: options.sigmaK };
  const prepared = preparedRdms(data);
  const { nConditions } = data;
  return (models) => {
    if (models) checkSameConditions(models, data);
    const parts = { nConditions, models: models ? preparedRdms(models) : [], data: prepared, context };
    checkMissing([...parts.models, ...prepared], options);
    const alike = alikeParts(parts);
    const method = ceilingPools[options.measure];
    if (alike && isLinearMeasure(options.measure)) return linearSimilarities(alike, linearFeatures[options.measure]);
    if (alike && method === "ranks") {
      const isProduct = options.measure === "spearman" || options.measure === "rho-a";
      return rankedSimilarities(alike, { measure, isProduct });
    }
    return pooledSimilarities(parts, { measure, method });
  };
}

function alikeParts({ models, data, ...rest }: SimilarityParts): AlikeParts | undefined {
  const groups = [...models, ...data];
  const [first] = groups;
  if (!first || groups.some(({ key }) => key !== first.key)) return undefined;
  const { known } = first;
  return {
    ...rest,
    models: models.flatMap(({ rdms }) => rdms),
    data: data.flatMap(({ rdms }) => rdms),
    known: known && ((pair) => known[pair] === 1),
  };
}
