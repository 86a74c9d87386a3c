import { accessWords, testedOn } from "../manifest/manifest-words.js";
import type { Manifest } from "../manifest/schema.js";
import { checkTitle } from "../tables/check-title.js";
import type { Row } from "../tables/tables.js";
import { activityCounts } from "./activity-counts.js";
import type { QuantitySummary, RecordingSummary } from "./dataset-summary.js";
import { folded, shownRows } from "./folded.js";
import { breakable, type Html, html } from "./html.js";
import type { ReportedCheck } from "./reported-checks.js";
import { amount, dataTable } from "./table.js";

/** What the dataset is, from its manifest. */
export function factsSection(manifest: Manifest): Html {
  const { species } = manifest;
  const facts: readonly (readonly [string, Html | string])[] = [
    ["Dataset id", manifest.id],
    ["Species", species ? html`<i>${species.label}</i>` : "not stated"],
    ["Modality", manifest.modality.replaceAll("-", " ")],
    ["Source version", manifest.sourceVersion ?? "not stated"],
    ["Version of the reading", manifest.derivedVersion],
    ["Licence of the data", licenceWords(manifest)],
    ["Access", accessWords(manifest)],
    ["Reader was tested on", testedOn(manifest)],
  ];
  return html`<p>${manifest.summary}</p>
<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
`;
}

function licenceWords({ licence }: Manifest): Html {
  const { spdx, statement, url, redistribution } = licence;
  const text = url === null ? "" : html` (<a href="${url}">text</a>)`;
  return html`${spdx === null ? "" : `${spdx}: `}${statement.replace(/\.$/, "")}${text}. Redistribution: ${
    { yes: "allowed", no: "not allowed", unknown: "unknown, ask the authors" }[redistribution]
  }.`;
}

/** The recordings with counts, rates and durations. */
export function recordingsTable(recordings: readonly RecordingSummary[]): Html {
  const table = dataTable<RecordingSummary>(
    "Recordings",
    [
      { title: "recording", cell: ({ recording }) => recording.recording_id },
      { title: "condition", cell: ({ recording }) => recording.condition ?? "not stated" },
      ...activityCounts(recordings).map(({ column, of }) => ({
        title: column,
        number: true,
        cell: (summary: RecordingSummary) => amount(of(summary)),
      })),
      { title: "other traces", number: true, cell: ({ others }) => amount(others) },
      { title: "events", number: true, cell: ({ events }) => amount(events) },
      { title: "samples", number: true, cell: ({ recording }) => amount(recording.n_samples) },
      {
        title: "rate (Hz)",
        number: true,
        cell: (summary) => (summary.countsFrames ? "unknown" : rateOf(summary.recording)),
      },
      {
        title: "duration (s)",
        number: true,
        cell: (summary) => (summary.countsFrames ? "unknown" : durationOf(summary.recording)),
      },
    ],
    recordings,
  );
  const uneven = recordings.some((one) => one.recording.sampling_rate_hz === null && !one.countsFrames);
  const note = uneven ? html`<p class="soft">≈ marks the mean rate of uneven time stamps.</p>` : "";
  return html`${folded(`All ${recordings.length} recordings`, recordings.length, table)}${note}`;
}

function durationOf({ duration_s }: Row<"recordings">): string {
  // tenths tell as much as a table of recordings needs; the tables hold all digits
  return amount(Number(duration_s.toFixed(duration_s < 10 ? 3 : 1)));
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
  return html`<ul>${workItems(manifest)}</ul>
<details><summary>BibTeX</summary><pre>${bibtex}</pre></details>
`;
}

/** A list item for each work that a manifest cites. */
export function workItems(manifest: Manifest): readonly Html[] {
  return manifest.citations.map(({ role, text, doi, url }) => {
    const address = doi === null ? url : `https://doi.org/${doi}`;
    return html`<li>${text} <span class="soft">(${role})</span>${
      address === null ? "" : html` <a href="${address}">${address}</a>`
    }</li>\n`;
  });
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
      { title: "check", cell: ({ check }) => breakable(checkTitle(check)) },
      { title: "expected", number: true, cell: ({ check }) => scalarWords(check.equals) },
      { title: "tolerance", number: true, cell: ({ check }) => scalarWords(check.tolerance ?? 0) },
      { title: "found", number: true, cell: ({ result }) => result?.problem ?? foundWords(result?.found ?? null) },
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

function foundWords(value: string | number | boolean | null): Html {
  // twelve digits tell more than any tolerance asks for, and hide how binary fractions end
  return scalarWords(typeof value === "number" ? Number(value.toPrecision(12)) : value);
}

function scalarWords(value: string | number | boolean | null): Html {
  // words stand in a column of numbers, which are not broken into lines
  if (typeof value === "string") return html`<span class="words">${breakable(value)}</span>`;
  // a fact is shown with all its digits
  return html`${String(value).replace("-", "−")}`;
}

/** What a user of the data must know. */
export function caveatsSection(manifest: Manifest): Html {
  if (manifest.caveats.length === 0) return html`<p>The manifest states none.</p>`;
  return html`<ul>${manifest.caveats.map(({ text }) => html`<li>${text}</li>\n`)}</ul>
`;
}
