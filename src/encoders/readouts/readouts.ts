import { factorisedReadout } from "./factorised-readout.js";
import { gaussianReadout } from "./gaussian-readout.js";
import type { FitReadout } from "./readout.js";
import { softmaxReadout } from "./softmax-readout.js";

/** The readouts by name; `predictReadout` predicts with any of them. */
export const readouts = {
  /** See {@link factorisedReadout}. */
  factorised: factorisedReadout,
  /** See {@link gaussianReadout}. */
  gaussian: gaussianReadout,
  /** See {@link softmaxReadout}. */
  softmax: softmaxReadout,
} as const satisfies Record<string, FitReadout<never>>;

/** Name of a readout. */
export type ReadoutName = keyof typeof readouts;
