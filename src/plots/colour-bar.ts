import type { ColourScale } from "./colour-scale.js";
import type { Panel } from "./figure.js";
import { scaleImage } from "./raster.js";
import { svgElement } from "./svg-element.js";

/** What a colour scale means. */
export interface ColourBarOptions {
  readonly document: Document;
  readonly left: number;
  readonly scale: ColourScale;
  /** Width of the figure, beyond which words go below the scale. Default: there is room. */
  readonly within?: number;
  /** What stands at its ends. Default: the numbers. */
  readonly ends?: readonly [string, string];
  readonly label: string;
  /** A second line, for example how rows are sorted. */
  readonly note?: string;
  /** Values that are marked on the scale, such as chance. */
  readonly marks?: readonly { readonly value: number; readonly words: string }[];
  /** The id of the pattern that marks missing values, for its swatch; none where nothing is missing. */
  readonly missingPattern?: string | undefined;
  /** What the swatch says. Default: missing. */
  readonly missingWords?: string;
}

const width = 160;
/** Width of a letter in pixels, estimated. */
const letter = 5.6;
const missingWords = "missing";

/** A colour scale with its ends, 0 where it is diverging, and what it is of. */
export function colourBar(options: ColourBarOptions): Panel {
  const { document, left, scale, label, note = "", marks = [], within = Number.POSITIVE_INFINITY } = options;
  const swatch = 23 + 6 * (options.missingWords ?? missingWords).length;
  const needed = 20 + Math.max(label.length * letter, note.length * 5) + (options.missingPattern ? swatch : 0);
  const isBelow = left + width + needed > within;
  const words = isBelow ? { x: left, y: 35 } : { x: left + width + 10, y: 11 };
  const [low, high] = options.ends ?? [numberWords(scale.low), numberWords(scale.high)];
  const text = (x: number, anchor: string, words: string) =>
    svgElement(document, "text", { x, y: 22, "text-anchor": anchor, "font-size": 9 }, words);
  const group = svgElement(
    document,
    "g",
    { "aria-label": "colour scale" },
    svgElement(document, "image", {
      ...{ x: left, y: 2, width, height: 10, href: scaleImage(scale.kind), preserveAspectRatio: "none" },
    }),
    text(left, "start", low),
    ...(scale.kind === "diverging" ? [text(left + width / 2, "middle", "0")] : []),
    text(left + width, "end", high),
    svgElement(document, "text", words, label),
    svgElement(document, "text", { x: words.x, y: words.y + 12, "font-size": 9 }, note),
  );
  for (const { value, words } of marks) {
    if (!(value >= scale.low && value <= scale.high && scale.low < scale.high)) continue;
    const x = left + (width * (value - scale.low)) / (scale.high - scale.low);
    group.append(
      svgElement(document, "path", { d: `M${x},12l3,5h-6z`, fill: "currentColor" }),
      // beside the ends, so that words do not run into each other
      text(Math.max(left + 34, Math.min(left + width - 34, x)), "middle", words),
    );
  }
  if (options.missingPattern !== undefined) {
    const x = left + width + 20 + (isBelow ? 0 : label.length * letter);
    const fill = `url(#${options.missingPattern})`;
    group.append(
      svgElement(document, "rect", {
        ...{ x, y: 2, width: 18, height: 10, fill, stroke: "currentColor", "stroke-width": 0.4 },
      }),
      svgElement(document, "text", { x: x + 23, y: 11 }, options.missingWords ?? missingWords),
    );
  }
  return { element: group, height: isBelow ? (note === "" ? 42 : 54) : 30 };
}

/** A number for an axis or a scale: three digits, a true minus, powers of ten where zeros would not be read. */
export function numberWords(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  const isPlain = size === 0 || (size >= 1e-4 && size < 1e6);
  return (isPlain ? String(rounded) : rounded.toExponential().replace("e+", "e")).replaceAll("-", "−");
}
