import { EmptyResultError, UnknownNameError } from "../errors.js";
import { listedNames } from "../identities/listed-names.js";
import { consensusRow, publishedConsensus } from "../published/connectome-consensus.js";
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
 * The consensus of the published product from `published_edges`, and the product's node table. Annotations that are
 * not there are noted and gone without.
 *
 * @throws EmptyResultError where there is no annotation at all; UnknownNameError for an annotation or a neuron that the
 *   product does not have
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
  yield* batchesOf("consensus_edges", pairs.map(consensusRow));
  yield* batchesOf("consensus_summaries", consensusSummary(pairs));
  yield* batchesOf("published_nodes", publishedNodes());
}

async function publishedEdgesByAnnotation(input: TableReader, signal: AbortSignal) {
  const known = listedNames();
  const slots = new Map(known.map((name, slot) => [name, slot]));
  const slotOf = (name: string) => {
    const slot = slots.get(name);
    if (slot === undefined) throw new UnknownNameError({ kind: "neuron of the list of 300", name, known });
    return slot;
  };
  const annotations = new Map<string, PublishedEdge[]>();
  for await (const batch of input.read("published_edges", { signal })) {
    for (const row of rowsOf({ ...batch, table: "published_edges" })) {
      if (!Object.hasOwn(connectomeRules, row.annotation)) {
        const { annotation: name } = row;
        throw new UnknownNameError({ kind: "published annotation", name, known: Object.keys(connectomeRules) });
      }
      const edges = annotations.get(row.annotation) ?? [];
      annotations.set(row.annotation, edges);
      const [from, to] = [slotOf(row.from_neuron), slotOf(row.to_neuron)];
      edges.push({ from, to, gap: row.gap_weight, chemical: row.chem_weight });
    }
  }
  return annotations;
}
