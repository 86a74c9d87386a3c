import type { Manifest } from "../manifest/schema.js";
import type { Row } from "../tables/tables.js";
import type { QuantitySummary, RecordingSummary } from "./dataset-summary.js";
import { type Html, html } from "./html.js";
import type { ReportedCheck } from "./reported-checks.js";
import { amount, dataTable } from "./table.js";

/** Rows that a table shows without being opened. */
const shownRows = 12;

/** Long tables are folded on the screen, never on paper. */
function folded(summary: string, count: number, content: Html): Html {
  return count <= shownRows ? content : html`<details><summary>${summary}</summary>${content}</details>`;
}

/** What the dataset is, from its manifest. */
export function factsSection(manifest: Manifest): Html {
  const { species, licence, access } = manifest;
  const facts: readonly (readonly [string, Html | string])[] = [
    ["Dataset id", manifest.id],
    ["Species", species ? species.label : "not stated"],
    ["Modality", manifest.modality],
    ["Source version", manifest.sourceVersion ?? "not stated"],
    ["Version of our reading", manifest.derivedVersion],
    [
      "Licence",
      html`${licence.spdx ?? "none stated"}: ${licence.statement.replace(/\.$/, "")}${
        licence.url === null ? "" : html` (<a href="${licence.url}">text</a>)`
      }. Redistribution: ${licence.redistribution}.`,
    ],
    ["Access", `${access.kind}${access.howTo === null ? "" : `: ${access.howTo}`}`],
    ["Reader was tested on", testedWords[manifest.tested]],
  ];
  return html`<p>${manifest.summary}</p>
<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
`;
}

const testedWords: Readonly<Record<Manifest["tested"], string>> = {
  original: "the original files",
  export: "a copy that others exported from the original",
  none: "no real file",
};

/** The recordings with counts, rates and durations. */
export function recordingsTable(recordings: readonly RecordingSummary[]): Html {
  const table = dataTable<RecordingSummary>(
    "Recordings",
    [
      { title: "recording", cell: ({ recording }) => recording.recording_id },
      { title: "condition", cell: ({ recording }) => recording.condition ?? "not stated" },
      { title: "neurons", number: true, cell: ({ neurons }) => amount(neurons) },
      { title: "with a name", number: true, cell: ({ named }) => amount(named) },
      { title: "other traces", number: true, cell: ({ others }) => amount(others) },
      { title: "events", number: true, cell: ({ events }) => amount(events) },
      { title: "samples", number: true, cell: ({ recording }) => amount(recording.n_samples) },
      { title: "rate (Hz)", number: true, cell: ({ recording }) => rateOf(recording) },
      { title: "duration (s)", number: true, cell: ({ recording }) => amount(recording.duration_s) },
    ],
    recordings,
  );
  return folded(`All ${recordings.length} recordings`, recordings.length, table);
}

function rateOf(recording: Row<"recordings">): string {
  const rate = recording.sampling_rate_hz;
  if (rate !== null) return amount(Number(rate.toPrecision(5)));
  // irregular stamps have a mean, not a rate
  return `≈ ${amount(Number((recording.n_samples / recording.duration_s).toPrecision(3)))}`;
}

/** What is measured: every quantity with its unit. */
export function quantitiesTable(quantities: readonly QuantitySummary[]): Html {
  const table = dataTable<QuantitySummary>(
    "What the traces are",
    [
      { title: "kind", cell: ({ kind }) => kind },
      { title: "quantity", cell: ({ quantity }) => quantity },
      { title: "unit", cell: ({ unit }) => (unit === null ? "not stated" : unit === "1" ? "none" : unit) },
      { title: "traces", number: true, cell: ({ channels }) => amount(channels) },
      { title: "recordings", number: true, cell: ({ recordings }) => amount(recordings) },
    ],
    quantities,
  );
  return folded(`All ${quantities.length} quantities`, quantities.length, table);
}

