import { colourOf } from "./colour-scale.js";
import { lengthWords } from "./length-words.js";
import type { PlacedValue, ValueMap, ValueMapOptions } from "./placed-value.js";
import { pointMap } from "./point-map.js";
import { shortLabel } from "./short-label.js";
import { svgElement } from "./svg-element.js";

type Axis = 0 | 1 | 2;

const axisNames = ["x", "y", "z"] as const;
const headingHeight = 18;
/** Dots that are drawn; more would make a drawing of many megabytes. */
const mostDots = 4000;

/** Dots at their places, seen along the axis in which they reach least far; those without a value are rings. */
export function valueScatter(
  values: readonly PlacedValue[],
  { document, width, scale, heading }: ValueMapOptions,
): ValueMap {
  const [across, up, depth] = ([0, 1, 2] as const)
    .map((axis) => ({ axis, extent: extentOf(values, axis) }))
    .sort((a, b) => b.extent - a.extent)
    .map(({ axis }) => axis) as [Axis, Axis, Axis];
  const step = Math.ceil(values.length / mostDots);
  const drawn = values.filter((_, index) => index % step === 0);
  const size = (value: number) => (Number.isNaN(value) ? -1 : Math.abs(value));
  // what is strong lies above what is weak
  const points = drawn
    .sort((a, b) => size(a.value) - size(b.value))
    .map(({ place, value, label }) => ({
      ...{ x: place[across], y: place[up], label },
      colour: Number.isNaN(value) ? null : colourOf(value, scale),
    }));
  const map = pointMap(points, { document, width, lengthWords: (length) => lengthWords(length, length) });
  const title = { x: 0, y: 12, "font-weight": 600 };
  const element = svgElement(
    document,
    "g",
    {},
    svgElement(document, "text", title, shortLabel(heading, Math.floor(width / 6))),
    svgElement(document, "g", { transform: `translate(0,${headingHeight})` }, map.element),
  );
  const rings = values.some(({ value }) => Number.isNaN(value)) ? "; rings: no value" : "";
  const shown = `${step > 1 ? `one in ${step} of ` : ""}${values.length} places`;
  const words = `${shown}, ${axisNames[across]} to the right, ${axisNames[up]} upwards, seen along ${axisNames[depth]}${rings}`;
  return { panel: { element, height: headingHeight + map.height }, words, isHatched: false };
}

function extentOf(values: readonly PlacedValue[], axis: Axis): number {
  const low = values.reduce((least, { place }) => Math.min(least, place[axis]), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, { place }) => Math.max(most, place[axis]), Number.NEGATIVE_INFINITY);
  return high - low;
}
