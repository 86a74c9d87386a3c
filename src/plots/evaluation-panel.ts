import * as Plot from "@observablehq/plot";
import type { AnalysisRow } from "../tables/read-analysis.js";
import { counted } from "./counted.js";
import type { Panel } from "./figure.js";
import { swatchLegend } from "./legend.js";
import { plotPanel } from "./panel.js";
import { shortLabel } from "./short-label.js";
import { svgElement } from "./svg-element.js";

/** A model of one target by one measure. */
export type Evaluation = AnalysisRow<"rdm_evaluations">;
/** Two of them compared. */
export type EvaluationPair = AnalysisRow<"rdm_evaluation_pairs">;

interface Place {
  readonly document: Document;
  readonly width: number;
}

const colours = { bar: "#5b8db8", better: "#0072b2", worse: "#e69f00" } as const;
const alpha = 0.05;
const top = 46;
const rowHeight = 18;
/** Space below for the axis. */
const bottom = 36;
/** Of the two columns of dots, and of a column of the pairs. */
const markWidth = 30;
const pairWidth = 17;

/** Bars of the models of one target, dots for tests against 0 and the ceiling, and a square per pair of models. */
export function evaluationPanel(
  rows: readonly Evaluation[],
  pairs: readonly EvaluationPair[],
  { document, width }: Place,
): Panel {
  const hasPairs = pairs.length > 0;
  const letters = width < 500 ? 11 : 20;
  const longest = Math.max(...rows.map(({ model }) => Math.min(letters, [...model].length)));
  const left = 26 + longest * 6.2;
  const wanted = hasPairs ? rows.length * pairWidth + 12 : 0;
  // on a narrow page, or with many models, the pairs stand below
  const isBeside = width - left - 2 * markWidth - wanted >= 150;
  const right = 8 + 2 * markWidth + (isBeside ? wanted : 0);
  const height = top + rows.length * rowHeight + bottom;
  const bars = barPanel(rows, { document, width, margins: { left, right }, height, letters });
  const group = svgElement(document, "g", {}, bars.element);
  const marksAt = width - right + 8;
  group.append(dots(rows, { document, x: marksAt }));
  if (!hasPairs) return { element: group, height };
  const below = { x: left, y: height + 14, isNamed: true };
  const corner = isBeside ? { x: marksAt + 2 * markWidth + 8, y: top, isNamed: false } : below;
  const cell = isBeside ? pairWidth : Math.min(pairWidth, (width - left - 8) / rows.length);
  group.append(
    pairSquares(rows, pairs, { document, ...corner, cell, rowHeight: isBeside ? rowHeight : cell, letters }),
  );
  return { element: group, height: isBeside ? height : height + 22 + rows.length * cell };
}

/** What the squares of {@link evaluationPanel} mean. */
export function pairLegend({ document, width }: Place): Panel {
  const entries = [
    { label: "model of the row better than that of the column", colour: colours.better },
    { label: "worse", colour: colours.worse },
  ];
  return swatchLegend(entries, { document, width, left: 0 });
}

/** How one evaluation was made: samples, tests, corrections, ceilings. */
export function evaluationWords(row: Evaluation, pairs: readonly EvaluationPair[]): string {
  const { measure, resample, n_samples, test, correction, ceiling_note, n_rdms, n_conditions, crossvalidation } = row;
  const drawn = n_samples > 0 ? `, ${n_samples} samples` : "";
  const held = crossvalidation === null ? "" : ` Crossvalidation: ${crossvalidation}.`;
  const squares = pairs[0] === undefined ? "" : `; squares: ${pairs[0].correction} over pairs`;
  return (
    `${measure} over ${counted(n_rdms, "RDM")} and ${n_conditions} conditions; resampled: ${resample}${drawn} (shown: ${row.samples}); ` +
    `tests: ${test}, filled at p ≤ ${alpha} (dots: ${correction} over models${squares}). Ceiling: ${ceiling_note}.${held}`
  );
}

