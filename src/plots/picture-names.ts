import { mixed, type Rgb } from "../volumes/projections/instance-colours.js";
import type { LabelProjection } from "../volumes/projections/label-projector.js";
import { cssColour } from "./css-colour.js";
import { svgElement } from "./svg-element.js";
import type { ViewBox } from "./view-box.js";

const fontSize = 10;
const letter = 6;

/** Where names may stand beside their pixel: to the right, left, above, below. */
const sides: readonly ((wide: number) => readonly [x: number, y: number])[] = [
  () => [6, 3.5],
  (wide) => [-6 - wide, 3.5],
  (wide) => [-wide / 2, -7],
  (wide) => [-wide / 2, 14],
];

/** What stands beside an instance; nothing where the name is empty. */
export interface PictureName {
  readonly name: string;
  readonly colour: Rgb;
}

/** Names beside what they stand for, largest instances first; one that would cover another or leave the picture is left out. */
export function pictureNames(
  projection: LabelProjection,
  names: readonly PictureName[],
  box: ViewBox,
  document: Document,
): SVGElement {
  const group = svgElement(document, "g", {
    ...{ "font-size": fontSize, "font-weight": 600 },
    ...{ stroke: "#000000", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" },
  });
  const spots = middlePixels(projection, names.length);
  const order = names.map((_, instance) => instance).sort((a, b) => projection.pixels[b]! - projection.pixels[a]!);
  const taken: (readonly [left: number, top: number, right: number, bottom: number])[] = [];
  for (const instance of order) {
    const pixel = spots[instance]!;
    const { name, colour } = names[instance]!;
    if (pixel < 0 || name === "") continue;
    const x = box.x + (((pixel % projection.columns) + 0.5) / projection.columns) * box.width;
    const y = box.y + ((Math.floor(pixel / projection.columns) + 0.5) / projection.rows) * box.height;
    const wide = name.length * letter;
    for (const side of sides) {
      const [left, base] = [x + side(wide)[0], y + side(wide)[1]];
      const own = [left - 1, base - fontSize, left + wide + 1, base + 2] as const;
      const isInside =
        own[0] >= box.x && own[1] >= box.y && own[2] <= box.x + box.width && own[3] <= box.y + box.height;
      if (!isInside || taken.some((one) => meet(one, own))) continue;
      taken.push(own);
      group.append(
        svgElement(document, "text", { x: left, y: base, fill: cssColour(mixed(colour, [255, 255, 255], 0.35)) }, name),
      );
      break;
    }
  }
  return group;
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

function meet(one: Box, other: Box): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

/** The pixel of each instance that is nearest to the mean of its pixels in front; −1 where it has none. */
function middlePixels({ front, columns }: LabelProjection, count: number): Int32Array {
  const sums = new Float64Array(3 * count);
  front.forEach((instance, pixel) => {
    if (instance < 0) return;
    sums[3 * instance]! += 1;
    sums[3 * instance + 1]! += Math.floor(pixel / columns);
    sums[3 * instance + 2]! += pixel % columns;
  });
  const nearest = new Int32Array(count).fill(-1);
  const distances = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  front.forEach((instance, pixel) => {
    if (instance < 0) return;
    const [n, rows, across] = sums.subarray(3 * instance, 3 * instance + 3) as unknown as [number, number, number];
    const distance = (Math.floor(pixel / columns) - rows / n) ** 2 + ((pixel % columns) - across / n) ** 2;
    if (distance >= distances[instance]!) return;
    distances[instance] = distance;
    nearest[instance] = pixel;
  });
  return nearest;
}
