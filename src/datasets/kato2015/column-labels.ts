import type { SourceLabel } from "../neuron-channels.js";
import type { ReportFinding } from "../read-recordings.js";

/**
 * The label of each trace from a table name → column (from 0). Names of columns that are not there are reported; two
 * names of one column leave it ambiguous.
 */
export function columnLabels(
  columns: Readonly<Record<string, number>>,
  traces: number,
  file: string,
  report: ReportFinding,
): readonly (SourceLabel | undefined)[] {
  const labels = new Array<SourceLabel | undefined>(traces).fill(undefined);
  const where = { source_file: file, place: "names" };
  for (const [label, column] of Object.entries(columns)) {
    const before = labels[column];
    if (column >= traces) {
      const found = `${label} for column ${column}`;
      const expected = `columns up to ${traces - 1}`;
      report({ ...where, rule: "label-beyond-traces", severity: "loss", expected, found, action: "left out" });
    } else if (before) {
      labels[column] = { label: `${before.label}/${label}` };
      const found = `${before.label} and ${label} for column ${column}`;
      report({ ...where, rule: "several-labels", severity: "repair", found, action: "kept as ambiguous" });
    } else labels[column] = { label };
  }
  return labels;
}
