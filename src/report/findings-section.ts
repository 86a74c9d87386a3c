import type { Row } from "../tables/tables.js";
import { folded } from "./folded.js";
import { groupBy } from "./group-by.js";
import { breakable, type Html, html } from "./html.js";
import { amount, countOf, dataTable } from "./table.js";

type Finding = Row<"findings">;

/** Weights of findings, the gravest first, with their plural. */
const severities: readonly (readonly [string, string])[] = [
  ["loss", "losses"],
  ["repair", "repairs"],
  ["note", "notes"],
];

/** What readers noticed, repaired and left out: findings of one kind in one row, and all of them below. */
export function findingsSection(findings: readonly Finding[]): Html {
  if (findings.length === 0) return html`<p>Nothing was repaired and nothing was left out.</p>`;
  const rank = ({ severity }: Finding) => severities.findIndex(([name]) => name === severity);
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  const groups = groupBy(sorted, ({ severity, rule, action }) => JSON.stringify([severity, rule, action]));
  const counts = severities.map(([one, many]) => {
    return countOf(findings.filter(({ severity }) => severity === one).length, one, many);
  });
  const meaning = "A loss is something left out, a repair something changed; a note changed nothing.";
  const kinds = groups.size < findings.length ? " Findings of one kind stand in one row." : "";
  return html`<p>${counts.join(", ")}. ${meaning}${kinds}</p>
${groupsTable([...groups.values()])}${
  groups.size < findings.length
    ? folded(`All ${findings.length} findings`, Number.POSITIVE_INFINITY, allTable(sorted))
    : ""
}`;
}

function groupsTable(groups: readonly (readonly Finding[])[]): Html {
  return dataTable<readonly Finding[]>(
    "What the reader noticed",
    [
      { title: "weight", cell: ([first]) => first!.severity },
      { title: "rule", cell: ([first]) => words(first!.rule) },
      { title: "found", cell: (group) => breakable(foundWords(group)) },
      { title: "what was done", cell: ([first]) => first!.action },
      { title: "times", number: true, cell: ({ length }) => amount(length) },
      ...(areOfRecordings(groups.flat()) ? [{ title: "recordings", cell: recordingWords }] : []),
    ],
    groups,
  );
}

/** Findings about wiring, or about whole files, name no recording. */
function areOfRecordings(findings: readonly Finding[]): boolean {
  return findings.some(({ recording_id }) => recording_id !== null);
}

function foundWords(group: readonly Finding[]): string {
  const [first] = group;
  const one = first!.found ?? "not stated";
  const different = new Set(group.map(({ found }) => found)).size;
  return different === 1 ? one : `for example: ${one}`;
}

const namedRecordings = 3;

function recordingWords(group: readonly Finding[]): string {
  const names = [...new Set(group.map(({ recording_id }) => recording_id ?? "all"))];
  return names.length <= namedRecordings ? names.join(", ") : `${names.length} recordings`;
}

function allTable(findings: readonly Finding[]): Html {
  return dataTable<Finding>(
    "All findings",
    [
      { title: "weight", cell: ({ severity }) => severity },
      ...(areOfRecordings(findings)
        ? [{ title: "recording", cell: ({ recording_id }: Finding) => recording_id ?? "all" }]
        : []),
      { title: "rule", cell: ({ rule }) => words(rule) },
      { title: "found", cell: ({ found }) => breakable(found ?? "") },
      { title: "expected", cell: ({ expected }) => expected },
      { title: "file and place", cell: ({ source_file, place }) => breakable(`${source_file}, ${place}`) },
    ],
    findings,
  );
}

function words(rule: string): string {
  return rule.replaceAll("-", " ");
}
