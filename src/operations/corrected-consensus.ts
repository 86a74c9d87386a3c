import { type ConsensusAnnotation, type ConsensusConnection, consensus } from "../connectome/consensus.js";
import { summarizeConsensus } from "../connectome/consensus-summary.js";
import { ArgumentError, EmptyResultError, UnknownNameError } from "../errors.js";
import type { TableBatch } from "../tables/batch.js";
import { groupRows } from "../tables/group-rows.js";
import { type ConnectomeRow, connectomeRows, readConnectomes } from "../tables/read-connectomes.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { type ConsensusParams, familiesSharingImages } from "./consensus-params.js";
import type { RunContext } from "./operation.js";

/**
 * The consensus by unit and animal from `connectomes` and `edges`, see `consensus` of the connectome functions. What
 * takes part, and as which observation, is noted.
 *
 * @throws UnknownNameError for an annotation or a family that is not there; ArgumentError for a family that
 *   `same_animals` names twice; EmptyResultError where no annotation is left
 */
export async function* correctedConsensus(
  input: TableReader,
  params: ConsensusParams,
  { signal, onProgress }: Pick<RunContext, "signal" | "onProgress">,
): AsyncGenerator<TableBatch> {
  const { connectomes, kinds, cells } = params;
  await checkFamilies(input, params, signal);
  const chosen: ConsensusAnnotation[] = [];
  for await (const { connectome, edges } of readConnectomes(input, { ids: connectomes, signal })) {
    if (!isWanted(connectome, params) || !edges.some(({ kind }) => (kinds as readonly string[]).includes(kind)))
      continue;
    const id = `${connectome.dataset_id}/${connectome.connectome_id}`;
    chosen.push({ id, family: connectome.family, region: regionOf(connectome), edges });
  }
  if (chosen.length === 0) {
    const what = `annotations with ${kinds.join(" or ")} connections, ${params.sex}, stage ${params.stage}`;
    throw new EmptyResultError({ what, next: "see connectomes for what the folder holds" });
  }
  const annotations = inObservations(chosen, params);
  for (const [observation, members] of groupRows(annotations, (one) => one.observation)) {
    const message = `one observation, ${observation}: ${members.map(({ id }) => id).join(", ")}`;
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

/** Sets the observation of each annotation: its family, or those of its list that take part, joined. */
function inObservations(annotations: readonly ConsensusAnnotation[], { same_animals }: ConsensusParams) {
  const families = new Set(annotations.map(({ family }) => family));
  return annotations.map((annotation) => {
    const list = same_animals.find((one) => one.includes(annotation.family)) ?? [annotation.family];
    return { ...annotation, observation: list.filter((family) => families.has(family)).join(" + ") };
  });
}

async function checkFamilies(input: TableReader, { same_animals }: ConsensusParams, signal: AbortSignal) {
  const known = [...new Set((await connectomeRows(input, { signal })).map(({ family }) => family))].sort();
  const named = same_animals.flat();
  for (const [index, name] of named.entries()) {
    if (named.indexOf(name) < index) {
      throw new ArgumentError({ argument: "same_animals", expected: "each family once", found: `${name} twice` });
    }
    if (!known.includes(name) && !familiesSharingImages.has(name)) {
      throw new UnknownNameError({ kind: "family", name, known, next: `there are ${known.join(", ") || "none"}` });
    }
  }
}

function rowOf(connection: ConsensusConnection): Row<"consensus_connections"> {
  const { kind, unit, pre, post, able, observations, absentOutside, annotationsAble, annotationsPresent } = connection;
  return {
    kind,
    scope: unit ?? "presence",
    pre,
    post,
    weight_unit: unit,
    n_able: able,
    n_present: observations.length,
    agreement: observations.length / able,
    n_absent_outside: absentOutside,
    agreement_in_region: able > absentOutside ? observations.length / (able - absentOutside) : null,
    median_weight: connection.median,
    mean_weight: connection.mean,
    sd_weight: connection.standardDeviation,
    minimum_weight: connection.minimum,
    maximum_weight: connection.maximum,
    mean_over_able: connection.meanOverAble,
    n_annotations_able: annotationsAble,
    n_annotations_present: annotationsPresent,
    families: JSON.stringify(observations),
  };
}
