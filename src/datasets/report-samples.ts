import type { ReportFinding } from "./read-recordings.js";
import type { TraceBlock } from "./trace-block.js";

/** Reports missing and infinite samples of a block, once each. */
export function reportSamples(
  block: TraceBlock,
  report: ReportFinding,
  where: { readonly source_file: string; readonly place: string },
): void {
  const missing = summary(block.missing);
  const infinite = summary(block.infinite);
  const samples = block.traces.reduce((sum, trace) => sum + trace.length, 0);
  const expected = "finite samples";
  if (missing.total > 0) {
    const found = `${missing.total} of ${samples} samples are NaN, in ${missing.traces} of ${block.traces.length} traces`;
    const action = "kept as null";
    report({ ...where, rule: "missing-samples", severity: "note", expected, found, action });
  }
  if (infinite.total > 0) {
    const found = `${infinite.total} of ${samples} samples are infinite or beyond float32, in ${infinite.traces} traces`;
    const action = "kept as infinity";
    report({ ...where, rule: "infinite-samples", severity: "note", expected, found, action });
  }
}

/** `bad` with its reason for a trace that has no sample at all, else undefined. */
export function emptyTraceStatus(block: TraceBlock, column: number) {
  if (block.missing[column] !== block.traces[column]!.length) return undefined;
  return { status: "bad", status_reason: "the source has no value for any sample" } as const;
}

function summary(counts: Int32Array): { readonly total: number; readonly traces: number } {
  let total = 0;
  let traces = 0;
  for (const count of counts) {
    total += count;
    if (count > 0) traces++;
  }
  return { total, traces };
}
