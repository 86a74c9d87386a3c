import * as z from "zod/mini";
import { ArgumentError } from "../../errors.js";
import { sortedIds } from "../../rsa/patterns/sorted-ids.js";
import type { TableBatch } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import { batchesOf } from "../batches-of.js";
import type { Operation } from "../operation.js";
import { channelNeighbourhoods, positionOf } from "./channel-neighbourhoods.js";
import { chosenDesign } from "./chosen-design.js";
import { chosenObservations } from "./chosen-observations.js";
import { dissimilarityParams } from "./dissimilarity-params.js";
import { eventPatterns } from "./event-patterns.js";
import { familywise } from "./label-permutations.js";
import { measureNames } from "./measure-params.js";
import { checkNoise, needsResiduals } from "./noise-precision.js";
import { eventParams } from "./pattern-params.js";
import type { PatternSet } from "./pattern-set.js";
import { patternsOf } from "./patterns-of.js";
import { rdmChoice } from "./rdm-choice.js";
import { rdmTables, readRdmChoice } from "./read-rdm-choice.js";
import { type CentreValues, type SearchlightMap, searchlightMap } from "./searchlight-map.js";
import { categoriesParam, searchlightModels } from "./searchlight-models.js";

const positive = z.number().check(z.positive());

const params = z.strictObject({
  ...dissimilarityParams,
  ...eventParams,
  radius: z
    ._default(z.union([z.strictObject({ voxels: positive }), z.strictObject({ metres: positive })]), { voxels: 2 })
    .check(
      z.describe(
        "Channels nearer to a centre than this are its searchlight: { voxels } where positions are a grid, else { metres }.",
      ),
    ),
  least_share: z
    ._default(z.number().check(z.minimum(0), z.maximum(1)), 0)
    .check(z.describe("Of voxels: least share of the places around a centre that have a channel, for it to be kept.")),
  rdms: z
    .optional(z.strictObject(rdmChoice))
    .check(z.describe("Models: RDMs of the tables, whose conditions have the ids of the data's conditions.")),
  categories: categoriesParam,
  measure: z
    ._default(z.enum(measureNames), "rho-a")
    .check(z.describe("How the RDM of a centre is compared with models.")),
  permutations: z
    ._default(z.int().check(z.minimum(0), z.maximum(100_000)), 0)
    .check(
      z.describe(
        "Random orders of the conditions, the same for all centres, against whose best centre every centre is held: p_max.",
      ),
    ),
});

type Params = z.infer<typeof params>;
type ValueRow = Row<"searchlight_values">;

/**
 * How well models agree with the RDM of the channels around every channel. A centre without an answer has a row with a
 * reason. RDMs are made, compared and let go, block by block.
 */
export const rsaSearchlight: Operation<Params> = {
  name: "rsa-searchlight",
  summary:
    "Searchlight: compares models with the RDM of the channels around each channel, for channels with positions.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "processed_signals", "events", ...rdmTables],
  writes: ["searchlight_values"],
  partitionBy: "recording_id",
  joins: ({ runs, rdms }) => runs !== "separate" || rdms !== undefined,
  usesRandom: true,
  async *run(input, chosen, context) {
    const task = "rsa-searchlight";
    if (chosen.permutations > 0 && chosen.measure === "bures-squared") {
      const next = "take bures, which is a similarity";
      const found = chosen.measure;
      throw new ArgumentError({ argument: "measure", expected: "a similarity for permutations", found, next });
    }
    const rdms = chosen.rdms && (await readRdmChoice(input, chosen.rdms, context));
    const settings = { params: chosen, needsResiduals: needsResiduals(chosen), context };
    for await (const whole of eventPatterns(input, { ...settings, params: { ...chosen, movie: undefined }, task })) {
      const note = (message: string) => context.onProgress({ kind: "note", task, item: whole.id, message });
      const set = chosenObservations(whole, { ...chosen }, note);
      checkNoise(chosen, set);
      const patterns = patternsOf(set, 0);
      const conditions = sortedIds(patterns.conditions);
      const models = searchlightModels(conditions, { rdms, categories: chosen.categories });
      const around = channelNeighbourhoods(set.channels, { radius: chosen.radius, leastShare: chosen.least_share });
      const { design } = chosenDesign(patterns, chosen);
      const { measure, permutations } = chosen;
      const { linalg, random } = context;
      const how = {
        params: chosen,
        measure,
        permutations,
        linalg,
        random: random.derive(whole.datasetId ?? "", whole.id),
      };
      const map = searchlightMap({ set, patterns, design, around, models }, how);
      yield* valueBatches(map, { set, names: models.names, measure, permutations, signal: context.signal });
    }
  },
};

interface MapWords {
  readonly set: PatternSet;
  readonly names: readonly string[];
  readonly measure: string;
  readonly permutations: number;
  readonly signal: AbortSignal;
}

/** Centres whose rows are written together. */
const centresAtATime = 1024;

function* valueBatches(map: SearchlightMap, words: MapWords): Generator<TableBatch> {
  // the best centres of the permutations are known after the last centre
  const held = words.permutations > 0 ? [...checkedCentres(map, words.signal)] : undefined;
  let rows: ValueRow[] = [];
  for (const centre of held ?? checkedCentres(map, words.signal)) {
    rows.push(...rowsOf(centre, map, words));
    if (rows.length < centresAtATime) continue;
    yield* batchesOf("searchlight_values", rows);
    rows = [];
  }
  if (rows.length > 0) yield* batchesOf("searchlight_values", rows);
}

function* checkedCentres({ centres }: SearchlightMap, signal: AbortSignal): Generator<CentreValues> {
  for (const centre of centres) {
    signal.throwIfAborted();
    yield centre;
  }
}

function rowsOf(
  { channel, nChannels, values, reason }: CentreValues,
  { maxima }: SearchlightMap,
  { set, names, measure, permutations }: MapWords,
): readonly ValueRow[] {
  const own = set.channels[channel]!;
  const [x_m, y_m, z_m] = positionOf(own);
  return names.map((model, index) => {
    const value = values?.[index] ?? Number.NaN;
    const isKnown = !Number.isNaN(value);
    return {
      dataset_id: set.datasetId!,
      fit_id: set.id,
      channel_index: own.row!.channel_index,
      name_source: own.row!.name_source,
      ...{ x_m, y_m, z_m, model, measure },
      value: isKnown ? value : null,
      reason: isKnown ? null : (reason ?? "not-evaluated"),
      n_channels: nChannels,
      p_max: isKnown && permutations > 0 ? familywise(value, maxima[index]!) : null,
    };
  });
}
