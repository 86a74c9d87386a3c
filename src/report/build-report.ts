import type { DatasetIndex } from "../tables/dataset-index.js";
import type { ConnectomeRow } from "../tables/read-connectomes.js";
import type { TableReader } from "../tables/table-reader.js";
import { activityCounts } from "./activity-counts.js";
import { analysesSection } from "./analyses-section.js";
import { analysisFigures } from "./analysis-figures.js";
import { wiringSection } from "./connectome-section.js";
import {
  datasetLinks,
  datasetSection,
  type ReportedDataset,
  reportedDataset,
  simulatedBanner,
} from "./dataset-section.js";
import type { RecordingSummary } from "./dataset-summary.js";
import { type Html, html, trustedHtml } from "./html.js";
import { listsSection } from "./lists-section.js";
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
  /** Recordings, and annotations of wiring, drawn of each dataset. Default: 2. */
  readonly plotted?: number;
  readonly signal?: AbortSignal;
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
  const { signal, document, plotted: most = 2 } = options;
  const place = { document, ...(signal ? { signal } : {}) };
  const datasets: ReportedDataset[] = [];
  const lists: ReportedDataset[] = [];
  for (const entry of index.partitions.filter(({ partition }) => partition === "dataset_id")) {
    const dataset = await reportedDataset(reader, entry, signal);
    const { recordings, connectomes, rdms, volumes } = dataset.summary;
    const isList = recordings.length + connectomes.length + rdms.length + volumes.length === 0;
    (isList ? lists : datasets).push(dataset);
  }
  const reported = datasets.length > 0 ? datasets : lists;
  const names = reported.map(({ entry }) => entry.value).join(", ");
  const title = options.title ?? `Report on ${names || "an empty folder"}`;
  const sections: Html[] = [];
  for (const dataset of datasets) {
    sections.push(await datasetSection(dataset, { ...place, most, several: datasets.length > 1 }));
  }
  const wiring = await wiringSection(reader, connectomesOf(datasets), place);
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
${overview(datasets, lists, wiring)}
</header>
<main>
${sections}
${wiring}
${listsSection(lists)}
${await analysesSection(reader, signal)}
${await analysisFigures(reader, place)}
<section aria-labelledby="again"><h2 id="again">Making this again</h2>
<pre>${options.commands.join("\n")}</pre>
</section>
</main>
<footer>Made by neuroloom ${options.toolVersion}${options.made === undefined ? "" : `, ${options.made}`}.</footer>
</body>
</html>
`.markup;
}

/** A recording whose times count frames has no known length. */
function knownSeconds({ recording, countsFrames }: RecordingSummary): number {
  return countsFrames ? 0 : recording.duration_s;
}

function connectomesOf(datasets: readonly ReportedDataset[]): readonly ConnectomeRow[] {
  return datasets.flatMap(({ summary }) => summary.connectomes);
}

function overview(datasets: readonly ReportedDataset[], lists: readonly ReportedDataset[], wiring: Html): Html {
  const recordings = datasets.flatMap(({ summary }) => summary.recordings);
  const sum = (of: (summary: (typeof recordings)[number]) => number) =>
    recordings.reduce((total, recording) => total + of(recording), 0);
  const results = [...datasets, ...lists].flatMap(({ checks }) => checks.flatMap(({ result }) => result ?? []));
  const passed = results.filter(({ pass }) => pass).length;
  const annotations = connectomesOf(datasets);
  const edges = annotations.reduce((total, { n_edges }) => total + n_edges, 0);
  const ofWiring: readonly (readonly [string, string, string])[] = [
    ["Annotations of wiring", amount(annotations.length), ""],
    ["Edges", amount(edges), ""],
  ];
  const ofRecordings: readonly (readonly [string, string, string])[] = [
    ["Recordings", amount(recordings.length), ""],
    ...activityCounts(recordings).map(({ card, of }) => [card, amount(sum(of)), ""] as const),
    ["Recorded time", amount(Number((sum(knownSeconds) / 60).toFixed(1))), "min"],
  ];
  const rdms = datasets.reduce((total, { summary }) => total + summary.rdms.length, 0);
  const volumes = datasets.flatMap(({ summary }) => summary.volumes);
  const instances = volumes.reduce((total, { n_instances }) => total + n_instances, 0);
  const ofVolumes: typeof ofWiring = [
    ["Label volumes", amount(volumes.length), ""],
    ["Labelled instances", amount(instances), ""],
  ];
  // a folder of wiring, RDMs or volumes alone has nothing to count of recordings
  const cards: typeof ofWiring = [
    ["Datasets", amount(datasets.length), ""],
    ...(recordings.length > 0 || annotations.length + rdms + volumes.length === 0 ? ofRecordings : []),
    ...(annotations.length > 0 ? ofWiring : []),
    ...(rdms > 0 ? ([["Dissimilarity matrices", amount(rdms), ""]] as const) : []),
    ...(volumes.length > 0 ? ofVolumes : []),
    ["Checks passed", `${passed}`, `of ${results.length}`],
  ];
  const compared = wiring.markup === "" ? "" : html`<li><a href="#wiring">Wiring compared</a></li>`;
  const simulated = datasets.filter((dataset) => dataset.simulated).map(({ entry }) => entry.value);
  return html`${simulated.length > 0 ? simulatedBanner(simulated) : ""}
<dl class="cards">${cards.map(
    ([name, value, unit]) => html`<div><dt>${name}</dt><dd>${value} <small>${unit}</small></dd></div>\n`,
  )}</dl>
<nav aria-label="Contents"><ul>${datasets.map(datasetLinks)}${compared}<li><a href="#again">Making this again</a></li></ul></nav>
`;
}
