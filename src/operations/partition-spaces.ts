import * as z from "zod/mini";
import { sharedParts } from "../encoders/banded/shared-parts.js";
import type { TableBatch } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import { batchesOf } from "./batches-of.js";
import { behaviourSpaces } from "./encoders/default-spaces.js";
import { columnsOfSpaces, encoderFits, spaceNames } from "./encoders/encoder-fits.js";
import { encoderParams, spacesParam } from "./encoders/encoder-params.js";
import { fitSpace } from "./encoders/fit-space.js";
import { partitionRows } from "./encoders/partition-rows.js";
import { scoreRows } from "./encoders/score-rows.js";
import type { Operation, RunContext } from "./operation.js";

const { null_model: _, ...shared } = encoderParams;

const params = z.strictObject({
  ...shared,
  null_model: z
    ._default(encoderParams.null_model.def.innerType, "none")
    .check(z.describe("As of encode; every subset of the spaces is then fitted to every draw.")),
  spaces: spacesParam(behaviourSpaces, { least: 2, most: 4 }),
});

/**
 * Divides the variance that two to four feature spaces explain of each target into what each explains alone and what
 * they share, from fits of all subsets of the spaces; R² of rows that were held out.
 */
export const partitionSpaces: Operation<z.infer<typeof params>> = {
  name: "partition",
  summary: "Divides what two to four feature spaces explain of channels into unique and shared parts.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "events"],
  writes: ["encoder_scores", "encoder_partitions"],
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
  const options = { operation: "partition", params: chosen, targetKinds: ["neuron", "unit", "voxel"], context };
  for await (const { data, folds, words, note } of encoderFits(input, options)) {
    const names = spaceNames(data);
    if (names.length < 2) {
      note(`has only the space ${names.join(", ")}: nothing to divide`);
      continue;
    }
    // a subset is a number whose bit g says whether space g belongs to it
    const joint: Float64Array[] = [new Float64Array(data.targets.length)];
    for (let subset = 1; subset < 2 ** names.length; subset++) {
      const set = names.filter((_name, space) => (subset >> space) & 1);
      const fit = fitSpace(data, columnsOfSpaces(data, set), { params: chosen, folds, context });
      joint.push(fit.scores.r2.values);
      yield* batchesOf("encoder_scores", scoreRows(set.join("+"), fit, words));
    }
    const parts = data.targets.map((_target, target) => sharedParts(joint.map((scores) => scores[target]!)));
    yield* batchesOf("encoder_partitions", partitionRows(parts, names, words));
  }
}
