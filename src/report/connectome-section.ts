import { tablePlots } from "../plots/plots.js";
import type { ConnectomeRow } from "../tables/read-connectomes.js";
import type { TableReader } from "../tables/table-reader.js";
import type { DatasetSummary } from "./dataset-summary.js";
import { folded } from "./folded.js";
import { groupBy } from "./group-by.js";
import { breakable, type Html, html } from "./html.js";
import { figureIfAny, idOf, type PlotsSectionOptions } from "./plots-section.js";
import { amount, dataTable } from "./table.js";

/** The annotations of the wiring in a dataset: what each counts, in which unit, and which of them share animals. */
export function connectomesTable(connectomes: readonly ConnectomeRow[]): Html {
  const table = dataTable<ConnectomeRow>(
    "Annotations of the wiring",
    [
      {
        title: "annotation",
        cell: ({ title, connectome_id }) => html`${title}<br><code>${breakable(connectome_id)}</code>`,
      },
      { title: "edition", cell: ({ edition }) => edition },
      {
        title: "sex, stage",
        cell: ({ sex, stage }) => [sex, stage].filter((word) => word !== null).join(", ") || "not stated",
      },
      { title: "unit of weights", cell: ({ weight_unit }) => weight_unit ?? "differs, or not stated" },
      { title: "cells", number: true, cell: ({ n_cells }) => amount(n_cells) },
      { title: "neurons", number: true, cell: ({ n_neurons }) => amount(n_neurons) },
      { title: "edges", number: true, cell: ({ n_edges }) => amount(n_edges) },
      { title: "animals", cell: ({ family }) => breakable(family) },
    ],
    connectomes,
  );
  const families = new Set(connectomes.map(({ family }) => family)).size;
  const shared =
    families < connectomes.length
      ? html`<p>Annotations with the same word under animals come from the same animals: they are no independent evidence.</p>`
      : "";
  return html`${folded(`All ${connectomes.length} annotations`, connectomes.length, table)}${shared}`;
}

/** Matrix and dots of the largest annotation of each family of animals, as many as are asked for. */
export async function connectomeFigures(
  reader: TableReader,
  { connectomes }: Pick<DatasetSummary, "connectomes">,
  { document, datasetId, most, signal }: Omit<PlotsSectionOptions, "recordings">,
): Promise<Html> {
  const ofFamilies = [...groupBy(connectomes, ({ family }) => family).values()].map(largest);
  const chosen = ofFamilies.sort((a, b) => b.n_edges - a.n_edges).slice(0, most);
  const sections: Html[] = [];
  for (const { connectome_id: connectomeId } of chosen) {
    const figures: Html[] = [];
    for (const kind of ["adjacency-matrix", "node-link"]) {
      const id = `${idOf(datasetId)}-wiring-${sections.length + 1}-${kind}`;
      const place = { document, datasetId, connectomeId, id, ...(signal ? { signal } : {}) };
      figures.push(await drawnFigure(reader, kind, place));
    }
    sections.push(html`<h4>${connectomeId}</h4>\n${figures}`);
  }
  const others = connectomes.length - chosen.length;
  const rest =
    others === 0
      ? ""
      : html`<p>${others} more of ${connectomes.length} annotations are not drawn here; <code>neuroloom plot</code> draws them.</p>`;
  return html`${sections}${rest}`;
}

/** All wiring of a folder beside each other; nothing where there is none. */
export async function wiringSection(
  reader: TableReader,
  connectomes: readonly ConnectomeRow[],
  { document, signal }: { readonly document: Document; readonly signal?: AbortSignal },
): Promise<Html> {
  if (connectomes.length === 0) return html``;
  const place = { document, id: "connectome-degrees", ...(signal ? { signal } : {}) };
  const degrees = await drawnFigure(reader, "degree-distributions", place);
  if (degrees.markup === "") return html``;
  return html`<section aria-labelledby="wiring"><h2 id="wiring">Wiring compared</h2>
<p>Weights of different units are not comparable, and annotations of the same animals are not independent.</p>
${degrees}</section>
`;
}

function drawnFigure(
  reader: TableReader,
  kind: string,
  options: Parameters<NonNullable<(typeof tablePlots)[string]>["draw"]>[1],
): Promise<Html> {
  // nothing to draw: no edge with two settled names, or no chemical and gap edges, for example
  return figureIfAny(() => tablePlots[kind]!.draw(reader, options));
}

function largest(rows: readonly ConnectomeRow[]): ConnectomeRow {
  return rows.reduce((most, row) => (row.n_edges > most.n_edges ? row : most));
}
