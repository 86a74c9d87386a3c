import { type ConsensusAnnotation, type ConsensusConnection, consensus } from "../connectome/consensus.js";
import { summarizeConsensus } from "../connectome/consensus-summary.js";
import { EmptyResultError } from "../errors.js";
import type { TableBatch } from "../tables/batch.js";
import { type ConnectomeRow, readConnectomes } from "../tables/read-connectomes.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import type { ConsensusParams } from "./consensus-params.js";
import type { RunContext } from "./operation.js";

/**
 * The consensus by unit and animal from `connectomes` and `edges`, see `consensus` of the connectome functions. What
 * takes part, and as which observation, is noted.
 *
 * @throws UnknownNameError for an annotation that is not there; EmptyResultError where none is left
 */
export async function* correctedConsensus(
  input: TableReader,
  params: ConsensusParams,
  { signal, onProgress }: Pick<RunContext, "signal" | "onProgress">,
): AsyncGenerator<TableBatch> {
  const { connectomes, kinds, cells } = params;
  const annotations: ConsensusAnnotation[] = [];
  for await (const { connectome, edges } of readConnectomes(input, { ids: connectomes, signal })) {
    if (!isWanted(connectome, params) || !edges.some(({ kind }) => (kinds as readonly string[]).includes(kind)))
      continue;
    const id = `${connectome.dataset_id}/${connectome.connectome_id}`;
    annotations.push({ id, family: observationOf(connectome, params), region: regionOf(connectome), edges });
  }
  if (annotations.length === 0) {
    const what = `annotations with ${kinds.join(" or ")} connections, ${params.sex}, stage ${params.stage}`;
    throw new EmptyResultError({ what, next: "see connectomes for what the folder holds" });
  }
  for (const family of new Set(annotations.map((one) => one.family))) {
    const members = annotations.filter((one) => one.family === family).map(({ id }) => id);
    const message = `one observation, ${family}: ${members.join(", ")}`;
    onProgress({ kind: "note", task: "consensus", item: "corrected", message });
  }
  const connections = consensus(annotations, { kinds, neuronsOnly: cells === "neurons" });
  yield* batchesOf("consensus_connections", connections.map(rowOf));
  yield* batchesOf("consensus_summaries", summarizeConsensus(connections));
}

function isWanted({ sex, stage }: ConnectomeRow, params: ConsensusParams): boolean {
  if (sex !== null && sex !== params.sex) return false;
  return params.stage === "any" || stage === null || /\badult\b/i.test(stage);
}

/** The part of the animal that was seen; null for all of it. */
function regionOf({ region }: ConnectomeRow): string | null {
  return region === null || /\bwhole\b/i.test(region) ? null : region;
}

function observationOf({ family }: ConnectomeRow, { same_animals }: ConsensusParams): string {
  return same_animals.find((families) => families.includes(family))?.join(" + ") ?? family;
}

function rowOf(connection: ConsensusConnection): Row<"consensus_connections"> {
  const { kind, unit, pre, post, able, families, absentOutside, annotationsAble, annotationsPresent } = connection;
  return {
    kind,
    scope: unit ?? "presence",
    pre,
    post,
    weight_unit: unit,
    n_able: able,
    n_present: families.length,
    agreement: families.length / able,
    n_absent_outside: absentOutside,
    agreement_in_region: able > absentOutside ? families.length / (able - absentOutside) : null,
    median_weight: connection.median,
    mean_weight: connection.mean,
    sd_weight: connection.standardDeviation,
    minimum_weight: connection.minimum,
    maximum_weight: connection.maximum,
    mean_over_able: connection.meanOverAble,
    n_annotations_able: annotationsAble,
    n_annotations_present: annotationsPresent,
    families: JSON.stringify(families),
  };
}
