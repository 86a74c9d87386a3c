import * as z from "zod/mini";
import { ArgumentError } from "../errors.js";
import { sharedParts } from "../stats/shared-parts.js";
import type { TableBatch } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import { batchesOf } from "./batches-of.js";
import { behaviourSpaces } from "./encoders/default-spaces.js";
import { columnsOfSpaces, encoderFits, spaceNames } from "./encoders/encoder-fits.js";
import { encoderParams, spacesParam } from "./encoders/encoder-params.js";
import { fitSpace, type SpaceFit } from "./encoders/fit-space.js";
import { type PartLists, partitionRows } from "./encoders/partition-rows.js";
import { scoreRows } from "./encoders/score-rows.js";
import { spaceWeightRows } from "./encoders/space-weight-rows.js";
import { splitRows } from "./encoders/split-rows.js";
import type { Operation, RunContext } from "./operation.js";

const { null_model: _, ...shared } = encoderParams;

const params = z.strictObject({
  ...shared,
  null_model: z
    ._default(encoderParams.null_model.def.innerType, "none")
    .check(z.describe("As of encode; every subset of the spaces is then fitted to every draw.")),
  spaces: spacesParam(behaviourSpaces, { least: 2, most: 4 }),
  splits: z
    ._default(z.array(z.enum(["product", "correlation", "relative-weights"])), [])
    .check(
      z.describe(
        "Ways to divide the score of the model of all spaces among them besides: R² by the product measure, r, R² by relative weights.",
      ),
    ),
});

/**
 * Divides the variance that two to four feature spaces explain of each target into what each explains alone and what
 * they share, from fits of all subsets of the spaces; R² of rows that were held out.
 */
export const partitionSpaces: Operation<z.infer<typeof params>> = {
  name: "partition",
  summary: "Divides what two to four feature spaces explain of channels into unique and shared parts.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "events", "processed_signals"],
  writes: ["encoder_scores", "encoder_partitions", "encoder_space_weights", "encoder_splits"],
  partitionBy: "recording_id",
  joins: ({ runs }) => runs !== "separate",
  usesRandom: true,
  run: partition,
};

async function* partition(
  input: TableReader,
  chosen: z.infer<typeof params>,
  context: RunContext,
): AsyncGenerator<TableBatch> {
  if (chosen.model === "poisson") {
    const found = "poisson, whose predictions are no sums of parts";
    throw new ArgumentError({ argument: "model", expected: "ridge or banded", found });
  }
  const options = { operation: "partition", params: chosen, targetKinds: ["neuron", "unit", "voxel"], context };
  for await (const { data, folds, words, note } of encoderFits(input, options)) {
    const names = spaceNames(data);
    if (names.length < 2) {
      note(`has only the space ${names.join(", ")}: nothing to divide`);
      continue;
    }
    const settings = { params: chosen, folds, context };
    const r2Of = (fit: SpaceFit) => fit.scores.get("r2")!;
    const fits: SpaceFit[] = [];
    // a subset is a number whose bit g says whether space g belongs to it
    for (let subset = 1; subset < 2 ** names.length; subset++) {
      const set = names.filter((_name, space) => (subset >> space) & 1);
      const fit = fitSpace(data, columnsOfSpaces(data, set), settings);
      fits.push(fit);
      yield* batchesOf("encoder_scores", scoreRows(set.join("+"), fit, words));
      yield* batchesOf("encoder_space_weights", spaceWeightRows(set, fit, data));
    }
    const partsOf = (scores: (fit: SpaceFit) => Float64Array): PartLists =>
      data.targets.map((_target, target) => sharedParts([0, ...fits.map((fit) => scores(fit)[target]!)]));
    const parts = partsOf((fit) => r2Of(fit).values);
    // the blocks of a draw are the same for all subsets
    const blocks = r2Of(fits[0]!).blocks.map((_draw, draw) => partsOf((fit) => r2Of(fit).blocks[draw]!));
    yield* batchesOf("encoder_partitions", partitionRows(parts, blocks, names, words));
    yield* batchesOf("encoder_splits", splitRows(chosen.splits, names, fits.at(-1)!, { words, settings }));
  }
}
