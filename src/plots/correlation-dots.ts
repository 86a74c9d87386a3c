import { EmptyResultError } from "../errors.js";
import { correlationByAnimal, type PairCorrelation, pairCorrelations } from "../signals/pair-correlations.js";
import { combineCorrelations } from "../stats/fisher-z.js";
import { animalsOf } from "../tables/animals-of.js";
import { groupRows } from "../tables/group-rows.js";
import { readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { labelColours } from "./colours.js";
import { counted } from "./counted.js";
import { type DotRow, dotRows } from "./dot-rows.js";
import { figure } from "./figure.js";
import { swatchLegend } from "./legend.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";

/** Command neurons of reversal and forward movement. */
const commandClasses = ["AVA", "AVE", "RIM", "AIB", "RIB", "AVB"];

interface DrawnPair extends DotRow {
  readonly pair: readonly [string, string];
  readonly r: number;
}

/**
 * Correlations of pairs of neuron classes across animals and labs, from the results of `correlation`: a row per pair, a
 * dot per animal (the mean by Fisher's z over its members of the two classes), coloured by dataset, with a bar at the
 * mean of each dataset. Left and right of one class come first, other pairs follow by their mean.
 *
 * Values: `class_a`, `class_b`, `dataset_id`, `r`, one row per dot.
 * Throws an EmptyResultError where no pair of the classes has a correlation.
 */
export async function correlationDots(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "correlation-dots", analysis, datasetId, signal } = options;
  const where = datasetId === undefined ? {} : { dataset_id: datasetId };
  const found = await readAnalysis(reader, "correlations", { operation: "correlation", analysis, where, signal });
  const names = options.neurons ?? commandClasses;
  const pairs = pairCorrelations(found, { names, level: "class" });
  if (pairs.length === 0) throw new EmptyResultError({ what: `correlations among ${names.join(", ")}` });
  const animalOf = await animalsOf(reader, signal);
  const rows = [...groupRows(pairs, ({ pair }) => JSON.stringify(pair)).values()]
    .map((own): DrawnPair => {
      const byDataset = [...groupRows(own, ({ dataset_id }) => dataset_id)].map(
        ([group, rows]) => [group, correlationByAnimal(rows, animalOf)] as const,
      );
      const dots = byDataset.flatMap(([group, values]) => values.map((x) => ({ x, group })));
      const means = byDataset.map(([group, values]) => ({ group, x: combineCorrelations(values).r }));
      const r = combineCorrelations(dots.map(({ x }) => x)).r;
      return { pair: own[0]!.pair, label: labelOf(own[0]!), dots, means, r };
    })
    .sort((a, b) => Number(isOneClass(b)) - Number(isOneClass(a)) || b.r - a.r);
  const colours = labelColours(pairs.map(({ dataset_id }) => dataset_id));
  const animals = new Set(pairs.map(animalOf)).size;
  const title = `Correlations of ${counted(rows.length, "pair")} of classes in ${counted(animals, "animal")}`;
  const description =
    "Pearson correlation at native samples. Rows are pairs of neuron classes, L–R the two members of one class; dots " +
    `are the ${counted(animals, "animal")}, bars the mean of a dataset by Fisher’s z.`;
  const legend = [...colours].map(([label, colour]) => ({ label, colour }));
  const panels = [
    swatchLegend(legend, { document, width, left: 0 }),
    dotRows(rows, {
      ...{ document, width, colours, domain: [-1, 1], reference: 0, axis: "correlation r" },
      ticks: [-1, -0.5, 0, 0.5, 1],
    }),
  ];
  const svg = figure(panels, { document, width, id, title, description });
  const drawn = rows.flatMap(({ pair, dots }) => dots.map((dot) => ({ pair, ...dot })));
  const values = {
    class_a: drawn.map(({ pair }) => pair[0]),
    class_b: drawn.map(({ pair }) => pair[1]),
    dataset_id: drawn.map(({ group }) => group),
    r: Float64Array.from(drawn, ({ x }) => x),
  };
  return { svg, values, title, description };
}

function isOneClass({ pair: [a, b] }: Pick<PairCorrelation, "pair">): boolean {
  return a === b;
}

function labelOf(row: PairCorrelation): string {
  return isOneClass(row) ? `${row.pair[0]} L–R` : row.pair.join("–");
}
