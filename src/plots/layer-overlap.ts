import * as Plot from "@observablehq/plot";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { figure, type Panel } from "./figure.js";
import { plotPanel } from "./panel.js";
import type { PlotResult } from "./plot-result.js";
import { svgElement } from "./svg-element.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";

type Agreement = AnalysisRow<"layer_agreements">;

const colours = { onlyA: "#0072b2", both: "#7a2fa0", onlyB: "#009e73" } as const;
const left = 92;

/**
 * How two layers overlap, from the result of `layer-comparison`: above a bar of the pairs that only a has, both have, and
 * only b has, with a mark at what shuffled neurons share; below the share of pairs that b has by the fewest steps in a,
 * with Wilson's 95 % intervals, which take pairs as independent though they share neurons.
 *
 * Values: `stratum`, `n_pairs`, `n_a`, `n_b`, `n_both`, `rate_b`, `rate_low`, `rate_high`.
 */
export async function layerOverlap(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "layer-overlap", analysis, signal } = options;
  const rows = await readAnalysis(reader, "layer_agreements", { operation: "layer-comparison", analysis, signal });
  const all = rows.find(({ stratum }) => stratum === "all")!;
  const byLength = rows.filter(({ stratum }) => stratum !== "all");
  const words = (value: number | null, digits: number) => (value === null ? "undefined" : value.toFixed(digits));
  const title = `${short(all.a)} and ${short(all.b)}`;
  const chance =
    all.expected_both === null
      ? ""
      : `, ${words(all.expected_both, 1)} expected of shuffled neurons (p = ${words(all.p_value, 3)})`;
  const description =
    `${all.n_pairs} ordered pairs of ${all.n_neurons} neurons that both layers could connect: ${all.n_a} in a ` +
    `(${all.a}), ${all.n_b} in b (${all.b}), ${all.n_both} in both${chance}; Jaccard ${words(all.jaccard, 3)}, odds ratio ` +
    `${words(all.odds_ratio, 2)}. Below: share of the pairs that b has by the fewest edges of a from sender to receiver, ` +
    "with 95 % intervals as if pairs were independent of each other.";
  const words10 = { document, width, fontSize: 10 };
  const panels = [
    textLines(`a: ${all.a} · b: ${all.b}`, words10),
    overlapBar(all, { document, width }),
    textLines(
      `share of pairs in b by path length in a, with 95 % intervals as if pairs were independent; dashed: all pairs (${percent(all.rate_b)})`,
      words10,
    ),
    ratePanel(byLength, all, { document, width }),
  ];
  const svg = figure(panels, { document, width, id, title, description });
  const intervals = rows.map(({ n_b, n_pairs }) => wilsonInterval(n_b, n_pairs));
  const values = {
    stratum: rows.map(({ stratum }) => stratum),
    n_pairs: Int32Array.from(rows, ({ n_pairs }) => n_pairs),
    n_a: Int32Array.from(rows, ({ n_a }) => n_a),
    n_b: Int32Array.from(rows, ({ n_b }) => n_b),
    n_both: Int32Array.from(rows, ({ n_both }) => n_both),
    rate_b: Float64Array.from(rows, ({ rate_b }) => rate_b ?? Number.NaN),
    rate_low: Float64Array.from(intervals, ({ low }) => low),
    rate_high: Float64Array.from(intervals, ({ high }) => high),
  };
  return { svg, values, title, description };
}

function short(place: string): string {
  return place.slice(place.indexOf("/") + 1);
}

function percent(share: number | null): string {
  return share === null ? "unknown" : `${(100 * share).toFixed(1)} %`;
}

function overlapBar(
  all: Agreement,
  { document, width }: { readonly document: Document; readonly width: number },
): Panel {
  const parts = [
    { label: "only a", count: all.n_a - all.n_both, colour: colours.onlyA },
    { label: "both", count: all.n_both, colour: colours.both },
    { label: "only b", count: all.n_b - all.n_both, colour: colours.onlyB },
  ];
  const total = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
  const scale = (count: number) => (count / total) * (width - 16);
  const group = svgElement(document, "g", {});
  let x = 0;
  for (const { label, count, colour } of parts) {
    const wide = scale(count);
    group.append(
      svgElement(document, "rect", { x, y: 18, width: wide, height: 22, fill: colour, "fill-opacity": 0.85 }),
    );
    const middle = Math.min(Math.max(x + wide / 2, 30), width - 46);
    group.append(svgElement(document, "text", { x: middle, y: 13, "text-anchor": "middle" }, `${label}: ${count}`));
    x += wide;
  }
  if (all.expected_both !== null) {
    // what chance shares, from the left end of the part that both have
    const start = scale(all.n_a - all.n_both);
    const end = start + scale(all.expected_both);
    const stroke = { stroke: "currentColor", "stroke-width": 1.4 };
    group.append(svgElement(document, "line", { x1: start, x2: end, y1: 46, y2: 46, ...stroke }));
    for (const at of [start, end])
      group.append(svgElement(document, "line", { x1: at, x2: at, y1: 43, y2: 49, ...stroke }));
    const words = `both by chance: ${all.expected_both.toFixed(1)}`;
    group.append(svgElement(document, "text", { x: end + 6, y: 50, "font-size": 9.5 }, words));
  }
  return { element: group, height: 62 };
}

function ratePanel(
  rows: readonly Agreement[],
  all: Agreement,
  { document, width }: { readonly document: Document; readonly width: number },
): Panel {
  const points = rows.map(({ stratum, n_b, n_pairs }, index) => {
    const name = stratum === "1" ? "1 step" : stratum === "no path" ? stratum : `${stratum} steps`;
    return {
      ...wilsonInterval(n_b, n_pairs),
      label: `${name}`,
      counts: `${n_b} of ${n_pairs}`,
      rate: n_b / n_pairs,
      y: index + 0.5,
    };
  });
  const most = Math.max(all.rate_b ?? 0, ...points.map(({ high }) => high));
  return plotPanel(
    {
      x: { domain: [0, most * 1.25] },
      y: { domain: [0, rows.length], reverse: true, axis: null },
      marks: [
        Plot.ruleX([all.rate_b ?? 0], { stroke: "currentColor", strokeOpacity: 0.5, strokeDasharray: "4,3" }),
        Plot.ruleX([0], { stroke: "currentColor", strokeOpacity: 0.4 }),
        Plot.link(points, { x1: "low", x2: "high", y1: "y", y2: "y", stroke: colours.onlyB, strokeWidth: 1.6 }),
        Plot.dot(points, { x: "rate", y: "y", r: 3.6, fill: colours.onlyB }),
        Plot.text(points, { x: 0, y: "y", text: "label", dx: -6, textAnchor: "end" }),
        Plot.text(points, { x: most * 1.25, y: "y", text: "counts", textAnchor: "end", fontSize: 9 }),
        Plot.axisX({
          ...{ label: "share of pairs in b", labelAnchor: "center", labelArrow: "none", ticks: 6 },
          tickFormat: (share: number) => `${Number((100 * share).toPrecision(3))} %`,
        }),
      ],
    },
    { document, width, height: rows.length * 22 + 40, margins: { left, right: 20 }, top: 4, bottom: 36 },
  );
}
