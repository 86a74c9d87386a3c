import type { Panel } from "./figure.js";
import { shortLabel } from "./short-label.js";
import { svgElement } from "./svg-element.js";

/** A point of a map. */
export interface MapPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  /** Null for a ring. */
  readonly colour: string | null;
}

const radius = 4;
const fontSize = 8;
const letter = 4.7;
const margin = 20;
/** Letters of a label that are shown. */
const mostLetters = 18;

/** Points among which labels are looked for a place. */
const mostLabelled = 400;

type Box = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Points on a map with equal axes, and a bar for its scale. Labels stand beside their points, at the side where they cover
 * no other; where there is no such side the point has none.
 */
export function pointMap(
  points: readonly MapPoint[],
  {
    document,
    width,
    lengthWords,
  }: {
    readonly document: Document;
    readonly width: number;
    /** What stands at the bar, for a length of the map. */
    readonly lengthWords: (length: number) => string;
  },
): Panel {
  const spanOf = (values: readonly number[]) =>
    [
      values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
      values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
    ] as const;
  const [x0, x1] = spanOf(points.map(({ x }) => x));
  const [y0, y1] = spanOf(points.map(({ y }) => y));
  const inner = width - 2 * margin;
  // points in one place have no scale of their own
  const wide = Math.max(x1 - x0, y1 - y0, Number.MIN_VALUE) || 1;
  const scale = Math.min(inner / Math.max(x1 - x0, wide * 1e-3), (0.75 * inner) / Math.max(y1 - y0, wide * 1e-3));
  const high = (y1 - y0) * scale;
  const left = margin + (inner - (x1 - x0) * scale) / 2;
  const placed = points.map((point) => ({
    ...point,
    cx: left + (point.x - x0) * scale,
    cy: margin + (y1 - point.y) * scale,
  }));
  const group = svgElement(document, "g", {});
  for (const { cx, cy, colour, label } of placed) {
    const look = { fill: colour ?? "none", stroke: "currentColor", "stroke-opacity": 0.5, "stroke-width": 0.6 };
    const dot = { cx, cy, r: radius, ...look };
    group.append(svgElement(document, "circle", dot, svgElement(document, "title", {}, label)));
  }
  const taken: Box[] = placed.map(({ cx, cy }) => [cx - radius, cy - radius, cx + radius, cy + radius]);
  for (const { cx, cy, label } of placed.length > mostLabelled ? [] : placed) {
    const words = shortLabel(label, mostLetters);
    const found = sides(words, cx, cy).find(({ box }) => isFree(box, taken, width));
    if (!found) continue;
    taken.push(found.box);
    const { x, y, anchor } = found;
    group.append(svgElement(document, "text", { x, y, "font-size": fontSize, "text-anchor": anchor }, words));
  }
  const bottom = margin + high + 22;
  group.append(scaleBar(wide, { document, scale, y: bottom, lengthWords }));
  return { element: group, height: bottom + 14 };
}

/** Where a label may stand, the best place first. */
function sides(words: string, cx: number, cy: number) {
  const long = [...words].length * letter;
  const at = (x: number, y: number, anchor: string, start: number) => ({
    ...{ x, y, anchor },
    box: [start, y - fontSize + 1, start + long, y + 1] as Box,
  });
  return [
    at(cx + radius + 2, cy + 3, "start", cx + radius + 2),
    at(cx - radius - 2, cy + 3, "end", cx - radius - 2 - long),
    at(cx, cy - radius - 2, "middle", cx - long / 2),
    at(cx, cy + radius + fontSize, "middle", cx - long / 2),
  ];
}

function isFree([left, top, right, bottom]: Box, taken: readonly Box[], width: number): boolean {
  if (left < 0 || right > width) return false;
  return taken.every(([l, t, r, b]) => left >= r || right <= l || top >= b || bottom <= t);
}

/** A line as long as a round distance. */
function scaleBar(
  wide: number,
  place: {
    readonly document: Document;
    readonly scale: number;
    readonly y: number;
    readonly lengthWords: (length: number) => string;
  },
): SVGElement {
  const { document, scale, y, lengthWords } = place;
  const power = 10 ** Math.floor(Math.log10(wide / 4));
  const long = [5, 2, 1].map((step) => step * power).find((step) => step <= wide / 4) ?? power;
  const end = margin + long * scale;
  const line = `M${margin},${y - 3}v6M${margin},${y}H${end}M${end},${y - 3}v6`;
  return svgElement(
    document,
    "g",
    {},
    svgElement(document, "path", { d: line, stroke: "currentColor", fill: "none" }),
    svgElement(document, "text", { x: end + 6, y: y + 3 }, lengthWords(long)),
  );
}
