import * as Plot from "@observablehq/plot";
import { figure, type Panel } from "../../../src/plots/figure.js";
import { swatchLegend } from "../../../src/plots/legend.js";
import { plotPanel } from "../../../src/plots/panel.js";
import { svgText } from "../../../src/plots/tidy-svg.js";

/** One line of a panel. */
export interface Series {
  readonly label: string;
  readonly colour: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly dots?: boolean;
  readonly width?: number;
}

/** One panel of a picture; what lies outside of `domain` is left out. */
export interface LinePanel {
  readonly title: string;
  readonly domain: readonly [number, number];
  readonly yLabel: string;
  readonly xLabel?: string;
  readonly height: number;
  readonly series: readonly Series[];
}

/** Line drawings under each other, each with its title and legend, as the text of an SVG file. */
export function linePicture(
  panels: readonly LinePanel[],
  about: { readonly document: Document; readonly id: string; readonly title: string; readonly description: string },
): string {
  const { document } = about;
  const width = 760;
  const margins = { left: 46, right: 14 };
  const drawn = panels.flatMap((panel): readonly Panel[] => {
    const entries = panel.series.map(({ label, colour }) => ({ label, colour }));
    const legend = swatchLegend(entries, { document, width: width - margins.right, left: margins.left });
    const points = panel.series.flatMap((series) => pointsOf(series, panel.domain));
    const dots = new Set(panel.series.filter((series) => series.dots).map(({ label }) => label));
    const widths = new Map(panel.series.map((series) => [series.label, series.width ?? 1.4]));
    return [
      headline(document, panel.title, margins.left),
      legend,
      plotPanel(
        {
          x: {
            domain: [...panel.domain],
            label: panel.xLabel ?? "time (s)",
            labelArrow: "none",
            labelAnchor: "center",
          },
          y: { label: panel.yLabel, labelArrow: "none", ticks: 5, nice: true, grid: true },
          marks: [
            ...panel.series.map(({ label, colour }) =>
              Plot.line(
                points.filter((point) => point.label === label),
                { x: "x", y: "y", stroke: colour, strokeWidth: widths.get(label)!, strokeLinejoin: "round" },
              ),
            ),
            ...panel.series
              .filter(({ label }) => dots.has(label))
              .map(({ label, colour }) =>
                Plot.dot(
                  points.filter((point) => point.label === label),
                  { x: "x", y: "y", fill: colour, r: 2.2 },
                ),
              ),
          ],
        },
        { document, width, height: panel.height, margins, top: 18, bottom: 34 },
      ),
    ];
  });
  return `${svgText(figure(drawn, { ...about, width }), { background: "white" })}\n`;
}

/** More points than this on one line are thinned: a screen does not show them. */
const mostPoints = 1100;

function pointsOf({ label, x, y }: Series, [start, end]: readonly [number, number]) {
  const inside = Array.from({ length: x.length }, (_, index) => ({ label, x: x[index]!, y: y[index]! })).filter(
    (point) => point.x >= start && point.x <= end,
  );
  const step = Math.ceil(inside.length / mostPoints);
  return inside.filter((_, index) => index % step === 0);
}

function headline(document: Document, text: string, left: number): Panel {
  const element = document.createElementNS("http://www.w3.org/2000/svg", "text");
  for (const [name, value] of Object.entries({ x: left, y: 14, "font-size": 11, "font-weight": 600 })) {
    element.setAttribute(name, String(value));
  }
  element.appendChild(document.createTextNode(text));
  return { element, height: 20 };
}
