import type { Finding, ReportFinding } from "./read-recordings.js";

/** Reports a list of names that is not as long as the traces which it names in order. */
export function reportNameCount(
  names: number,
  traces: number,
  where: Pick<Finding, "source_file" | "place">,
  report: ReportFinding,
): void {
  if (names === traces) return;
  const found = `${names} names for ${traces} traces`;
  const [rule, action] =
    names > traces
      ? ["more-names-than-traces", `the first ${traces} names are used`]
      : ["fewer-names-than-traces", "the last traces are kept without a name"];
  report({ ...where, rule, severity: "note", found, action });
}
