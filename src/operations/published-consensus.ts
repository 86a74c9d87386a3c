import { EmptyResultError } from "../errors.js";
import { listedNames } from "../identities/listed-names.js";
import { publishedConsensus } from "../published/connectome-consensus.js";
import type { PublishedEdge } from "../published/connectome-edges.js";
import { publishedNodes } from "../published/connectome-nodes.js";
import { connectomeRules, functionalAnnotation } from "../published/connectome-rules.js";
import { consensusSummary } from "../published/consensus-summary.js";
import { rowsOf, type TableBatch } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import { batchesOf } from "./batches-of.js";
import type { ConsensusParams } from "./consensus-params.js";
import type { RunContext } from "./operation.js";

/**
 * The consensus of the published product from `published_edges`, and the product's node table. Annotations that are not there are noted and gone
 * without.
 *
 * @throws EmptyResultError where there is no annotation at all
 */
export async function* publishedConsensusTables(
  input: TableReader,
  { functional, complete }: Pick<ConsensusParams, "functional" | "complete">,
  { signal, onProgress }: Pick<RunContext, "signal" | "onProgress">,
): AsyncGenerator<TableBatch> {
  const annotations = await publishedEdgesByAnnotation(input, signal);
  if (annotations.size === 0) {
    const next = "write them with neuroloom prepare ID --mode published";
    throw new EmptyResultError({ what: "published_edges", next });
  }
  const missing = Object.keys(connectomeRules).filter((name) => !annotations.has(name));
  if (missing.length > 0) {
    const message = `made without ${missing.join(", ")}${missing.includes(functionalAnnotation) ? ", which data_sources then does not name" : ""}`;
    onProgress({ kind: "note", task: "consensus", item: "published", message });
  }
  const pairs = publishedConsensus(annotations, { functional, complete });
  yield* batchesOf(
    "consensus_edges",
    pairs.map((pair) => ({
      from_neuron: pair.from,
      to_neuron: pair.to,
      mean_gap_weight: pair.gap,
      mean_chem_weight: pair.chemical,
      uncertainty: pair.uncertainty,
      functional_weight: pair.functional,
      data_sources: JSON.stringify(pair.sources),
    })),
  );
  yield* batchesOf("consensus_summaries", consensusSummary(pairs));
  yield* batchesOf("published_nodes", publishedNodes());
}

async function publishedEdgesByAnnotation(input: TableReader, signal: AbortSignal) {
  const slots = new Map(listedNames().map((name, slot) => [name, slot]));
  const annotations = new Map<string, PublishedEdge[]>();
  for await (const batch of input.read("published_edges", { signal })) {
    for (const row of rowsOf({ ...batch, table: "published_edges" })) {
      const edges = annotations.get(row.annotation) ?? [];
      annotations.set(row.annotation, edges);
      const [from, to] = [slots.get(row.from_neuron)!, slots.get(row.to_neuron)!];
      edges.push({ from, to, gap: row.gap_weight, chemical: row.chem_weight });
    }
  }
  return annotations;
}
