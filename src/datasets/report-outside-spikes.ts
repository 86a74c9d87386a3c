import type { ReportFinding } from "./read-recordings.js";

/**
 * Reports spikes that lie before or behind the samples of a recording; they are kept.
 *
 * @param timeS seconds from the start of the recording
 */
export function reportOutsideSpikes(
  timeS: Iterable<number>,
  durationS: number,
  report: ReportFinding,
  where: { readonly source_file: string; readonly place: string },
): void {
  let [early, late, total] = [0, 0, 0];
  for (const time of timeS) {
    total++;
    if (time < 0) early++;
    else if (time >= durationS) late++;
  }
  const finding = { ...where, severity: "note", action: "kept" } as const;
  const expected = `spikes within the ${durationS} s of the samples`;
  if (early > 0) report({ ...finding, rule: "spikes-before-samples", expected, found: `${early} of ${total} before` });
  if (late > 0) report({ ...finding, rule: "spikes-after-samples", expected, found: `${late} of ${total} after` });
}
