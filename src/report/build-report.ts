import { cite } from "../manifest/cite.js";
import { type Manifest, manifestSchema } from "../manifest/schema.js";
import type { DatasetIndex, PartitionEntry } from "../tables/dataset-index.js";
import type { TableReader } from "../tables/table-reader.js";
import { analysesSection } from "./analyses-section.js";
import { analysisFigures } from "./analysis-figures.js";
import { connectomeSection } from "./connectome-section.js";
import { type DatasetSummary, type RecordingSummary, summarizeDataset } from "./dataset-summary.js";
import { findingsSection } from "./findings-section.js";
import { type Html, html, trustedHtml } from "./html.js";
import { listsSection } from "./lists-section.js";
import { coverageFigure, recordingFigures } from "./plots-section.js";
import { provenanceSection } from "./provenance-section.js";
import { type ReportedCheck, reportedChecks } from "./reported-checks.js";
import {
  caveatsSection,
  checksSection,
  citationsSection,
  factsSection,
  quantitiesTable,
  recordingsTable,
} from "./sections.js";
import { sourceFiles } from "./source-files.js";
import { style } from "./style.js";
import { amount } from "./table.js";

/** Options of {@link buildReport}. */
export interface ReportOptions {
  /** Where plots are made. */
  readonly document: Document;
  readonly toolVersion: string;
  /** Command lines that make the tables and this report again. */
  readonly commands: readonly string[];
  /** Default: `Report on` and the datasets. */
  readonly title?: string;
  /** When the report was made, in words; nothing is shown without it, so that reports stay comparable. */
  readonly made?: string;
  /** Recordings drawn of each dataset. Default: 2. */
  readonly plotted?: number;
  readonly signal?: AbortSignal;
}

interface ReportedDataset {
  readonly entry: PartitionEntry;
  readonly manifest: Manifest | null;
  readonly summary: DatasetSummary;
  readonly checks: readonly ReportedCheck[];
  readonly simulated: boolean;
}

/**
 * One self-contained HTML page about the datasets of a written folder: what was loaded, citations and licences,
 * checks expected against found, plots, identities, findings, caveats, provenance, and the commands that make it
 * again. It needs no script and asks for nothing from the network. The same tables give the same bytes.
 *
 * @param reader the tables of the folder
 * @param index the folder's `dataset.json`; manifests are taken from its entries
 */
export async function buildReport(reader: TableReader, index: DatasetIndex, options: ReportOptions): Promise<string> {
  const { signal } = options;
  const datasets: ReportedDataset[] = [];
  const lists: PartitionEntry[] = [];
  for (const entry of index.partitions.filter(({ partition }) => partition === "dataset_id")) {
    const summary = await summarizeDataset(reader, entry.value, signal);
    if (summary.recordings.length > 0) datasets.push(await reportedDataset(entry, summary));
    else lists.push(entry);
  }
  const reported = datasets.length > 0 ? datasets.map(({ entry }) => entry) : lists;
  const names = reported.map(({ value }) => value).join(", ");
  const title = options.title ?? `Report on ${names || "an empty folder"}`;
  const sections: Html[] = [];
  for (const dataset of datasets) sections.push(await datasetSection(dataset, datasets.length > 1, options));
  return html`${trustedHtml("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="neuroloom ${options.toolVersion}">
<title>${title}</title>
<style>${trustedHtml(style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${overview(datasets, lists)}
</header>
<main>
${sections}
${listsSection(lists)}
${await connectomeSection(reader, { document: options.document, ...(signal ? { signal } : {}) })}
${await analysesSection(reader, signal)}
${await analysisFigures(reader, { document: options.document, ...(signal ? { signal } : {}) })}
<section aria-labelledby="again"><h2 id="again">Making this again</h2>
<pre>${options.commands.join("\n")}</pre>
</section>
</main>
<footer>Made by neuroloom ${options.toolVersion}${options.made === undefined ? "" : `, ${options.made}`}.</footer>
</body>
</html>
`.markup;
}

async function reportedDataset(entry: PartitionEntry, summary: DatasetSummary): Promise<ReportedDataset> {
  const parsed = manifestSchema.safeParse(entry.manifest);
  const manifest = parsed.success ? parsed.data : null;
  const checks = manifest ? await reportedChecks(manifest, summary, entry.options ?? {}) : [];
  const simulated = summary.recordings.some(({ recording }) => recording.modality.startsWith("simulated"));
  return { entry, manifest, summary, checks, simulated };
}

/** A recording whose times count frames has no known length. */
function knownSeconds({ recording, countsFrames }: RecordingSummary): number {
  return countsFrames ? 0 : recording.duration_s;
}

