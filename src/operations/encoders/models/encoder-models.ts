import type { EncoderParams } from "../encoder-params.js";
import { bandedModel } from "./banded-model.js";
import type { EncoderModel, ModelProblem } from "./encoder-model.js";
import { poissonModel } from "./poisson-model.js";
import { ridgeModel } from "./ridge-model.js";

/** How targets are predicted, by name. */
export const encoderModels: Readonly<Record<EncoderParams["model"], (problem: ModelProblem) => EncoderModel>> = {
  ridge: ridgeModel,
  banded: bandedModel,
  poisson: poissonModel,
};