function barPanel(
  rows: readonly Evaluation[],
  place: Place & {
    readonly margins: { readonly left: number; readonly right: number };
    readonly height: number;
    readonly letters: number;
  },
): Panel {
  const { letters, ...where } = place;
  const bars = rows.map((row, index) => ({
    ...{ ...row, y: index + 0.5, value: row.value ?? Number.NaN },
    ...{ from: (row.value ?? 0) - (row.sem ?? 0), to: (row.value ?? 0) + (row.sem ?? 0) },
  }));
  const { target, measure, ceiling_low, ceiling_high } = rows[0]!;
  const ends = bars.flatMap(({ value, from, to, ci_low, ci_high }) => [value, from, to, ci_low ?? 0, ci_high ?? 0]);
  const known = [0, ceiling_low ?? 0, ceiling_high ?? 0, ...ends].filter(Number.isFinite);
  const domain = [Math.min(...known), Math.max(...known)];
  const band = ceiling_low === null || ceiling_high === null ? [] : [{ x1: ceiling_low, x2: ceiling_high }];
  const words = { frameAnchor: "top-left", fontWeight: 600, dy: -top + 10, dx: 6 - place.margins.left } as const;
  return plotPanel(
    {
      x: { domain, nice: true, label: `similarity (${measure})`, labelAnchor: "center", labelArrow: "none", ticks: 5 },
      y: { domain: [0, rows.length], reverse: true, axis: null },
      marks: [
        Plot.rect(band, { x1: "x1", x2: "x2", y1: 0, y2: rows.length, fill: "#8a8a8a", fillOpacity: 0.35 }),
        Plot.ruleX(
          band.flatMap(({ x1, x2 }) => [x1, x2]),
          { stroke: "#8a8a8a", strokeOpacity: 0.8 },
        ),
        Plot.text(band, { x: ({ x1, x2 }) => (x1 + x2) / 2, y: 0, text: () => "noise ceiling", dy: -8, fontSize: 9 }),
        Plot.rect(
          bars.filter(({ value }) => !Number.isNaN(value)),
          { x1: 0, x2: "value", y1: ({ y }) => y - 0.32, y2: ({ y }) => y + 0.32, fill: colours.bar },
        ),
        Plot.ruleX([0], { stroke: "currentColor", strokeOpacity: 0.6 }),
        Plot.link(
          bars.filter(({ ci_low, ci_high }) => ci_low !== null && ci_high !== null),
          { x1: "ci_low", x2: "ci_high", y1: "y", y2: "y", stroke: "currentColor", strokeWidth: 0.8 },
        ),
        Plot.link(
          bars.filter(({ sem, value }) => sem !== null && !Number.isNaN(value)),
          { x1: "from", x2: "to", y1: "y", y2: "y", stroke: "currentColor", strokeWidth: 2.4 },
        ),
        Plot.text(bars, {
          ...{ frameAnchor: "left", y: "y", textAnchor: "end", dx: -6 },
          text: ({ model }: Evaluation, index: number) => `${shortLabel(model, letters)} ${index + 1}`,
        }),
        Plot.text([shortLabel(target, Math.floor(place.width / 7))], words),
      ],
    },
    { ...where, top, bottom },
  );
}

/** A dot per model for each test: filled where it holds, a ring where not, nothing where it was not made. */
function dots(
  rows: readonly Evaluation[],
  { document, x }: { readonly document: Document; readonly x: number },
): SVGElement {
  const group = svgElement(document, "g", { "aria-label": "tests against 0 and the ceiling" });
  const isBelow = ({ value, ceiling_low }: Evaluation) => (value ?? 0) < (ceiling_low ?? 0);
  const tests = [
    { heading: ["above", "0"], of: (row: Evaluation) => row.p_zero_corrected ?? row.p_zero },
    {
      heading: ["below", "ceiling"],
      of: (row: Evaluation) => {
        const p = row.p_ceiling_corrected ?? row.p_ceiling;
        // the test has two sides
        return p === null || isBelow(row) ? p : 1;
      },
    },
  ];
  for (const [column, { heading, of }] of tests.entries()) {
    const cx = x + (column + 0.5) * markWidth;
    heading.forEach((words, line) => {
      const place = { x: cx, y: top - 16 + 10 * line, "text-anchor": "middle", "font-size": 8.5 };
      group.append(svgElement(document, "text", place, words));
    });
    for (const [index, row] of rows.entries()) {
      const p = of(row);
      if (p === null) continue;
      const fill = p <= alpha ? "currentColor" : "none";
      const dot = { cx, cy: top + (index + 0.5) * rowHeight, r: 3.4, fill, stroke: "currentColor" };
      group.append(svgElement(document, "circle", dot, svgElement(document, "title", {}, `p ${p.toPrecision(3)}`)));
    }
  }
  return group;
}

function pairSquares(
  rows: readonly Evaluation[],
  pairs: readonly EvaluationPair[],
  place: {
    readonly document: Document;
    readonly x: number;
    readonly y: number;
    readonly cell: number;
    readonly rowHeight: number;
    /** Whether rows have names of their own. */
    readonly isNamed: boolean;
    readonly letters: number;
  },
): SVGElement {
  const { document, x, y, cell, rowHeight: high, isNamed, letters } = place;
  const group = svgElement(document, "g", { "aria-label": "tests of each two models" });
  const at = new Map(rows.map(({ model }, index) => [model, index]));
  const text = (words: string, attributes: Readonly<Record<string, string | number>>) =>
    svgElement(document, "text", { "font-size": 8.5, ...attributes }, words);
  for (const [index, { model }] of rows.entries()) {
    group.append(text(String(index + 1), { x: x + (index + 0.5) * cell, y: y - 5, "text-anchor": "middle" }));
    if (isNamed) {
      const words = `${shortLabel(model, letters)} ${index + 1}`;
      group.append(text(words, { x: x - 6, y: y + (index + 0.5) * high + 3, "text-anchor": "end" }));
    }
  }
  for (const { model_a, model_b, difference, p_corrected, p_value } of pairs) {
    const [a, b] = [at.get(model_a), at.get(model_b)];
    const p = p_corrected ?? p_value;
    if (a === undefined || b === undefined || p === null || difference === null) continue;
    const words = `${model_a} less ${model_b}: ${difference.toPrecision(3)}, p ${p.toPrecision(3)}`;
    for (const [row, column, isBetter] of [[a, b, difference > 0] as const, [b, a, difference < 0] as const]) {
      const square = { x: x + column * cell + 1, y: y + row * high + 1, width: cell - 2, height: high - 2 };
      const holds = { fill: isBetter ? colours.better : colours.worse };
      const open = { fill: "#8a8a8a", "fill-opacity": 0.14 };
      const title = svgElement(document, "title", {}, words);
      group.append(svgElement(document, "rect", { ...square, ...(p <= alpha ? holds : open) }, title));
    }
  }
  return group;
}
