import * as Plot from "@observablehq/plot";
import { EmptyResultError } from "../errors.js";
import { groupRows } from "../tables/group-rows.js";
import { readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import { labelColours } from "./colours.js";
import { counted } from "./counted.js";
import { dotRows } from "./dot-rows.js";
import { figure, type Panel } from "./figure.js";
import { swatchLegend } from "./legend.js";
import { plotPanel } from "./panel.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";

/** Samples that are drawn; of more the table tells. */
const mostUnits = 30;

/** Names of the reference evaluation with the words of its paper. */
const overall = [
  ["avg_f1_cov_score", "S", "#0072b2"],
  ["avFscore", "avF1", "#e69f00"],
  ["avg_gt_skel_coverage", "C", "#009e73"],
] as const;

interface KnownScore {
  readonly unit: string;
  /** Without the part of the reference's file that it stands in. */
  readonly metric: string;
  readonly threshold: number | null;
  readonly instance: number | null;
  readonly element: number;
  readonly value: number;
}

/**
 * Scores of predicted instances against ground truth: for each sample S, the mean F1 over thresholds (avF1) and the coverage
 * C; F1 over the thresholds, a line per sample; how much of each instance of the ground truth is covered, a dot each.
 * Samples by S.
 *
 * Values: `sample`, `metric`, `threshold`, `instance`, `value`.
 * Throws an EmptyResultError where there are no scores with a value.
 */
export async function volumeScores(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "volume-scores", analysis, volumeId, signal } = options;
  const where = volumeId === undefined ? {} : { unit_id: volumeId };
  const rows = await readAnalysis(reader, "scores", { operation: "score-instances", analysis, where, signal });
  const known = rows.flatMap((row): KnownScore[] =>
    row.value === null ? [] : [{ ...knownScore(row), value: row.value }],
  );
  const scoreOf = (unit: string, metric: string) =>
    known.find((score) => score.unit === unit && score.metric === metric && score.threshold === null)?.value;
  const all = [...groupRows(known, ({ unit }) => unit).keys()];
  const units = all
    .map((unit) => ({ unit, s: scoreOf(unit, "avg_f1_cov_score") ?? -1 }))
    .sort((a, b) => b.s - a.s)
    .slice(0, mostUnits)
    .map(({ unit }) => unit);
  const drawn = known.filter(({ unit }) => units.includes(unit));
  const fscores = drawn.filter(({ metric, threshold }) => metric === "fscore" && threshold !== null);
  const coverages = drawn.filter(({ metric, instance }) => metric === "gt_skel_coverage" && instance !== null);
  const dots = units.map((unit) => ({
    label: unit,
    dots: overall.flatMap(([metric, group]) => {
      const x = scoreOf(unit, metric);
      return x === undefined ? [] : [{ x, group }];
    }),
    means: [],
  }));
  if (dots.every((row) => row.dots.length === 0) && fscores.length === 0 && coverages.length === 0) {
    throw new EmptyResultError({ what: "scores with a value", next: "run the operation score-instances first" });
  }
  const colours = new Map<string, string>(overall.map(([, name, colour]) => [name, colour]));
  const legend = [...colours].map(([name, colour]) => ({ label: overallWords[name]!, colour, shape: "dot" as const }));
  const nameWidth = Math.min(200, 16 + 5.8 * units.reduce((most, unit) => Math.max(most, unit.length), 8));
  const axis = { document, width, domain: [0, 1] as const, reference: 0, nameWidth };
  const covered = units.map((unit) => ({
    label: unit,
    dots: coverages
      .filter((one) => one.unit === unit)
      .map(({ value }) => ({ x: Math.min(1, value), group: "instance" })),
    means: meanOf(coverages.filter((one) => one.unit === unit)).map((x) => ({ x, group: "instance" })),
  }));
  // beyond twelve colours repeat
  const lines: ReadonlyMap<string, string> = units.length > 12 ? new Map() : labelColours(units);
  const protocols = [...new Set(rows.map(({ protocol }) => protocol))];
  const left = all.length - units.length;
  const description =
    `S = avF1 / 2 + C / 2; avF1: mean of F1 over the thresholds 0.1 to 0.9; C: mean share of the ground truth's skeletons that is covered. ` +
    `Protocol: ${protocols.join("; ")}.${left > 0 ? ` ${counted(left, "more sample")} not drawn.` : ""}`;
  const panels: Panel[] = [
    textLines(description, { document, width }),
    swatchLegend(legend, { document, width, left: 0 }),
    dotRows(dots, { ...axis, colours, axis: "score" }),
    ...(fscores.length > 0
      ? [fscorePanel(fscores, lines, { document, width, nameWidth }), lineLegend(lines, { document, width })]
      : []),
    ...(coverages.length > 0
      ? [
          dotRows(covered, {
            ...{ ...axis, colours: new Map([["instance", "#009e73"]]), axis: "covered share" },
            heading: "Coverage, a dot per instance of the ground truth, bar: mean",
          }),
        ]
      : []),
  ];
  const title = `Scores of ${counted(all.length, "sample")}`;
  const svg = figure(panels, { document, width, id, title, description });
  const values = [...drawn.filter(({ metric }) => overall.some(([name]) => name === metric)), ...fscores, ...coverages];
  return { svg, title, description, values: valuesOf(values) };
}

