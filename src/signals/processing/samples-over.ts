import { firstFrom } from "../first-from.js";
import type { ProcessedTrace, Seconds } from "./step.js";

/** The samples of a trace whose stamps lie in a stretch of seconds; all of them where none is given. */
export function samplesOver({ timeS, values }: ProcessedTrace, over: Seconds | undefined): Float64Array {
  const start = over?.start_s === undefined ? 0 : firstFrom(timeS, over.start_s);
  const end = over?.end_s === undefined ? timeS.length : firstFrom(timeS, over.end_s);
  return values.subarray(start, Math.max(start, end));
}
