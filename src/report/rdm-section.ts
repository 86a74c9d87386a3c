import { tablePlots } from "../plots/plots.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import type { DatasetSummary } from "./dataset-summary.js";
import { folded } from "./folded.js";
import { groupBy } from "./group-by.js";
import { type Html, html } from "./html.js";
import { figureIfAny, idOf, type PlotsSectionOptions } from "./plots-section.js";
import { amount, dataTable } from "./table.js";

/** Matrices drawn beside each other. */
const mostDrawn = 12;

/** The dissimilarity matrices of a dataset by what they are of: measured regions, models, behaviour. */
export function rdmsTable(rdms: readonly Row<"rdms">[]): Html {
  const groups = [...groupsOf(rdms).values()];
  const numbers = (list: readonly Row<"rdms">[], of: (row: Row<"rdms">) => number) =>
    [...new Set(list.map(of))].map(amount).join(", ");
  const table = dataTable<readonly Row<"rdms">[]>(
    "Dissimilarity matrices",
    [
      { title: "of", cell: ([first]) => nameOf(first!) },
      { title: "kind", cell: (list) => list[0]!.kind },
      { title: "stimuli", cell: (list) => list[0]!.stimulus_set },
      { title: "dissimilarity", cell: (list) => list[0]!.dissimilarity ?? "not stated" },
      { title: "matrices", number: true, cell: (list) => amount(list.length) },
      { title: "conditions", number: true, cell: (list) => numbers(list, (row) => row.n_conditions) },
      { title: "unknown pairs", number: true, cell: (list) => numbers(list, (row) => row.n_unknown) },
    ],
    groups,
  );
  return folded(`All ${groups.length} kinds of matrices`, groups.length, table);
}

/** The first matrix of each kind beside each other, and a map of the conditions of the first one. */
export async function rdmFigures(
  reader: TableReader,
  { rdms }: Pick<DatasetSummary, "rdms">,
  { document, datasetId, signal }: Omit<PlotsSectionOptions, "recordings">,
): Promise<Html> {
  const shown = [...groupsOf(rdms).values()].slice(0, mostDrawn).map(([first]) => first!.rdm_id);
  const figures: Html[] = [];
  for (const [kind, ids] of [["rdm", shown] as const, ["rdm-map", shown.slice(0, 1)] as const]) {
    const id = `${idOf(datasetId)}-${kind}`;
    const place = { document, datasetId, rdms: ids, id, ...(signal ? { signal } : {}) };
    figures.push(await figureIfAny(() => tablePlots[kind]!.draw(reader, place)));
  }
  const others = rdms.length - shown.length;
  const rest =
    others === 0
      ? ""
      : html`<p>${others} more of ${rdms.length} matrices are not drawn here; <code>neuroloom plot</code> draws them.</p>`;
  return html`${figures}${rest}`;
}

function nameOf({ region, model, layer, task, title }: Row<"rdms">): string {
  return region ?? (model === null ? (task ?? title) : [model, layer].filter((word) => word !== null).join(", "));
}

function groupsOf(rdms: readonly Row<"rdms">[]): ReadonlyMap<string, readonly Row<"rdms">[]> {
  return groupBy(rdms, ({ kind, stimulus_set, region, model, layer, task, dissimilarity }) =>
    JSON.stringify([kind, stimulus_set, region, model, layer, task, dissimilarity]),
  );
}