const overallWords: Readonly<Record<string, string>> = {
  S: "S",
  avF1: "avF1 (F1 over thresholds)",
  C: "C (coverage)",
};

function knownScore(row: Row<"scores">): Omit<KnownScore, "value"> {
  const { unit_id, metric, threshold, instance, element } = row;
  return { unit: unit_id, metric: metric.split(".").at(-1)!, threshold, instance, element };
}

function meanOf(scores: readonly KnownScore[]): readonly number[] {
  return scores.length === 0 ? [] : [scores.reduce((sum, { value }) => sum + value, 0) / scores.length];
}

function fscorePanel(
  scores: readonly KnownScore[],
  colours: ReadonlyMap<string, string>,
  place: { readonly document: Document; readonly width: number; readonly nameWidth: number },
): Panel {
  const { document, width, nameWidth } = place;
  const sorted = [...scores].sort((a, b) => a.threshold! - b.threshold!);
  const line = {
    x: "threshold",
    y: "value",
    z: "unit",
    stroke: ({ unit }: KnownScore) => colours.get(unit) ?? "#8a8a8a",
  };
  const isMany = colours.size === 0;
  return plotPanel(
    {
      x: { domain: [0, 1], label: "threshold", labelAnchor: "center", labelArrow: "none" },
      y: { domain: [0, 1], label: null, ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
        Plot.line(sorted, { ...line, strokeWidth: isMany ? 0.8 : 1.4 }),
        ...(isMany
          ? [Plot.line(meansOf(sorted), { x: "threshold", y: "value", stroke: "#0072b2", strokeWidth: 2.6 })]
          : [Plot.dot(sorted, { ...line, r: 2 })]),
        Plot.text([`F1 over the thresholds of a match${isMany ? ", a line per sample, blue: mean" : ""}`], {
          frameAnchor: "top-left",
          dy: -14,
          fontSize: 10.5,
          fontWeight: 600,
        }),
      ],
    },
    { document, width, height: 220, margins: { left: nameWidth, right: 14 }, top: 22, bottom: 34 },
  );
}

/** Mean of the samples at each threshold. */
function meansOf(sorted: readonly KnownScore[]) {
  const thresholds = [...new Set(sorted.map(({ threshold }) => threshold!))];
  return thresholds.map((threshold) => ({
    threshold,
    value: meanOf(sorted.filter((score) => score.threshold === threshold))[0]!,
  }));
}

function lineLegend(
  colours: ReadonlyMap<string, string>,
  { document, width }: { readonly document: Document; readonly width: number },
): Panel {
  const entries = [...colours].map(([label, colour]) => ({ label, colour, shape: "line" as const }));
  return swatchLegend(entries, { document, width, left: 0 });
}

function valuesOf(scores: readonly KnownScore[]) {
  return {
    sample: scores.map(({ unit }) => unit),
    metric: scores.map(({ metric }) => metric),
    threshold: Float64Array.from(scores, ({ threshold }) => threshold ?? Number.NaN),
    instance: scores.map(({ instance }) => instance),
    value: Float64Array.from(scores, ({ value }) => value),
  };
}
