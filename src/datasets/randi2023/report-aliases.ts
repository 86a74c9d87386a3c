import { resolveCell } from "../../identities/resolve-cell.js";
import type { ReportFinding } from "../read-recordings.js";

/** Notes names of a file that are no neuron's and are read as another one. */
export function reportAliases(names: readonly string[], file: string, report: ReportFinding): void {
  for (const label of new Set(names)) {
    const { name, rule, comment } = resolveCell(label);
    if (rule !== "alias" || name === null) continue;
    report({
      ...{ source_file: file, place: "names of rows and columns", rule: "alias-name", severity: "repair" },
      expected: "the name of a neuron",
      found: `${JSON.stringify(label)}${comment === null ? "" : `: ${comment}`}`,
      action: `read as ${name}; pre_source and post_source keep the label`,
    });
  }
}
