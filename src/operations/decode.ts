import * as z from "zod/mini";
import { behaviourEvents, behaviourNames, neuronSpaces } from "./encoders/default-spaces.js";
import { encodeWith } from "./encoders/encode-with.js";
import {
  compareParam,
  encoderParams,
  keepParams,
  spacesParam,
  targetChannels,
  targetEvents,
} from "./encoders/encoder-params.js";
import type { Operation } from "./operation.js";

const params = z.strictObject({
  ...encoderParams,
  channels: targetChannels(behaviourNames),
  target_events: targetEvents(behaviourEvents),
  spaces: spacesParam(neuronSpaces, { least: 1, most: 16 }),
  each_space: z
    ._default(z.boolean(), true)
    .check(z.describe("Fits each space by itself too, where there are several.")),
  compare_with: compareParam,
  ...keepParams,
});

/** Predicts behaviour and states from neurons: what {@link encode} does, with the sides exchanged. */
export const decode: Operation<z.infer<typeof params>> = {
  name: "decode",
  summary: "Predicts behaviour and states from neurons, by the same regression and with the same scores as encode.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "events", "processed_signals"],
  writes: ["encoder_scores", "encoder_alphas", "encoder_space_weights", "encoder_weights", "encoder_predictions"],
  partitionBy: "recording_id",
  joins: ({ runs }) => runs !== "separate",
  usesRandom: true,
  run: (input, chosen, context) =>
    encodeWith(input, { operation: "decode", params: chosen, targetKinds: ["behaviour", "stimulus"], context }),
};
