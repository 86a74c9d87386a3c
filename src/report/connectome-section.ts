import { EmptyResultError } from "../errors.js";
import { tablePlots } from "../plots/plots.js";
import { type ConnectomeRow, connectomeRows } from "../tables/read-connectomes.js";
import type { TableReader } from "../tables/table-reader.js";
import { groupBy } from "./group-by.js";
import { breakable, type Html, html } from "./html.js";
import { plotFigure } from "./plots-section.js";
import { amount, dataTable } from "./table.js";

/** Annotations that are drawn, one of each dataset; a folder may hold dozens. */
const most = 3;

/**
 * The annotations of the wiring in a folder: what each counts, in which unit, which of them share animals, and pictures of
 * the one with most edges of each dataset; nothing where there are none.
 */
export async function connectomeSection(
  reader: TableReader,
  options: { readonly document: Document; readonly signal?: AbortSignal },
): Promise<Html> {
  if (!reader.tables.includes("connectomes")) return html``;
  const { document, signal } = options;
  const rows = await connectomeRows(reader, { signal });
  if (rows.length === 0) return html``;
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
    rows,
  );
  const simulated = [...new Set(rows.filter(({ method }) => method === "simulation").map((row) => row.dataset_id))];
  const figures: Html[] = [];
  const drawn = [...groupBy(rows, ({ dataset_id }) => dataset_id).values()].slice(0, most).map(largest);
  for (const { dataset_id: datasetId, connectome_id: connectomeId } of drawn) {
    figures.push(html`<h3>${connectomeId}</h3>\n`);
    for (const kind of ["adjacency-matrix", "node-link"]) {
      const id = `connectome-${figures.length}-${kind}`;
      figures.push(
        await drawnFigure(reader, kind, { document, datasetId, connectomeId, id, ...(signal ? { signal } : {}) }),
      );
    }
  }
  const drawOptions = { document, id: "connectome-degrees", ...(signal ? { signal } : {}) };
  figures.push(await drawnFigure(reader, "degree-distributions", drawOptions));
  const left = rows.length - drawn.length;
  const rest =
    left > 0
      ? html`<p>${left} more annotations are not drawn as matrices; <code>neuroloom plot</code> draws them.</p>`
      : "";
  return html`<section aria-labelledby="wiring"><h2 id="wiring">Wiring</h2>
${simulated.length > 0 ? html`<p class="banner" role="note">Simulated: the wiring of ${simulated.join(", ")} was made by a program from a stated model. No animal was looked at.</p>` : ""}
<p>Weights of different units are not comparable, and annotations of the same animals are not independent.</p>
${table}${figures}${rest}</section>
`;
}

async function drawnFigure(
  reader: TableReader,
  kind: string,
  options: Parameters<NonNullable<(typeof tablePlots)[string]>["draw"]>[1],
): Promise<Html> {
  try {
    return plotFigure(await tablePlots[kind]!.draw(reader, options));
  } catch (error) {
    // no edge with two settled names, or no chemical and gap edges, for example
    if (error instanceof EmptyResultError) return html``;
    throw error;
  }
}

function largest(rows: readonly ConnectomeRow[]): ConnectomeRow {
  return rows.reduce((most, row) => (row.n_edges > most.n_edges ? row : most));
}
