import type { Panel } from "./figure.js";
import { spreadLabels } from "./spread-labels.js";
import { svgElement } from "./svg-element.js";

/** What stands around the image of a square matrix. */
export interface MatrixPanelOptions {
  readonly document: Document;
  readonly width: number;
  /** Space for names at the left and below, in pixels. */
  readonly margin: number;
  /** Rows from the top, which are the columns from the left. */
  readonly names: readonly string[];
  /** Rows that stand together, in their order; those without a label get no name. */
  readonly groups: readonly MatrixGroup[];
  /** What stands behind the image and shows where it is transparent, from its corner and side. Default: nothing. */
  readonly behind?: ((corner: readonly [x: number, y: number], side: number) => SVGElement) | undefined;
  /** Colour of the lines between groups. Default: that of the text, faint. */
  readonly lines?: string;
  /** Side of the largest cell in pixels. Default: 16. */
  readonly mostCell?: number;
}

/** Rows that stand together. */
export interface MatrixGroup {
  readonly label: string;
  readonly count: number;
}

const fontSize = 8;

/**
 * The image of a square matrix with lines between groups, and at the left and below the names of rows where they fit, those
 * of groups where they do not; where rows are named, groups are named at the right.
 */
export function matrixPanel(href: string, options: MatrixPanelOptions): Panel {
  const { document, width, margin, names, groups, behind, lines, mostCell = 16 } = options;
  const n = names.length;
  const isNamed = (width - 2 * margin) / n >= fontSize;
  const cell = isNamed ? Math.min(mostCell, (width - 2 * margin) / n) : (width - margin - 8) / n;
  const side = cell * n;
  const group = svgElement(document, "g", {});
  const line = (attributes: Readonly<Record<string, number>>) =>
    svgElement(document, "line", {
      ...attributes,
      stroke: "currentColor",
      "stroke-opacity": 0.35,
      "stroke-width": 0.7,
    });
  const text = (x: number, y: number, words: string, turn: string) =>
    svgElement(
      document,
      "text",
      { x, y, "text-anchor": "end", "font-size": fontSize + (n > 60 ? 1 : 0), transform: turn },
      words,
    );
  const square = { x: margin, y: 2, width: side, height: side };
  if (behind) group.append(behind([margin, 2], side));
  group.append(
    svgElement(document, "image", {
      ...square,
      ...{ href, preserveAspectRatio: "none" },
      "image-rendering": "pixelated",
    }),
    svgElement(document, "rect", {
      ...square,
      ...{ fill: "none", stroke: "currentColor", "stroke-opacity": 0.5 },
    }),
  );
  let start = 0;
  for (const { count } of groups.slice(0, -1)) {
    start += count;
    const at = start * cell;
    const between = [
      line({ x1: margin + at, x2: margin + at, y1: 2, y2: 2 + side }),
      line({ x1: margin, x2: margin + side, y1: 2 + at, y2: 2 + at }),
    ];
    for (const one of between) {
      if (lines !== undefined) one.setAttribute("stroke", lines);
      if (lines !== undefined) one.setAttribute("stroke-opacity", "0.9");
      group.append(one);
    }
  }
  const label = ({ words, middle, place }: PlacedLabel) => {
    const [x, y] = [margin - 9, 2 + place + 3];
    const below = [margin + place + 3, 2 + side + 10] as const;
    group.append(
      line({ x1: margin - 7, x2: margin - 1, y1: 2 + place, y2: 2 + middle }),
      line({ x1: margin + place, x2: margin + middle, y1: side + 9, y2: side + 3 }),
      text(x, y, words, ""),
      text(...below, words, `rotate(-90 ${below[0]} ${below[1]})`),
    );
  };
  const ofGroups = groupLabels(groups, cell);
  if (!isNamed) ofGroups.forEach(label);
  else {
    names.forEach((words, index) => {
      label({ words, middle: (index + 0.5) * cell, place: (index + 0.5) * cell });
    });
    const right = margin + side;
    for (const { words, middle, place } of ofGroups) {
      group.append(
        line({ x1: right + 1, x2: right + 7, y1: 2 + middle, y2: 2 + place }),
        svgElement(document, "text", { x: right + 9, y: 5 + place, "font-size": fontSize }, words),
      );
    }
  }
  return { element: group, height: Math.round(side) + margin + 6 };
}

/** The name of a row or of a group, in pixels: the middle of what it names, and where it stands. */
interface PlacedLabel {
  readonly words: string;
  readonly middle: number;
  readonly place: number;
}

/** Names of groups with their numbers of cells, moved apart where groups are lower than a line of text. */
function groupLabels(groups: readonly MatrixGroup[], cell: number): readonly PlacedLabel[] {
  let start = 0;
  const named = groups.flatMap(({ label, count }) => {
    const middle = (start + count / 2) * cell;
    start += count;
    return label === "" ? [] : [{ words: `${label} (${count})`, middle }];
  });
  const gap = fontSize + 3;
  const places = spreadLabels(
    named.map(({ middle }) => middle),
    { gap, start: gap / 2, end: start * cell - 2 },
  );
  return named.map((one, index) => ({ ...one, place: places[index]! }));
}
