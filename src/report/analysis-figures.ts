import { EmptyResultError } from "../errors.js";
import { tablePlots } from "../plots/plots.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import { type Html, html } from "./html.js";
import { plotFigure } from "./plots-section.js";
import { scoreTables } from "./score-section.js";

/** Plots of the results of operations. */
const plotsOf: Readonly<Record<string, readonly string[]>> = {
  "state-tuning": ["state-tuning"],
  correlation: ["correlation-dots"],
  "neural-cycle": ["neural-cycle", "cycle-phases"],
  "correlation-connection": ["connection-correlations"],
  "layer-comparison": ["layer-overlap"],
  encode: ["encoder-scores", "encoder-map", "encoder-alphas", "encoder-weights", "encoder-predictions"],
  decode: ["encoder-scores", "encoder-predictions"],
  partition: ["encoder-partition"],
  "rsa-rdm": ["rdm", "rdm-movie", "rdm-map"],
  "rsa-evaluate": ["rdm-evaluation"],
  "rsa-topology": ["identification-map"],
  "rsa-searchlight": ["searchlight-map"],
  "spike-triggered-average": ["spike-triggered-average"],
  "score-instances": ["volume-scores", "volume-overlay"],
  skeletonize: ["skeleton-projections"],
};

/** Tables of the results of operations, before their plots. */
const tablesOf: Readonly<Record<string, typeof scoreTables>> = {
  "score-instances": scoreTables,
  "aggregate-scores": scoreTables,
};

/** Pictures at most; a folder may hold many results. */
const most = 8;

/** Pictures of the results in a folder, analysis by analysis; nothing of those that have none, or nothing to draw. */
export async function analysisFigures(
  reader: TableReader,
  options: { readonly document: Document; readonly signal?: AbortSignal },
): Promise<Html> {
  if (!reader.tables.includes("provenance")) return html``;
  const { signal } = options;
  const tables: { readonly analysis: string; readonly table: typeof scoreTables }[] = [];
  const wanted: { readonly analysis: string; readonly kind: string }[] = [];
  for await (const batch of reader.read("provenance", signal ? { signal } : {})) {
    for (const row of rowsOf({ ...batch, table: "provenance" })) {
      const { analysis_id: analysis } = row as typeof row & { readonly analysis_id: string };
      const table = tablesOf[row.operation];
      if (table) tables.push({ analysis, table });
      for (const kind of plotsOf[row.operation] ?? []) wanted.push({ analysis, kind });
    }
  }
  const figures: Html[] = [];
  for (const { analysis, table } of tables) {
    const content = await table(reader, analysis, signal);
    if (content.markup !== "") figures.push(html`<h3>${analysis}</h3>\n${content}`);
  }
  for (const { analysis, kind } of wanted.slice(0, most)) {
    const id = `analysis-${figures.length + 1}-${kind}`;
    try {
      const plot = await tablePlots[kind]!.draw(reader, { ...options, analysis, id });
      figures.push(html`<h3>${analysis}</h3>\n${plotFigure(plot)}`);
    } catch (error) {
      // correlations of other neurons than the ones that are drawn, for example
      if (!(error instanceof EmptyResultError)) throw error;
    }
  }
  const rest = wanted.length - most;
  return html`${figures}${rest > 0 ? html`<p>${rest} more are not drawn here; <code>neuroloom plot</code> draws them.</p>` : ""}`;
}
