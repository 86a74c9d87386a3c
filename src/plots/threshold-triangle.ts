import { numberWords } from "./colour-bar.js";
import { type ColourScale, colourOf } from "./colour-scale.js";
import type { Panel } from "./figure.js";
import { shortLabel } from "./short-label.js";
import { svgElement } from "./svg-element.js";

/** One pair of thresholds. */
export interface ThresholdCell {
  readonly lower: number;
  readonly upper: number;
  /** The part of the triangle that it belongs to. */
  readonly region: string;
  readonly value: number;
}

/** How the triangle is drawn. */
export interface ThresholdTriangleOptions {
  readonly document: Document;
  readonly width: number;
  readonly scale: ColourScale;
  readonly heading: string;
}

const margins = { left: 34, right: 10, top: 22, bottom: 32 };

/**
 * Cells of thresholds l (to the right) and u (upwards) as squares in the colour of their value, with lines between regions,
 * which have letters that the empty half of the square explains, and a red line around the best cells.
 */
export function thresholdTriangle(cells: readonly ThresholdCell[], options: ThresholdTriangleOptions): Panel {
  const { document, width, scale, heading } = options;
  const step = stepOf(cells);
  const side = width - margins.left - margins.right;
  const place = placeOf(step, side);
  const size = step * place.scale;
  const group = svgElement(document, "g", {});
  const text = (x: number, y: number, words: string, attributes: Readonly<Record<string, string | number>> = {}) =>
    svgElement(document, "text", { x, y, "font-size": 9, ...attributes }, words);
  group.append(
    svgElement(document, "text", { x: 0, y: 12, "font-weight": 600 }, shortLabel(heading, Math.floor(width / 6))),
  );
  for (const { lower, upper, value } of cells) {
    const [x, y] = [place.x(lower) - size / 2, place.y(upper) - size / 2];
    // a hair wider, so that no page shows between neighbours
    const square = {
      x,
      y,
      width: size + 0.3,
      height: size + 0.3,
      fill: colourOf(value, scale),
      "shape-rendering": "crispEdges",
    };
    const words = `l ${numberWords(lower)}, u ${numberWords(upper)}: ${value.toPrecision(3)}`;
    group.append(svgElement(document, "rect", square, svgElement(document, "title", {}, words)));
  }
  const lineAround = (d: string, colour: string, wide: number) => {
    const line = { d, fill: "none", "stroke-linecap": "square" };
    group.append(
      svgElement(document, "path", { ...line, stroke: "#000000", "stroke-width": wide + 1.4, "stroke-opacity": 0.55 }),
      svgElement(document, "path", { ...line, stroke: colour, "stroke-width": wide }),
    );
  };
  lineAround(
    bordersOf(cells, ({ region }) => region, { step, place, size }),
    "#ffffff",
    1.2,
  );
  const best = cells.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const isBest = cells.filter(({ value }) => value === best);
  lineAround(
    bordersOf(isBest, () => "", { step, place, size }),
    "#e6194b",
    1.6,
  );
  const bottom = margins.top + side;
  for (const tick of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
    group.append(
      text(place.x(tick), bottom + 12, String(tick), { "text-anchor": "middle" }),
      text(margins.left - 6, place.y(tick) + 3, String(tick), { "text-anchor": "end" }),
    );
  }
  group.append(
    text(margins.left + side / 2, bottom + 26, "lower threshold l", { "text-anchor": "middle" }),
    text(0, 0, "upper threshold u", {
      ...{ transform: `translate(8,${margins.top + side / 2}) rotate(-90)`, "text-anchor": "middle" },
    }),
  );
  const key = { x: place.x(0.55), y: place.y(0.4) };
  for (const [index, { name, at }] of regionMiddles(cells, place).entries()) {
    const letter = String.fromCharCode("A".charCodeAt(0) + index);
    const inside = { "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: "#ffffff" };
    group.append(
      text(at[0], at[1] + 4, letter, {
        ...{ ...inside, stroke: "#000000", "stroke-width": 2.4, "stroke-linejoin": "round", "paint-order": "stroke" },
      }),
      text(key.x, key.y + 13 * index, `${letter}  ${name}`),
    );
  }
  const swatch = key.y + 13 * new Set(cells.map(({ region }) => region)).size + 4;
  group.append(
    svgElement(document, "rect", {
      ...{ x: key.x, y: swatch - 8, width: 9, height: 9, fill: "none", stroke: "#e6194b", "stroke-width": 1.6 },
    }),
    text(key.x + 14, swatch, `best: ${best.toFixed(3)}`),
  );
  return { element: group, height: bottom + margins.bottom };
}

interface Place {
  readonly scale: number;
  x(lower: number): number;
  y(upper: number): number;
}

/** Places of thresholds from 0 to 1, with room for half a cell at the ends. */
function placeOf(step: number, side: number): Place {
  const scale = side / (1 + step);
  return {
    scale,
    x: (lower) => margins.left + (lower + step / 2) * scale,
    y: (upper) => margins.top + (1 + step / 2 - upper) * scale,
  };
}

/** The smallest difference between thresholds. */
function stepOf(cells: readonly ThresholdCell[]): number {
  const sorted = [...new Set(cells.flatMap(({ lower, upper }) => [lower, upper]))].sort((a, b) => a - b);
  // thresholds that a protocol nudges by less than this are the same
  const steps = sorted.slice(1).flatMap((value, index) => {
    const difference = value - sorted[index]!;
    return difference > 1e-3 ? [difference] : [];
  });
  return Math.min(0.2, ...steps);
}

/** Lines between neighbours of different regions, and around all. */
function bordersOf(
  cells: readonly ThresholdCell[],
  regionOf: (cell: ThresholdCell) => string,
  { step, place, size }: { readonly step: number; readonly place: Place; readonly size: number },
): string {
  const keyOf = (lower: number, upper: number) => `${Math.round(lower / step)} ${Math.round(upper / step)}`;
  const regions = new Map(cells.map((cell) => [keyOf(cell.lower, cell.upper), regionOf(cell)]));
  const lines: string[] = [];
  for (const cell of cells) {
    const { lower, upper } = cell;
    const [x, y] = [place.x(lower) - size / 2, place.y(upper) - size / 2];
    const differs = (dl: number, du: number) =>
      regions.get(keyOf(lower + dl * step, upper + du * step)) !== regionOf(cell);
    if (differs(-1, 0)) lines.push(`M${x},${y}v${size}`);
    if (differs(1, 0)) lines.push(`M${x + size},${y}v${size}`);
    if (differs(0, 1)) lines.push(`M${x},${y}h${size}`);
    if (differs(0, -1)) lines.push(`M${x},${y + size}h${size}`);
  }
  return lines.join("");
}

/** Regions from the top, each with a place inside of it. */
function regionMiddles(cells: readonly ThresholdCell[], place: Place) {
  const names = [...new Set(cells.map(({ region }) => region))].filter((name) => name !== "");
  const middles = names.map((name) => {
    const own = cells.filter(({ region }) => region === name);
    const middle = (of: (cell: ThresholdCell) => number) => own.reduce((sum, cell) => sum + of(cell), 0) / own.length;
    const [l, u] = [middle(({ lower }) => lower), middle(({ upper }) => upper)];
    // the cell nearest to the middle: regions may be bent
    const near = own.reduce((best, cell) =>
      Math.hypot(cell.lower - l, cell.upper - u) < Math.hypot(best.lower - l, best.upper - u) ? cell : best,
    );
    return { name, at: [place.x(near.lower), place.y(near.upper)] as const };
  });
  return middles.sort((a, b) => a.at[1] - b.at[1] || a.at[0] - b.at[0]);
}
