import { EmptyResultError } from "../errors.js";
import { labelCoverage, readCoverage } from "../plots/label-coverage.js";
import type { PlotResult } from "../plots/plot-result.js";
import { recordingPlots } from "../plots/plots.js";
import { readRecordingView } from "../plots/recording-view.js";
import { svgText } from "../plots/tidy-svg.js";
import type { TableReader } from "../tables/table-reader.js";
import { hasActivity } from "./activity-counts.js";
import type { RecordingSummary } from "./dataset-summary.js";
import { type Html, html, trustedHtml } from "./html.js";

/** What is drawn of a dataset. */
export interface PlotsSectionOptions {
  readonly document: Document;
  readonly datasetId: string;
  readonly recordings: readonly RecordingSummary[];
  /** Recordings that are drawn, those with most named neurons. */
  readonly most: number;
  readonly signal?: AbortSignal;
}

/** A plot with its description as the caption. */
export function plotFigure(plot: PlotResult): Html {
  return html`<figure><div class="drawing" tabindex="0" role="region" aria-label="${plot.title}">${trustedHtml(svgText(plot.svg))}</div>
<figcaption>${plot.description}</figcaption></figure>
`;
}

/** Which neurons were identified where; nothing where the dataset has no identities. */
export async function coverageFigure(
  reader: TableReader,
  options: Pick<PlotsSectionOptions, "document" | "datasetId" | "signal">,
): Promise<Html> {
  const { document, datasetId, signal } = options;
  const coverage = await readCoverage(reader, { datasetId, ...(signal ? { signal } : {}) });
  if (coverage.cells.length === 0) return html`<p>No neuron of these recordings has a name or a class.</p>`;
  return plotFigure(labelCoverage(coverage, { document, id: `${idOf(datasetId)}-label-coverage` }));
}

/** A plot with its description, or nothing where there is nothing to draw, such as correlations of no neurons. */
export async function figureIfAny(draw: () => PlotResult | Promise<PlotResult>): Promise<Html> {
  try {
    return plotFigure(await draw());
  } catch (error) {
    if (error instanceof EmptyResultError) return html``;
    throw error;
  }
}

/** Every plot of the recordings that are drawn: heat map, traces, spikes, correlations. */
export async function recordingFigures(reader: TableReader, options: PlotsSectionOptions): Promise<Html> {
  const { document, datasetId, recordings, most, signal } = options;
  const drawable = recordings.filter(hasActivity);
  const chosen = [...drawable.keys()]
    .sort((a, b) => drawable[b]!.named - drawable[a]!.named || a - b)
    .slice(0, most)
    .sort((a, b) => a - b)
    .map((index) => drawable[index]!.recording.recording_id);
  const sections: Html[] = [];
  for (const recordingId of chosen) {
    const view = await readRecordingView(reader, { recordingId, datasetId, ...(signal ? { signal } : {}) });
    const id = `${idOf(datasetId)}-${sections.length + 1}`;
    const figures: Html[] = [];
    for (const [kind, { draw }] of Object.entries(recordingPlots)) {
      figures.push(await figureIfAny(() => draw(view, { document, id: `${id}-${kind}` })));
    }
    sections.push(html`<h4>${recordingId}</h4>\n${figures}`);
  }
  const others = drawable.length - chosen.length;
  const rest =
    others === 0
      ? ""
      : html`<p>${others} more of ${drawable.length} recordings are not drawn here; <code>neuroloom plot</code> draws them.</p>`;
  return html`${sections}${rest}`;
}

/** A dataset's id as the beginning of ids: they stand in url(#…) of drawings, where only plain characters are safe. */
export function idOf(datasetId: string): string {
  return datasetId.replace(/[^A-Za-z0-9_-]/g, "_");
}
