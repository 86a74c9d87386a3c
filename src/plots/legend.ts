import { colourBar } from "./colour-bar.js";
import { symmetricScale } from "./colour-scale.js";
import type { Panel } from "./figure.js";
import { svgElement } from "./svg-element.js";

/** One entry of a legend of colours. */
export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  /** What has the colour in the drawing. Default: an area. */
  readonly shape?: "area" | "line" | "dot";
}

const shapes: Readonly<Record<NonNullable<LegendEntry["shape"]>, (place: Swatch) => SVGElement>> = {
  area: ({ document, x, y, fill }) => svgElement(document, "rect", { x, y: y + 1, width: 12, height: 10, fill }),
  line: ({ document, x, y, fill }) => svgElement(document, "rect", { x, y: y + 5, width: 12, height: 2.4, fill }),
  // with an edge, for dots of the colour of a dark page
  dot: ({ document, x, y, fill }) =>
    svgElement(document, "circle", {
      ...{ cx: x + 7, cy: y + 6, r: 4.5, fill, stroke: "currentColor", "stroke-opacity": 0.5, "stroke-width": 0.6 },
    }),
};

interface Swatch {
  readonly document: Document;
  readonly x: number;
  readonly y: number;
  readonly fill: string;
}

const rowHeight = 16;

/** Swatches with labels, in rows as wide as `width`; widths of words are estimated. */
export function swatchLegend(
  entries: readonly LegendEntry[],
  options: { readonly document: Document; readonly width: number; readonly left: number },
): Panel {
  const { document, width, left } = options;
  const group = svgElement(document, "g", { "aria-label": "legend" });
  let x = left;
  let row = 0;
  for (const { label, colour, shape = "area" } of entries) {
    const wide = 18 + label.length * 6 + 10;
    if (x > left && x + wide > width) {
      x = left;
      row += 1;
    }
    group.append(
      shapes[shape]({ document, x, y: row * rowHeight, fill: colour }),
      svgElement(document, "text", { x: x + 16, y: row * rowHeight + 10 }, label),
    );
    x += wide;
  }
  return { element: group, height: entries.length === 0 ? 0 : (row + 1) * rowHeight + 4 };
}

/** What the diverging scale means. */
export interface ScaleLegendOptions {
  readonly document: Document;
  readonly left: number;
  readonly limit: number;
  /** Whether values beyond the limits occur, drawn in the end colours. */
  readonly clipped: boolean;
  readonly label: string;
  /** A second line, for example how rows are sorted. */
  readonly note?: string;
  /** The id of the pattern that marks missing values, for its swatch; none where nothing is missing. */
  readonly missingPattern?: string;
}

/** The diverging colour scale from −limit to limit with its ends and zero written on it. */
export function scaleLegend({ limit, clipped, ...options }: ScaleLegendOptions): Panel {
  const ends = [`${clipped ? "≤ " : ""}−${limit}`, `${clipped ? "≥ " : ""}${limit}`] as const;
  return colourBar({ ...options, scale: symmetricScale(limit), ends });
}

/** Diagonal lines that mark missing values; visible on light and dark pages. */
export function missingPattern(document: Document, id: string): SVGElement {
  const size = { width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  return svgElement(
    document,
    "defs",
    {},
    svgElement(
      document,
      "pattern",
      { id, ...size },
      svgElement(document, "rect", { width: 5, height: 5, fill: "#8a8a8a", "fill-opacity": 0.18 }),
      svgElement(document, "rect", { width: 1.2, height: 5, fill: "#8a8a8a" }),
    ),
  );
}