function overview(datasets: readonly ReportedDataset[], lists: readonly PartitionEntry[]): Html {
  const recordings = datasets.flatMap(({ summary }) => summary.recordings);
  const sum = (of: (summary: (typeof recordings)[number]) => number) =>
    recordings.reduce((total, recording) => total + of(recording), 0);
  const results = datasets.flatMap(({ checks }) => checks.flatMap(({ result }) => result ?? []));
  const passed = results.filter(({ pass }) => pass).length;
  const rowsOf = (table: string) =>
    lists.flatMap(({ parts }) => parts).reduce((total, part) => total + (part.table === table ? part.rows : 0), 0);
  const annotations = rowsOf("connectomes");
  const ofWiring: readonly (readonly [string, string, string])[] = [
    ["Annotations of wiring", amount(annotations), ""],
    ["Edges", amount(rowsOf("edges")), ""],
  ];
  const ofRecordings: readonly (readonly [string, string, string])[] = [
    ["Datasets", amount(datasets.length), ""],
    ["Recordings", amount(recordings.length), ""],
    ["Neuron traces", amount(sum(({ neurons }) => neurons)), ""],
    ["… with a name", amount(sum(({ named }) => named)), ""],
    ["Recorded time", amount(Number((sum(knownSeconds) / 60).toFixed(1))), "min"],
    ["Checks passed", `${passed}`, `of ${results.length}`],
  ];
  // a folder of wiring alone has nothing to count of recordings
  const cards = [
    ...(datasets.length > 0 || annotations === 0 ? ofRecordings : []),
    ...(annotations > 0 ? ofWiring : []),
  ];
  const wiring = annotations > 0 ? html`<li><a href="#wiring">Wiring</a></li>` : "";
  const simulated = datasets.filter((dataset) => dataset.simulated).map(({ entry }) => entry.value);
  const links = datasets.map(({ entry, manifest }) => {
    const parts = Object.entries(partTitles)
      .filter(([part]) => manifest !== null || !partsOfManifest.includes(part))
      .map(([part, title]) => html`<a href="#${part}-${entry.value}">${title}</a>\n`);
    return html`<li><a href="#dataset-${entry.value}">${manifest?.title ?? entry.value}</a><br><small>${parts}</small></li>\n`;
  });
  return html`${simulated.length > 0 ? simulatedBanner(simulated) : ""}
<dl class="cards">${cards.map(
    ([name, value, unit]) => html`<div><dt>${name}</dt><dd>${value} <small>${unit}</small></dd></div>\n`,
  )}</dl>
<nav aria-label="Contents"><ul>${links}${wiring}<li><a href="#again">Making this again</a></li></ul></nav>
`;
}

/** The parts of the section on a dataset, by the beginning of their ids. */
const partTitles = {
  loaded: "What was loaded",
  identified: "Which neurons were identified",
  activity: "Activity",
  checks: "Checks",
  findings: "Findings",
  caveats: "Caveats",
  cite: "Please cite",
  provenance: "Provenance",
} as const;

const partsOfManifest: readonly string[] = ["checks", "caveats", "cite"];

function simulatedBanner(datasets: readonly string[]): Html {
  return html`<p class="banner" role="note">Simulated: the recordings of ${datasets.join(", ")} were made by a program from a stated model. No animal was measured.</p>`;
}

async function datasetSection(dataset: ReportedDataset, several: boolean, options: ReportOptions): Promise<Html> {
  const { entry, manifest, summary, checks, simulated } = dataset;
  const { document, plotted = 2, signal } = options;
  const id = entry.value;
  const place = {
    document,
    datasetId: id,
    recordings: summary.recordings,
    most: plotted,
    ...(signal ? { signal } : {}),
  };
  const part = (name: keyof typeof partTitles, content: Html) =>
    html`<h3 id="${name}-${id}">${partTitles[name]}</h3>\n${content}`;
  const loaded = html`${recordingsTable(summary.recordings)}${quantitiesTable(summary.quantities)}`;
  return html`<section aria-labelledby="dataset-${id}">
<h2 id="dataset-${id}">${manifest?.title ?? id}</h2>
${simulated && several ? simulatedBanner([id]) : ""}
${manifest ? factsSection(manifest) : html`<p>The folder holds no manifest of ${id}.</p>`}
${part("loaded", loaded)}
${part("identified", await coverageFigure(summary.tables, place))}
${part("activity", await recordingFigures(summary.tables, place))}
${manifest ? part("checks", checksSection(checks)) : ""}
${part("findings", findingsSection(summary.findings))}
${manifest ? part("caveats", caveatsSection(manifest)) : ""}
${manifest ? part("cite", citationsSection(manifest, cite(manifest).bibtex)) : ""}
${part("provenance", provenanceSection(entry, sourceFiles(entry, manifest, summary.recordings)))}
</section>
`;
}
