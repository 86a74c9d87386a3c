import { svgElement } from "./svg-element.js";
import type { ViewBox } from "./view-box.js";

const lengths = [1, 2, 5];
const margin = 10;

/** A white bar of a round length, a quarter of the picture at most, at its lower left corner, with its length above. */
export function scaleBar(
  box: ViewBox,
  options: {
    readonly document: Document;
    /** Pixels of the drawing per unit. */
    readonly scale: number;
    readonly unit: string;
  },
): SVGElement {
  const { document, scale, unit } = options;
  const most = box.width / 4 / scale;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = lengths.map((one) => one * power).findLast((one) => one <= most) ?? power;
  const [x, y] = [box.x + margin, box.y + box.height - margin];
  const words = `${Number(length.toPrecision(1))} ${unit}`;
  // a dark edge, for bars over bright pixels
  const edge = { stroke: "#000000", "stroke-width": 2, "paint-order": "stroke" };
  return svgElement(
    document,
    "g",
    { fill: "#ffffff" },
    svgElement(document, "rect", { x, y: y - 3, width: length * scale, height: 3, ...edge }),
    svgElement(document, "text", { x, y: y - 7, "font-size": 10, ...edge }, words),
  );
}
