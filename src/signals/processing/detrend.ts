import { withoutTrend } from "../without-trend.js";
import type { DetrendStep, ProcessedTrace } from "./step.js";

/** A trace less its `mean` or its `linear` trend, see {@link withoutTrend}. The unit stays; missing samples stay missing. */
export function detrend(trace: ProcessedTrace, { detrend: method }: DetrendStep): ProcessedTrace {
  return { ...trace, values: withoutTrend(trace.timeS, trace.values, { method }) };
}
