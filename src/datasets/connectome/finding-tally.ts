import type { Finding, ReportFinding } from "../read-recordings.js";

/** Findings of one rule that are given one by one; how many more there are is then said once. */
const shownPerRule = 20;

/** Collects findings, so that a file that breaks a rule in thousands of places does not give thousands of rows. */
export function findingTally(report: ReportFinding) {
  const counts = new Map<string, { count: number; last: Finding }>();
  return {
    add(finding: Finding): void {
      const count = (counts.get(finding.rule)?.count ?? 0) + 1;
      counts.set(finding.rule, { count, last: finding });
      if (count <= shownPerRule) report(finding);
    },
    /** Says of each rule how many findings were not given one by one. */
    finish(): void {
      for (const { count, last } of counts.values()) {
        if (count <= shownPerRule) continue;
        report({ ...last, found: `${count - shownPerRule} more of the kind, the last one: ${last.found}` });
      }
    },
  };
}

/** What {@link findingTally} gives. */
export type FindingTally = ReturnType<typeof findingTally>;
