import { FormatError } from "../../errors.js";
import type { SourceLabel } from "../neuron-channels.js";
import type { ReportFinding } from "../read-recordings.js";
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
  const found = `${parsed.length} names for ${traces} traces`;
  const where = { source_file: file, place: "the whole list" };
  if (parsed.length > traces) {
    const action = `the first ${traces} names are used`;
    report({ ...where, rule: "more-names-than-traces", severity: "note", found, action });
  } else if (parsed.length < traces) {
    const action = "the last traces are kept without a name";
    report({ ...where, rule: "fewer-names-than-traces", severity: "note", found, action });
  }
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
