import { type ConsensusParams, consensusParams } from "./consensus-params.js";
import { correctedConsensus } from "./corrected-consensus.js";
import type { Operation } from "./operation.js";
import { publishedConsensusTables } from "./published-consensus.js";

/**
 * One table of connections from several annotations: as the published product makes it, or by unit and animal, see
 * `publishedConsensus` and `consensus` of the connectome functions.
 */
export const consensus: Operation<ConsensusParams> = {
  name: "consensus",
  summary: "Connections over several annotations: weights by unit, agreement of independent animals; or as published.",
  params: consensusParams,
  reads: ["connectomes", "edges", "published_annotations", "published_edges"],
  writes: ["consensus_connections", "consensus_edges", "consensus_summaries", "published_nodes"],
  run: (input, given, context) =>
    given.mode === "published"
      ? publishedConsensusTables(input, given, context)
      : correctedConsensus(input, given, context),
};
