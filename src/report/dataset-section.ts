import { cite } from "../manifest/cite.js";
import { type Manifest, manifestSchema } from "../manifest/schema.js";
import type { PartitionEntry } from "../tables/dataset-index.js";
import type { TableReader } from "../tables/table-reader.js";
import { aboutNeurons } from "./activity-counts.js";
import { connectomeFigures, connectomesTable } from "./connectome-section.js";
import { type DatasetSummary, summarizeDataset } from "./dataset-summary.js";
import { findingsSection } from "./findings-section.js";
import { type Html, html } from "./html.js";
import { coverageFigure, recordingFigures } from "./plots-section.js";
import { provenanceSection } from "./provenance-section.js";
import { rdmFigures, rdmsTable } from "./rdm-section.js";
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
import { volumeFigures, volumeSamplesTable, volumesTable } from "./volume-section.js";

/** A dataset of the folder with what the report tells of it. */
export interface ReportedDataset {
  readonly entry: PartitionEntry;
  readonly manifest: Manifest | null;
  readonly summary: DatasetSummary;
  readonly checks: readonly ReportedCheck[];
  readonly simulated: boolean;
}

/** Where and how much is drawn of a dataset. */
export interface DatasetDrawing {
  readonly document: Document;
  /** Recordings, and annotations of wiring, that are drawn. */
  readonly most: number;
  readonly signal?: AbortSignal;
}

/** Reads the small tables of a dataset and checks the facts that its manifest states. */
export async function reportedDataset(
  reader: TableReader,
  entry: PartitionEntry,
  signal?: AbortSignal,
): Promise<ReportedDataset> {
  const summary = await summarizeDataset(reader, entry.value, signal);
  const parsed = manifestSchema.safeParse(entry.manifest);
  const manifest = parsed.success ? parsed.data : null;
  const checks = manifest ? await reportedChecks(manifest, summary, entry.options ?? {}) : [];
  const simulated =
    summary.recordings.some(({ recording }) => recording.modality.startsWith("simulated")) ||
    summary.connectomes.some(({ method }) => method === "simulation");
  return { entry, manifest, summary, checks, simulated };
}

/** One part of the section on a dataset. */
interface Part {
  /** Begins its id, before the dataset's. */
  readonly name: string;
  readonly title: string;
  has(dataset: ReportedDataset): boolean;
  content(dataset: ReportedDataset, drawing: DatasetDrawing): Html | Promise<Html>;
}

const hasRecordings = ({ summary }: ReportedDataset) => summary.recordings.length > 0;
const hasWiring = ({ summary }: ReportedDataset) => summary.connectomes.length > 0;
const hasRdms = ({ summary }: ReportedDataset) => summary.rdms.length > 0;
const hasVolumes = ({ summary }: ReportedDataset) => summary.volumes.length > 0;
const hasManifest = ({ manifest }: ReportedDataset) => manifest !== null;

const parts: readonly Part[] = [
  {
    name: "loaded",
    title: "What was loaded",
    has: () => true,
    content: ({ summary: { recordings, quantities, connectomes, rdms, volumes, volumeSamples } }) => {
      const ofRecordings = [recordingsTable(recordings), quantitiesTable(quantities)];
      const ofWiring = connectomes.length > 0 ? connectomesTable(connectomes) : "";
      const ofVolumes = volumes.length > 0 ? volumesTable(volumes) : "";
      const ofSamples = volumeSamples.length > 0 ? volumeSamplesTable(volumeSamples) : "";
      const ofRdms = rdms.length > 0 ? rdmsTable(rdms) : "";
      return html`${recordings.length > 0 ? ofRecordings : ""}${ofWiring}${ofRdms}${ofSamples}${ofVolumes}`;
    },
  },
  {
    name: "identified",
    title: "Which neurons were identified",
    has: (dataset) => hasRecordings(dataset) && aboutNeurons(dataset.summary.recordings),
    content: ({ summary, entry }, { document, signal }) =>
      coverageFigure(summary.tables, { document, datasetId: entry.value, ...(signal ? { signal } : {}) }),
  },
  {
    name: "activity",
    title: "Activity",
    has: hasRecordings,
    content: ({ summary, entry }, drawing) =>
      recordingFigures(summary.tables, { ...drawing, datasetId: entry.value, recordings: summary.recordings }),
  },
  {
    name: "connections",
    title: "Connections",
    has: hasWiring,
    content: ({ summary, entry }, drawing) =>
      connectomeFigures(summary.tables, summary, { ...drawing, datasetId: entry.value }),
  },
  {
    name: "dissimilarities",
    title: "Dissimilarities",
    has: hasRdms,
    content: ({ summary, entry }, drawing) =>
      rdmFigures(summary.tables, summary, { ...drawing, datasetId: entry.value }),
  },
  {
    name: "instances",
    title: "Labelled instances",
    has: hasVolumes,
    content: ({ summary, entry }, drawing) =>
      volumeFigures(summary.tables, summary, { ...drawing, datasetId: entry.value }),
  },
  { name: "checks", title: "Checks", has: hasManifest, content: ({ checks }) => checksSection(checks) },
  { name: "findings", title: "Findings", has: () => true, content: ({ summary }) => findingsSection(summary.findings) },
  { name: "caveats", title: "Caveats", has: hasManifest, content: ({ manifest }) => caveatsSection(manifest!) },
  {
    name: "cite",
    title: "Please cite",
    has: hasManifest,
    content: ({ manifest }) => citationsSection(manifest!, cite(manifest!).bibtex),
  },
  {
    name: "provenance",
    title: "Provenance",
    has: () => true,
    content: ({ entry, manifest, summary }) => provenanceSection(entry, sourceFiles(entry, manifest, summary)),
  },
];

/** A dataset in the contents of the page, with links to its parts. */
export function datasetLinks(dataset: ReportedDataset): Html {
  const { manifest, entry } = dataset;
  const links = parts
    .filter((part) => part.has(dataset))
    .map(({ name, title }) => html`<a href="#${name}-${entry.value}">${title}</a>\n`);
  return html`<li><a href="#dataset-${entry.value}">${manifest?.title ?? entry.value}</a><br><small>${links}</small></li>\n`;
}

/** Says that data were made by a program. */
export function simulatedBanner(datasets: readonly string[]): Html {
  return html`<p class="banner" role="note">Simulated: the data of ${datasets.join(", ")} were made by a program from a stated model. No animal was measured.</p>`;
}

/**
 * What a dataset is, what was loaded of it, drawings, checks, findings, caveats, citations, provenance; of parts that it
 * has none of, such as recordings in a dataset of wiring, nothing.
 */
export async function datasetSection(
  dataset: ReportedDataset,
  { several, ...drawing }: DatasetDrawing & { /** Whether the page has more datasets. */ readonly several: boolean },
): Promise<Html> {
  const { entry, manifest, simulated } = dataset;
  const id = entry.value;
  const content: Html[] = [];
  for (const part of parts.filter((one) => one.has(dataset))) {
    content.push(html`<h3 id="${part.name}-${id}">${part.title}</h3>\n${await part.content(dataset, drawing)}\n`);
  }
  return html`<section aria-labelledby="dataset-${id}">
<h2 id="dataset-${id}">${manifest?.title ?? id}</h2>
${simulated && several ? simulatedBanner([id]) : ""}
${manifest ? factsSection(manifest) : html`<p>The folder holds no manifest of ${id}.</p>`}
${content}</section>
`;
}
