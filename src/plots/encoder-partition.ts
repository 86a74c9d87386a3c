import { mean } from "../stats/mean.js";
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
import { textLines } from "./text-lines.js";

/**
 * What feature spaces explain alone and together, from the results of `partition`: a row per part, a dot per target, a
 * bar at the mean of each dataset, and the means as numbers.
 *
 * Values: `part`, `kind`, `dataset_id`, `fit_id`, `target`, `value`.
 */
export async function encoderPartition(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "encoder-partition", analysis, datasetId, signal } = options;
  const where = { aggregate: "target", ...(datasetId === undefined ? {} : { dataset_id: datasetId }) };
  const rows = await readAnalysis(reader, "encoder_partitions", { operation: "partition", analysis, where, signal });
  const colours = labelColours(rows.map(({ dataset_id }) => dataset_id));
  // single spaces first, the sum last
  const placeOf = ({ kind, n_spaces }: (typeof rows)[number]) =>
    kind === "total" ? Number.POSITIVE_INFINITY : n_spaces;
  const parts = [
    ...groupRows(
      [...rows].sort((a, b) => placeOf(a) - placeOf(b)),
      ({ part }) => part,
    ),
  ].sort(([, [a]], [, [b]]) => placeOf(a!) - placeOf(b!) || 0);
  const names = new Map(
    parts.map(([part, [first]], index) => [part, first!.kind === "total" ? "all" : `${letterOf(index)}`]),
  );
  const drawn = parts.map(([part, own]): DotRow => {
    const means = [...groupRows(own, ({ dataset_id }) => dataset_id)];
    return {
      label: names.get(part)!,
      dots: own.map(({ value, dataset_id }) => ({ x: value, group: dataset_id, filled: false })),
      means: means.map(([group, list]) => ({ group, x: mean(list.map(({ value }) => value)) })),
    };
  });
  const key = parts.map(([part, own]) => {
    const number = mean(own.map(({ value }) => value)).toFixed(4);
    return `${names.get(part)}: ${part === "all" ? "sum of the parts" : part.replaceAll("&", " and ")} (${own[0]!.kind}), mean ${number}`;
  });
  const values = rows.map(({ value }) => value);
  const domain = [Math.max(-1, Math.min(0, ...values)), Math.min(1, Math.max(0.1, ...values))] as const;
  const targets = parts[0]![1].length;
  const title = `What feature spaces explain of ${counted(targets, "target")}, alone and together`;
  const cut = values.some((value) => value < domain[0]) ? ` The axis ends at ${domain[0]}.` : "";
  const description =
    `Parts of R² of rows that were held out (${rows[0]!.folds}); dots: targets, bars: mean of a dataset. Parts of a target ` +
    `sum to what all spaces explain of it; a part below 0: spaces help each other, or noise rules. ${key.join("; ")}. ` +
    `Ceiling: ${[...new Set(rows.map(({ ceiling_note }) => ceiling_note))].join("; ")}.${cut}`;
  const legend = [...colours].map(([label, colour]) => ({ label, colour }));
  const panels = [
    ...key.map((line) => textLines(line, { document, width, fontSize: 10 })),
    swatchLegend(legend, { document, width, left: 0 }),
    dotRows(inside(drawn, domain), { document, width, colours, domain, reference: 0, axis: "part of R²" }),
  ];
  const svg = figure(panels, { document, width, id, title, description });
  return {
    ...{ svg, title, description },
    values: {
      part: rows.map(({ part }) => part),
      kind: rows.map(({ kind }) => kind),
      dataset_id: rows.map(({ dataset_id }) => dataset_id),
      fit_id: rows.map(({ fit_id }) => fit_id),
      target: rows.map(({ target }) => target),
      value: Float64Array.from(values),
    },
  };
}

function letterOf(index: number): string {
  return String.fromCharCode("a".charCodeAt(0) + index);
}

function inside(rows: readonly DotRow[], [low, high]: readonly [number, number]): readonly DotRow[] {
  return rows.map((row) => ({ ...row, dots: row.dots.filter(({ x }) => x >= low && x <= high) }));
}
