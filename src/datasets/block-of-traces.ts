import { FormatError } from "../errors.js";
import { type TraceBlock, traceBlock } from "./trace-block.js";

/**
 * Narrows traces of equal length to a block, one column each.
 *
 * @throws FormatError when there is none, when they are empty, or differ in length
 */
export function blockOfTraces(
  traces: readonly Float64Array[],
  where: { readonly file: string; readonly place: string },
): TraceBlock {
  const length = traces[0]?.length ?? 0;
  if (length === 0) throw new FormatError({ ...where, expected: "traces with samples", found: "none" });
  const other = traces.findIndex((trace) => trace.length !== length);
  if (other >= 0) {
    const found = `${traces[other]!.length} samples in trace ${other + 1}`;
    throw new FormatError({ ...where, expected: `${length} samples in each trace, as in the first`, found });
  }
  const block = traceBlock(traces.length, length, where);
  for (const [column, trace] of traces.entries()) block.fillColumns(column, trace);
  return block;
}
