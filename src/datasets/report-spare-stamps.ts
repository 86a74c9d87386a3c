import type { Finding, ReportFinding } from "./read-recordings.js";

/** Reports time stamps beyond the frames of the traces, which are not used. */
export function reportSpareStamps(
  stamps: number,
  frames: number,
  where: Pick<Finding, "source_file" | "place">,
  report: ReportFinding,
): void {
  if (stamps <= frames) return;
  const found = `${stamps} stamps for ${frames} frames`;
  const action = `the first ${frames} stamps are used`;
  report({ ...where, rule: "more-stamps-than-frames", severity: "repair", found, action });
}
