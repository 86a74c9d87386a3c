import { EmptyResultError } from "../errors.js";
import { combineCorrelations } from "../stats/fisher-z.js";
import { animalsOf } from "../tables/animals-of.js";
import { groupRows } from "../tables/group-rows.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { labelColours } from "./colours.js";
import { counted } from "./counted.js";
import { type DotRow, dotRows } from "./dot-rows.js";
import { figure } from "./figure.js";
import { swatchLegend } from "./legend.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";

type Group = AnalysisRow<"connection_groups"> & { readonly mean_r: number };

/** Annotations drawn, each a panel. */
const mostConnectomes = 4;
const order = ["none", "chemical", "gap", "both"];

/**
 * Correlations of neuron pairs by what connects them, from the result of `correlation-connection`: a panel per
 * annotation, a row per kind of connection, a dot per animal at its mean correlation (by Fisher's z), coloured by
 * dataset, with a bar at the mean of each dataset.
 *
 * Values: `connectome_id`, `connection`, `dataset_id`, `mean_r`, one row per dot.
 * Throws an EmptyResultError where no group has a pair.
 */
export async function connectionCorrelations(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "connection-correlations", analysis, datasetId, connectomeId, signal } = options;
  const where = {
    ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
    ...(connectomeId === undefined ? {} : { connectome_id: connectomeId }),
  };
  const found = await readAnalysis(reader, "connection_groups", {
    operation: "correlation-connection",
    analysis,
    where,
    signal,
  });
  const rows = found.filter((row): row is Group => row.mean_r !== null);
  if (rows.length === 0) throw new EmptyResultError({ what: "pairs with a correlation in connection_groups" });
  const animalOf = await animalsOf(reader, signal);
  const annotations = [
    ...groupRows(rows, ({ connectome_dataset_id, connectome_id }) => `${connectome_dataset_id}/${connectome_id}`),
  ];
  const colours = labelColours(rows.map(({ dataset_id }) => dataset_id));
  const means = rows.map(({ mean_r }) => mean_r);
  const edge = (value: number, up: boolean) => (up ? Math.ceil(value * 10 + 0.2) : Math.floor(value * 10 - 0.2)) / 10;
  const domain = [Math.min(0, edge(Math.min(...means), false)), Math.max(0.1, edge(Math.max(...means), true))] as const;
  const drawn = annotations
    .slice(0, mostConnectomes)
    .map(([heading, own]) => ({ heading, own, dots: rowsOf(own, animalOf) }));
  const panels = drawn.map(({ heading, dots }) =>
    dotRows(
      dots.map(({ row }) => row),
      { document, width, colours, domain, reference: 0, heading, axis: "mean correlation of the pairs (Fisher’s z)" },
    ),
  );
  const animals = new Set(rows.map(animalOf)).size;
  const left = annotations.length - drawn.length;
  const title = `Correlation by connection in ${counted(animals, "animal")}`;
  const description =
    `Rows are pairs of identified neurons by what connects them in whatever direction, dots the ${counted(animals, "animal")} ` +
    `at their mean correlation, bars the mean of a dataset${left > 0 ? `; ${counted(left, "more annotation")} not drawn` : ""}.`;
  const legend = [...colours].map(([label, colour]) => ({ label, colour }));
  const svg = figure([swatchLegend(legend, { document, width, left: 0 }), ...panels], {
    document,
    width,
    id,
    title,
    description,
  });
  const flat = drawn.flatMap(({ heading, dots }) =>
    dots.flatMap(({ connection, row }) => row.dots.map(({ x, group }) => ({ heading, connection, x, group }))),
  );
  const values = {
    connectome_id: flat.map(({ heading }) => heading.slice(heading.indexOf("/") + 1)),
    connection: flat.map(({ connection }) => connection),
    dataset_id: flat.map(({ group }) => group),
    mean_r: Float64Array.from(flat, ({ x }) => x),
  };
  return { svg, values, title, description };
}

function rowsOf(rows: readonly Group[], animalOf: (row: Group) => string) {
  return order.flatMap((connection): { readonly connection: string; readonly row: DotRow }[] => {
    const own = rows.filter((row) => row.connection === connection);
    if (own.length === 0) return [];
    const byDataset = [...groupRows(own, ({ dataset_id }) => dataset_id)].map(([group, inDataset]) => {
      const animals = [...groupRows(inDataset, animalOf).values()];
      return { group, values: animals.map((one) => combineCorrelations(one.map(({ mean_r }) => mean_r)).r) };
    });
    const dots = byDataset.flatMap(({ group, values }) => values.map((x) => ({ x, group })));
    const means = byDataset.map(({ group, values }) => ({ group, x: combineCorrelations(values).r }));
    return [{ connection, row: { label: connection, dots, means } }];
  });
}
