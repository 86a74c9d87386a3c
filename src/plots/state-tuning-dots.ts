import { EmptyResultError } from "../errors.js";
import { classNamed } from "../signals/pair-correlations.js";
import { mean } from "../stats/mean.js";
import { groupRows } from "../tables/group-rows.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import { quantityName } from "./channel-label.js";
import { labelColours } from "./colours.js";
import { counted } from "./counted.js";
import { type DotRow, dotRows } from "./dot-rows.js";
import { figure } from "./figure.js";
import { swatchLegend } from "./legend.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";

type Tuning = AnalysisRow<"state_tuning"> & { readonly auc: number; readonly name: string };

/** Classes drawn of each contrast, where none are asked for. */
const mostClasses = 24;
/** Contrasts drawn; more need a result of their own. */
const mostContrasts = 3;
const alpha = 0.05;

/**
 * Tuning of neuron classes to states, from the results of `state-tuning`: for each contrast a panel, in it a row per
 * class and a dot per trace at its area under the ROC curve, coloured by dataset, filled where q ≤ 0.05, with a bar at
 * the mean of each dataset. Classes are sorted by their mean; without a choice those furthest from one half are drawn.
 *
 * Values: `contrast`, `neuron_class`, `name`, `dataset_id`, `recording_id`, `auc`, `q_value`.
 * Throws an EmptyResultError where no named neuron has a result.
 */
export async function stateTuningDots(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "state-tuning", analysis, datasetId, neurons, signal } = options;
  const where = datasetId === undefined ? {} : { dataset_id: datasetId };
  const rows = await readAnalysis(reader, "state_tuning", { operation: "state-tuning", analysis, where, signal });
  const isWanted = (name: string) => !neurons || neurons.includes(name) || neurons.includes(classNamed(name));
  const usable = rows.filter((row): row is Tuning => row.name !== null && row.auc !== null && isWanted(row.name));
  if (usable.length === 0) throw new EmptyResultError({ what: "named neurons in state_tuning" });
  const all = [...groupRows(usable, contrastOf)];
  const contrasts = all.slice(0, mostContrasts);
  const colours = labelColours(usable.map(({ dataset_id }) => dataset_id));
  const drawn = contrasts.map(([contrast, own]) => ({ contrast, classes: chosenClasses(own, neurons !== undefined) }));
  const legend = [...colours].map(([label, colour]) => ({ label, colour }));
  const panels = drawn.map(({ contrast, classes }) =>
    dotRows(classes.map(rowOf), {
      ...{ document, width, colours, domain: [0, 1], reference: 0.5, ticks: [0, 0.25, 0.5, 0.75, 1] },
      ...{ heading: contrast, axis: "chance that a sample of the first state is the larger one (ROC area)" },
    }),
  );
  const animals = new Set(usable.map(({ dataset_id, recording_id }) => `${dataset_id}/${recording_id}`)).size;
  const quantities = [...new Set(usable.map(({ quantity }) => quantityName(quantity)))].sort();
  const title = `Tuning of ${quantities.join(", ")} to states in ${counted(animals, "recording")}`;
  const description =
    `Rows are neuron classes, dots their traces in ${counted(animals, "recording")}; right of the line the trace is ` +
    `higher in the first state. Filled: q ≤ ${alpha} by circular shifts. Bars: mean of a dataset.` +
    leftOut(all, drawn);
  const svg = figure([swatchLegend(legend, { document, width, left: 0 }), ...panels], {
    ...{ document, width, id, title, description },
  });
  return { svg, title, description, values: plottedValues(drawn) };
}

/** What a figure of this size does not show. */
function leftOut(
  all: readonly (readonly [string, readonly Tuning[]])[],
  drawn: readonly { readonly classes: readonly NeuronClass[] }[],
): string {
  const classes = drawn.map(({ classes }, index) => {
    const of = new Set(all[index]![1].map(({ name }) => classNamed(name))).size;
    return classes.length < of ? `${classes.length} of ${of}` : "";
  });
  const shown = [...new Set(classes)].filter((text) => text !== "");
  const some = shown.length > 0 ? ` Shown are ${shown.join(" and ")} classes, those furthest from the line.` : "";
  return drawn.length < all.length ? `${some} ${drawn.length} of ${all.length} contrasts are shown.` : some;
}

function contrastOf({ state, against }: Row<"state_tuning">): string {
  return `${state} against ${against}`;
}

type NeuronClass = readonly [string, readonly Tuning[]];

/** Classes by their mean area, largest first; without a choice of neurons those furthest from one half. */
function chosenClasses(rows: readonly Tuning[], chosen: boolean): readonly NeuronClass[] {
  const areaOf = ([, own]: NeuronClass) => mean(own.map(({ auc }) => auc));
  // a class seen once says little about animals
  const classes = [...groupRows(rows, ({ name }) => classNamed(name))];
  const often = classes.filter(([, own]) => chosen || new Set(own.map(({ recording_id }) => recording_id)).size > 1);
  const candidates = often.length > 0 ? often : classes;
  return candidates
    .sort((a, b) => Math.abs(areaOf(b) - 0.5) - Math.abs(areaOf(a) - 0.5))
    .slice(0, chosen ? candidates.length : mostClasses)
    .sort((a, b) => areaOf(b) - areaOf(a));
}

function rowOf([label, rows]: NeuronClass): DotRow {
  const dots = rows.map(({ auc, dataset_id, q_value }) => ({
    x: auc,
    group: dataset_id,
    filled: q_value !== null && q_value <= alpha,
  }));
  const means = [...groupRows(rows, ({ dataset_id }) => dataset_id)].map(([group, own]) => ({
    group,
    x: mean(own.map(({ auc }) => auc)),
  }));
  return { label, dots, means };
}

function plottedValues(drawn: readonly { readonly contrast: string; readonly classes: readonly NeuronClass[] }[]) {
  const rows = drawn.flatMap(({ contrast, classes }) =>
    classes.flatMap(([neuronClass, own]) => own.map((row) => ({ ...row, contrast, neuronClass }))),
  );
  return {
    contrast: rows.map(({ contrast }) => contrast),
    neuron_class: rows.map(({ neuronClass }) => neuronClass),
    name: rows.map(({ name }) => name),
    dataset_id: rows.map(({ dataset_id }) => dataset_id),
    recording_id: rows.map(({ recording_id }) => recording_id),
    auc: Float64Array.from(rows, ({ auc }) => auc),
    q_value: Float64Array.from(rows, ({ q_value }) => q_value ?? Number.NaN),
  };
}
