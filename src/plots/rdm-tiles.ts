import type { ColourScale } from "./colour-scale.js";
import type { Panel } from "./figure.js";
import { categoryGroups } from "./rdm-conditions.js";
import { rdmBackground, rdmImage } from "./rdm-image.js";
import type { PlottedRdm } from "./read-rdms.js";
import { shortLabel } from "./short-label.js";
import { svgElement } from "./svg-element.js";

/** One small RDM. */
export interface RdmTile {
  readonly rdm: PlottedRdm;
  readonly scale: ColourScale;
  /** What stands above it. */
  readonly heading: string;
  /** What stands below it. Default: nothing. */
  readonly caption?: string;
}

/** How small RDMs are drawn. */
export interface RdmTilesOptions {
  readonly document: Document;
  readonly width: number;
  /** How many stand beside each other. */
  readonly columns: number;
  /** Colours of categories, in strips at the left and above each RDM; none where there are no categories. */
  readonly colours: ReadonlyMap<string, string>;
  /** The id of the pattern for unknown pairs. */
  readonly pattern: string;
}

const gap = 12;
const strip = 4;
const headingHeight = 14;

/** Letters of a heading that fit above a tile. */
export function tileLetters(side: number): number {
  return Math.floor(side / 5);
}

/** Small RDMs in rows under each other, each with a heading. */
export function rdmTiles(tiles: readonly RdmTile[], options: RdmTilesOptions): Panel {
  const { document, width, columns, colours } = options;
  const captionHeight = tiles.some(({ caption }) => caption !== undefined) ? 12 : 0;
  const side = (width - gap * (columns - 1)) / columns;
  const edge = colours.size === 0 ? 0 : strip + 1;
  const rowHeight = headingHeight + side + captionHeight + 10;
  const group = svgElement(document, "g", {});
  for (const [index, tile] of tiles.entries()) {
    const x = (index % columns) * (side + gap);
    const y = Math.floor(index / columns) * rowHeight + headingHeight;
    const text = (at: number, words: string, size: number) =>
      svgElement(document, "text", { x: x + edge, y: at, "font-size": size }, shortLabel(words, tileLetters(side)));
    group.append(
      text(y - 4, tile.heading, 9),
      tileImage(tile, { ...options, corner: [x + edge, y + edge], side: side - edge }),
    );
    if (tile.caption !== undefined) group.append(text(y + side + 11, tile.caption, 8.5));
  }
  return { element: group, height: Math.ceil(tiles.length / columns) * rowHeight + 4 };
}

function tileImage(
  { rdm, scale }: RdmTile,
  {
    document,
    colours,
    pattern,
    corner: [x, y],
    side,
  }: RdmTilesOptions & { readonly corner: readonly [number, number]; readonly side: number },
): SVGElement {
  const square = { x, y, width: side, height: side };
  const group = svgElement(document, "g", {}, rdmBackground(rdm, { document, pattern })([x, y], side));
  group.append(
    svgElement(document, "image", {
      ...square,
      ...{ href: rdmImage(rdm, scale), preserveAspectRatio: "none", "image-rendering": "pixelated" },
    }),
    svgElement(document, "rect", { ...square, fill: "none", stroke: "currentColor", "stroke-opacity": 0.4 }),
  );
  const cell = side / rdm.conditions.length;
  let start = 0;
  for (const { label, count } of categoryGroups(rdm.conditions)) {
    const fill = colours.get(label);
    const [from, long] = [start * cell, count * cell];
    if (fill !== undefined) {
      group.append(
        svgElement(document, "rect", { x: x - strip - 1, y: y + from, width: strip, height: long, fill }),
        svgElement(document, "rect", { x: x + from, y: y - strip - 1, width: long, height: strip, fill }),
      );
    }
    start += count;
  }
  return group;
}