/** The works to cite, with their addresses. */
export function citationsSection(manifest: Manifest, bibtex: string): Html {
  if (manifest.citations.length === 0) return html`<p>The manifest names no work to cite.</p>`;
  const works = manifest.citations.map(({ role, text, doi, url }) => {
    const address = doi === null ? url : `https://doi.org/${doi}`;
    return html`<li>${text} <span class="soft">(${role})</span>${
      address === null ? "" : html` <a href="${address}">${address}</a>`
    }</li>\n`;
  });
  return html`<ul>${works}</ul>
<details><summary>BibTeX</summary><pre>${bibtex}</pre></details>
`;
}

/** Checks in numbers, those that fail in the open, all of them in a table. */
export function checksSection(checks: readonly ReportedCheck[]): Html {
  if (checks.length === 0) return html`<p>The manifest states no expected fact.</p>`;
  const evaluated = checks.filter(({ result }) => result !== null);
  const failed = evaluated.filter(({ result }) => result?.pass === false);
  const left = checks.length - evaluated.length;
  if (evaluated.length === 0) {
    return html`<p>None of the ${checks.length} facts that the manifest states could be checked: they are about more than was loaded.</p>`;
  }
  const verdict =
    failed.length === 0
      ? html`<span class="good">${evaluated.length} of ${evaluated.length} checks pass.</span>`
      : html`<span class="bad">${failed.length} of ${evaluated.length} checks fail.</span>`;
  const rest = left === 0 ? "" : html` ${left} more are about what was not loaded.`;
  const all = folded(
    `Expected against found, ${evaluated.length} checks`,
    evaluated.length,
    checksTable("Expected against found", evaluated),
  );
  return html`<p>${verdict}${rest}</p>
${failed.length > 0 && evaluated.length > shownRows ? checksTable("Checks that fail", failed) : ""}${all}`;
}

function checksTable(caption: string, checks: readonly ReportedCheck[]): Html {
  return dataTable<ReportedCheck>(
    caption,
    [
      { title: "check", cell: ({ check }) => check.title ?? `${check.table} ${check.column ?? "rows"}` },
      { title: "expected", number: true, cell: ({ check }) => scalarWords(check.equals) },
      { title: "tolerance", number: true, cell: ({ check }) => scalarWords(check.tolerance ?? 0) },
      { title: "found", number: true, cell: ({ result }) => result?.problem ?? scalarWords(result?.found ?? null) },
      {
        title: "result",
        cell: ({ result }) =>
          result?.pass ? html`<span class="good">pass</span>` : html`<span class="bad">FAIL</span>`,
      },
      { title: "source of the fact", cell: ({ check }) => check.source },
    ],
    checks,
  );
}

function scalarWords(value: string | number | boolean | null): string {
  if (typeof value !== "number") return String(value);
  // a fact is shown with all its digits
  return String(value).replace("-", "−");
}

/** What readers noticed, repaired and left out. */
export function findingsSection(findings: readonly Row<"findings">[]): Html {
  if (findings.length === 0) return html`<p>Nothing was repaired and nothing was left out.</p>`;
  const of = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const table = dataTable<Row<"findings">>(
    "What the reader noticed",
    [
      { title: "weight", cell: ({ severity }) => severity },
      { title: "recording", cell: ({ recording_id }) => recording_id ?? "all" },
      { title: "place", cell: ({ place }) => place },
      { title: "rule", cell: ({ rule }) => rule },
      { title: "expected", cell: ({ expected }) => expected },
      { title: "found", cell: ({ found }) => found },
      { title: "what was done", cell: ({ action }) => action },
      { title: "file", cell: ({ source_file }) => source_file },
    ],
    findings,
  );
  const counts = `${of("loss")} losses, ${of("repair")} repairs, ${of("note")} notes`;
  return html`<p>${counts}.</p>
${folded(`All ${findings.length} findings`, findings.length, table)}`;
}

/** What a user of the data must know. */
export function caveatsSection(manifest: Manifest): Html {
  if (manifest.caveats.length === 0) return html`<p>The manifest states none.</p>`;
  return html`<ul>${manifest.caveats.map(({ text }) => html`<li>${text}</li>\n`)}</ul>
`;
}
