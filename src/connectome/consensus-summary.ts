import { groupRows } from "../tables/group-rows.js";
import type { Row } from "../tables/tables.js";
import type { ConsensusConnection } from "./consensus.js";

/** The layers of a consensus, counted: one per kind and unit, and one per kind over all units. */
export function summarizeConsensus(
  connections: readonly ConsensusConnection[],
): readonly Partial<Row<"consensus_summaries">>[] {
  const layers = groupRows(connections, ({ kind, unit }) => `${kind}:${unit ?? "presence"}`);
  return [...layers].map(([layer, all]) => {
    const found = all.filter(({ observations }) => observations.length > 0);
    const medians = found.flatMap(({ median }) => (median === null ? [] : [median]));
    const tested = found.filter(({ able }) => able > 1);
    return {
      layer,
      n_connections: found.length,
      n_self: found.filter(({ pre, post }) => pre === post).length,
      mean_weight: meanOf(medians),
      minimum_weight: medians.length === 0 ? null : medians.reduce((a, b) => Math.min(a, b)),
      maximum_weight: medians.length === 0 ? null : medians.reduce((a, b) => Math.max(a, b)),
      n_observations: Math.max(...all.map(({ able }) => able)),
      n_unanimous: tested.filter(({ able, observations }) => observations.length === able).length,
      mean_agreement: meanOf(tested.map(({ able, observations }) => observations.length / able)),
    };
  });
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
