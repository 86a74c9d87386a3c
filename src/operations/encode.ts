import * as z from "zod/mini";
import { behaviourNames, behaviourSpaces } from "./encoders/default-spaces.js";
import { encodeWith } from "./encoders/encode-with.js";
import { compareParam, encoderParams, keepParams, spacesParam } from "./encoders/encoder-params.js";
import type { Operation } from "./operation.js";

const params = z.strictObject({
  ...encoderParams,
  spaces: spacesParam(behaviourSpaces, { least: 1, most: 16 }),
  each_space: z
    ._default(z.boolean(), true)
    .check(z.describe("Fits each space by itself too, where there are several.")),
  compare_with: compareParam,
  ...keepParams,
});

/**
 * Predicts channels from feature spaces at lags by ridge regression. Every score is of rows that were held out; the
 * penalty is chosen, and features are scaled, on the rows that are fitted alone.
 */
export const encode: Operation<z.infer<typeof params>> = {
  name: "encode",
  summary: `Predicts channels, such as each neuron, from named feature spaces, by default ${behaviourNames.join(", ")} and states.`,
  params,
  reads: ["recordings", "channels", "signals", "clocks", "events", "processed_signals"],
  writes: ["encoder_scores", "encoder_alphas", "encoder_space_weights", "encoder_weights", "encoder_predictions"],
  partitionBy: "recording_id",
  joins: ({ runs }) => runs !== "separate",
  usesRandom: true,
  run: (input, chosen, context) =>
    encodeWith(input, { operation: "encode", params: chosen, targetKinds: ["neuron", "unit", "voxel"], context }),
};
