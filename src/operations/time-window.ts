import * as z from "zod/mini";
import { firstFrom } from "../signals/first-from.js";

/** A stretch of a recording, from `start_s` up to but without `end_s`; open where a side is left out. */
export const timeWindow = z.strictObject({
  start_s: z.optional(z.number().check(z.describe("First second, from the start of the recording."))),
  end_s: z.optional(z.number().check(z.describe("Second at which it ends; a sample at it is not taken."))),
});

export type TimeWindow = z.infer<typeof timeWindow>;

/** Indices of the first stamp inside the window and of the first one behind it. */
export function windowRange(timeS: ArrayLike<number>, window: TimeWindow | undefined): readonly [number, number] {
  const start = window?.start_s === undefined ? 0 : firstFrom(timeS, window.start_s);
  const end = window?.end_s === undefined ? timeS.length : firstFrom(timeS, window.end_s);
  return [start, Math.max(start, end)];
}
