import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { compareGroups, samplesOf } from "../comparison/compare-groups.js";
import type { Measure } from "../comparison/measure.js";
import { preparedRdms, type RdmGroup } from "../comparison/prepared-rdms.js";
import { normalisedRows } from "./normalised-rows.js";
import type { PoolMethod } from "./pool-methods.js";
import { addRow, emptyPool, meanOf } from "./pool-sum.js";
import type { SamplePools, Similarities, SimilarityParts } from "./similarities.js";

/** For any measure, and RDMs that may miss different pairs: every pool is made and compared. */
export function pooledSimilarities(
  { nConditions, models, data, context }: SimilarityParts,
  { measure, method }: { readonly measure: Measure; readonly method: PoolMethod },
): Similarities {
  const columns = data.reduce((sum, { rdms }) => sum + rdms.length, 0);
  return ({ counts, rdms } = {}) => {
    const sampleOf = samplesOf(nConditions, counts);
    const options = { measure, context, sampleOf, columns };
    let rows: Matrix | undefined;
    const pools: SamplePools = (weights, wanted) => {
      rows ??= normalisedRows(data, method, { sampleOf, context });
      const result = matrix(weights.rows, columns);
      result.values.fill(Number.NaN);
      for (let pool = 0; pool < weights.rows; pool++) {
        const places = wanted[pool] ?? [];
        if (places.length === 0) continue;
        const sum = emptyPool(rows.columns);
        for (let rdm = 0; rdm < columns; rdm++) {
          const times = weights.values[pool * columns + rdm]!;
          if (times > 0) addRow(sum, rows, rdm, times);
        }
        const pooled = preparedRdms({ nConditions, nRdms: 1, values: meanOf(sum) });
        const { values } = compareGroups(pooled, groupsAt(data, places), options);
        result.values.set(values, pool * columns);
      }
      return result;
    };
    return { models: compareGroups(models, groupsAt(data, rdms), options), pools };
  };
}

/** The RDMs at some places of their stack. */
function groupsAt(groups: readonly RdmGroup[], places: readonly number[] | undefined): readonly RdmGroup[] {
  if (!places) return groups;
  const chosen = new Set(places);
  return groups.flatMap((group): RdmGroup[] => {
    const kept = [...group.places.keys()].filter((k) => chosen.has(group.places[k]!));
    if (kept.length === 0) return [];
    return [{ ...group, rdms: kept.map((k) => group.rdms[k]!), places: kept.map((k) => group.places[k]!) }];
  });
}
