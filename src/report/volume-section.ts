import { tablePlots } from "../plots/plots.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import type { DatasetSummary } from "./dataset-summary.js";
import { folded } from "./folded.js";
import { groupBy } from "./group-by.js";
import { breakable, type Html, html } from "./html.js";
import { figureIfAny, idOf, type PlotsSectionOptions } from "./plots-section.js";
import { amount, dataTable, type TableColumn } from "./table.js";

const notStated = "not stated";

/** The label volumes of a dataset: whose labels, how large, how they are stored. */
export function volumesTable(volumes: readonly Row<"volumes">[]): Html {
  const table = dataTable<Row<"volumes">>(
    "Label volumes",
    [
      { title: "sample", cell: ({ sample }) => breakable(sample) },
      { title: "labels", cell: ({ role }) => role },
      { title: "labelled", cell: ({ labelling }) => labelling ?? notStated },
      { title: "part", cell: ({ split }) => split ?? notStated },
      { title: "z × y × x", cell: ({ shape_z, shape_y, shape_x }) => `${shape_z} × ${shape_y} × ${shape_x}` },
      { title: "edges, µm", cell: edgesOf },
      { title: "instances", number: true, cell: ({ n_instances }) => amount(n_instances) },
      { title: "voxels", number: true, cell: ({ foreground_voxels }) => amount(foreground_voxels) },
      {
        title: "stored as",
        cell: ({ dtype, chunks, codec }) => breakable([dtype, chunks, codec].filter(Boolean).join(", ")),
      },
    ],
    volumes,
  );
  return folded(`All ${volumes.length} label volumes`, volumes.length, table);
}

/** How many samples a benchmark lists, by labelling and part. */
export function volumeSamplesTable(samples: readonly Row<"volume_samples">[]): Html {
  const groups = groupBy(samples, ({ benchmark, labelling, split }) => JSON.stringify([benchmark, labelling, split]));
  return dataTable<readonly Row<"volume_samples">[]>(
    "Samples of the benchmark",
    [
      { title: "benchmark", cell: ([first]) => first!.benchmark },
      { title: "labelled", cell: ([first]) => first!.labelling },
      { title: "part", cell: ([first]) => first!.split },
      { title: "samples", number: true, cell: (group) => amount(group.length) },
    ],
    [...groups.values()],
  );
}

/** Projections and a table of the instances of the first volumes, ground truth before predictions. */
export async function volumeFigures(
  reader: TableReader,
  { volumes }: Pick<DatasetSummary, "volumes">,
  { document, datasetId, most, signal }: Omit<PlotsSectionOptions, "recordings">,
): Promise<Html> {
  const ranked = volumes.toSorted((a, b) => Number(a.role === "prediction") - Number(b.role === "prediction"));
  const chosen = ranked.slice(0, most);
  const sections: Html[] = [];
  for (const { volume_id: volumeId } of chosen) {
    const id = `${idOf(datasetId)}-volume-${sections.length + 1}`;
    const place = { document, datasetId, volumeId, id, ...(signal ? { signal } : {}) };
    const figure = await figureIfAny(() => tablePlots["volume-projection"]!.draw(reader, place));
    const instances = await instancesTable(reader, { dataset_id: datasetId, volume_id: volumeId }, signal);
    sections.push(html`<h4>${breakable(volumeId)}</h4>\n${figure}${instances}`);
  }
  const others = volumes.length - chosen.length;
  const rest =
    others === 0
      ? ""
      : html`<p>${others} more of ${volumes.length} volumes are not drawn here; <code>neuroloom plot</code> draws them.</p>`;
  return html`${sections}${rest}`;
}

const columns: readonly TableColumn<Row<"instances">>[] = [
  { title: "instance", number: true, cell: ({ instance }) => String(instance) },
  { title: "channel", number: true, cell: ({ channel }) => String(channel) },
  { title: "voxels", number: true, cell: ({ voxels }) => amount(voxels) },
  { title: "volume, µm³", number: true, cell: ({ volume_um3 }) => amount(volume_um3) },
  { title: "box z", cell: ({ z_min, z_max }) => `${z_min}–${z_max}` },
  { title: "box y", cell: ({ y_min, y_max }) => `${y_min}–${y_max}` },
  { title: "box x", cell: ({ x_min, x_max }) => `${x_min}–${x_max}` },
  { title: "pieces", number: true, cell: ({ components_26 }) => amount(components_26) },
  { title: "shared voxels", number: true, cell: ({ overlap_voxels }) => amount(overlap_voxels) },
  { title: "remarks", cell: remarksOf },
];

async function instancesTable(
  reader: TableReader,
  where: { readonly dataset_id: string; readonly volume_id: string },
  signal?: AbortSignal,
): Promise<Html> {
  if (!reader.tables.includes("instances")) return html``;
  const rows: Row<"instances">[] = [];
  for await (const batch of reader.read("instances", { where, ...(signal ? { signal } : {}) })) {
    rows.push(...rowsOf({ ...batch, table: "instances" }));
  }
  if (rows.length === 0) return html``;
  const table = dataTable(`Instances of ${where.volume_id}`, columns, rows.slice(0, mostInstances));
  const others = rows.length - mostInstances;
  const rest = others > 0 ? html`<p>${others} more are in the table <code>instances</code>.</p>` : "";
  return folded(`All ${Math.min(rows.length, mostInstances)} instances`, rows.length, html`${table}${rest}`);
}

/** Instances that the page tells of each volume. */
const mostInstances = 200;

function remarksOf({ is_dim, touches_border }: Row<"instances">): string {
  return [is_dim ? "dim" : "", touches_border ? "at the border" : ""].filter(Boolean).join(", ");
}

function edgesOf({ voxel_z_um: z, voxel_y_um: y, voxel_x_um: x }: Row<"volumes">): string {
  if (z === null || y === null || x === null) return notStated;
  return z === y && y === x ? String(z) : `${z} × ${y} × ${x}`;
}
