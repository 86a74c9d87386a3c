import * as Plot from "@observablehq/plot";
import type { Panel } from "./figure.js";
import { plotPanel } from "./panel.js";
import { shortLabel } from "./short-label.js";

/** One dot: an animal, a trace. */
export interface RowDot {
  readonly x: number;
  /** What its colour and its lane inside the row stand for. */
  readonly group: string;
  /** Drawn as a ring where false. Default: true. */
  readonly filled?: boolean;
}

/** One row of dots, with a bar at the mean of each group. */
export interface DotRow {
  readonly label: string;
  readonly dots: readonly RowDot[];
  readonly means: readonly { readonly x: number; readonly group: string }[];
}

/** How rows of dots are drawn. */
export interface DotRowsOptions {
  readonly document: Document;
  readonly width: number;
  readonly domain: readonly [number, number];
  /** Where a line stands through all rows, for example at no effect. */
  readonly reference: number;
  /** Groups in the order of their lanes, with their colours. */
  readonly colours: ReadonlyMap<string, string>;
  readonly axis: string;
  /** What stands above the rows. */
  readonly heading?: string;
  readonly ticks?: readonly number[];
  /** Space for the labels of the rows. Default: 76 pixels, 13 letters. */
  readonly nameWidth?: number;
}

const letter = 5.8;
const laneHeight = 6;

/** Rows of dots under each other on one axis; the groups of a row have lanes of their own, so that no dot hides another. */
export function dotRows(rows: readonly DotRow[], options: DotRowsOptions): Panel {
  const { document, width, domain, reference, colours, axis, heading, ticks, nameWidth = 76 } = options;
  const groups = [...colours.keys()];
  const rowHeight = Math.max(15, groups.length * laneHeight + 5);
  const laneOf = (row: number, group: string) =>
    row + 0.5 + ((groups.indexOf(group) - (groups.length - 1) / 2) * laneHeight) / rowHeight;
  const dots = rows.flatMap((row, index) => row.dots.map((dot) => ({ ...dot, y: laneOf(index, dot.group) })));
  const half = (laneHeight * 0.9) / rowHeight;
  const means = rows.flatMap((row, index) => row.means.map((one) => ({ ...one, y: laneOf(index, one.group) })));
  const top = heading === undefined ? 4 : 18;
  type Dot = (typeof dots)[number];
  type Mean = (typeof means)[number];
  return plotPanel(
    {
      x: { domain: [...domain] },
      y: { domain: [0, rows.length], reverse: true, axis: null },
      marks: [
        Plot.ruleY(
          rows.map((_, index) => index),
          { stroke: "currentColor", strokeOpacity: 0.12 },
        ),
        Plot.ruleX([reference], { stroke: "currentColor", strokeOpacity: 0.5 }),
        Plot.link(means, {
          x1: "x",
          x2: "x",
          y1: (one: Mean) => one.y - half,
          y2: (one: Mean) => one.y + half,
          stroke: (one: Mean) => colours.get(one.group)!,
          strokeWidth: 2.4,
        }),
        Plot.dot(dots, {
          x: "x",
          y: "y",
          r: 2.4,
          fill: (dot: Dot) => (dot.filled === false ? "none" : colours.get(dot.group)!),
          fillOpacity: 0.75,
          stroke: (dot: Dot) => colours.get(dot.group)!,
          strokeWidth: 0.8,
        }),
        Plot.text(rows, {
          ...{
            x: domain[0],
            y: (_: DotRow, index: number) => index + 0.5,
            text: ({ label }: DotRow) => shortLabel(label, Math.floor(nameWidth / letter)),
          },
          ...{ dx: -6, textAnchor: "end", fontSize: 9.5 },
        }),
        ...(heading === undefined
          ? []
          : [Plot.text([heading], { frameAnchor: "top-left", dy: -14, fontSize: 10.5, fontWeight: 600 })]),
        Plot.axisX({
          ...{ anchor: "bottom", label: axis, labelAnchor: "center", labelArrow: "none" },
          ...(ticks ? { ticks: [...ticks], tickFormat: (tick: number) => String(tick).replace("-", "−") } : {}),
        }),
      ],
    },
    {
      ...{ document, width, top, bottom: 34, margins: { left: nameWidth, right: 14 } },
      height: Math.round(rows.length * rowHeight) + top + 34,
    },
  );
}
