import { FormatError } from "../../errors.js";
import type { SourceLabel } from "../neuron-channels.js";
import type { ReportFinding } from "../read-recordings.js";
import { reportNameCount } from "../report-name-count.js";
import { unwrapLabel } from "../unwrap-label.js";

/**
 * The labels of the first `traces` entries of a name list. Names beyond the traces, traces beyond the names, and
 * nested names are reported.
 *
 * @throws FormatError when the file is no list of names
 */
export function traceNames(
  parsed: unknown,
  traces: number,
  file: string,
  report: ReportFinding,
): readonly (SourceLabel | undefined)[] {
  if (!Array.isArray(parsed)) {
    throw new FormatError({ file, place: "the whole file", expected: "a list of names", found: typeof parsed });
  }
  reportNameCount(parsed.length, traces, { source_file: file, place: "the whole list" }, report);
  return Array.from({ length: traces }, (_, index) => {
    if (index >= parsed.length) return undefined;
    const place = `entry ${index}`;
    const { label, depth } = unwrapLabel(parsed[index], { file, place });
    if (depth > 0) {
      const nested = `${label} nested ${depth} levels deeper`;
      const rule = "nested-label";
      report({ source_file: file, place, rule, severity: "repair", found: nested, action: "unwrapped" });
    }
    return label.trim() === "" ? undefined : { label };
  });
}
