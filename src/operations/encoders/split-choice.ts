import * as z from "zod/mini";
import { timeWindow } from "../time-window.js";

const stretches = z.optional(z.array(timeWindow).check(z.minLength(1)));
const recordings = z.optional(z.array(z.string()).check(z.minLength(1)));

/** Which rows are predicted and which are fitted, once. */
export const splitChoice = z.strictObject({
  test_s: stretches,
  test_runs: recordings,
  train_s: stretches,
  train_runs: recordings,
});

export type SplitChoice = z.infer<typeof splitChoice>;
