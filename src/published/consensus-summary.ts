import type { Row } from "../tables/tables.js";
import type { ConsensusPair } from "./connectome-consensus.js";

const layers = ["gap", "chemical", "functional", "uncertainty"] as const;

/** The layers of the published consensus, counted; a gap junction, written in both directions, counts once. */
export function consensusSummary(pairs: readonly ConsensusPair[]): readonly Partial<Row<"consensus_summaries">>[] {
  return layers.flatMap((layer) => {
    const found = pairs.filter((pair) => pair[layer] !== null && (layer !== "gap" || pair.from <= pair.to));
    if (found.length === 0) return [];
    const values = found.map((pair) => pair[layer]!);
    return [
      {
        layer,
        n_connections: found.length,
        n_self: found.filter(({ from, to }) => from === to).length,
        mean_weight: values.reduce((sum, value) => sum + value, 0) / values.length,
        minimum_weight: values.reduce((a, b) => Math.min(a, b)),
        maximum_weight: values.reduce((a, b) => Math.max(a, b)),
      },
    ];
  });
}
