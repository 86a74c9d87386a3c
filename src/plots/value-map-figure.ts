import { EmptyResultError } from "../errors.js";
import { colourBar } from "./colour-bar.js";
import { scaleOf } from "./colour-scale.js";
import { counted } from "./counted.js";
import { figure } from "./figure.js";
import { missingPattern } from "./legend.js";
import type { PlacedValue } from "./placed-value.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";
import { sideBySide } from "./side-by-side.js";
import { textLines } from "./text-lines.js";
import { valueMap } from "./value-map.js";

/** One map: a model, a recording. */
export interface NamedValues {
  readonly name: string;
  readonly values: readonly (Omit<PlacedValue, "place"> & {
    /** Coordinates in metres; null where the source has none. */
    readonly place: readonly (number | null)[];
    /** Number of the channel. */
    readonly channel: number;
  })[];
}

/** What maps are of. */
export interface ValueMapFigureOptions extends PlotOptions {
  readonly id: string;
  readonly title: string;
  /** What the numbers are. */
  readonly quantity: string;
  /** What is to be said besides the drawing. */
  readonly about: string;
}

/** Maps that are drawn. */
const mostMaps = 4;
/** Slices of all maps together. */
const mostSlices = 24;

/**
 * Maps of numbers at the places of voxels or cells below each other, on one scale.
 *
 * Values: `map`, `channel_index`, `x_m`, `y_m`, `z_m`, `value`.
 * Throws an EmptyResultError where nothing has a place and a value.
 */
export function valueMapFigure(maps: readonly NamedValues[], options: ValueMapFigureOptions): PlotResult {
  const { document, width = 720, id, title, quantity, about } = options;
  const placed = maps.map(({ name, values }) => ({
    name,
    values: values.filter((one): one is typeof one & PlacedValue => one.place.every((at) => at !== null)),
    left: values.filter(({ place }) => place.some((at) => at === null)).length,
  }));
  const drawable = placed.filter(({ values }) => values.some(({ value }) => !Number.isNaN(value)));
  if (drawable.length === 0) throw new EmptyResultError({ what: `${quantity} with a place in x_m, y_m and z_m` });
  const shown = drawable.slice(0, mostMaps);
  const rows = shown.flatMap(({ name, values }) => values.map((one) => ({ name, ...one })));
  const scale = scaleOf(rows.map(({ value }) => value));
  const pattern = `${id}-none`;
  const slices = Math.floor(mostSlices / shown.length);
  const columns = shown.length > 1 && width >= 560 && shown.every(({ values }) => isFlat(values)) ? 2 : 1;
  const drawn = shown.map(({ name, values }) => {
    const each = width / columns - (columns - 1) * 6;
    return valueMap(values, { document, width: each, scale, pattern, heading: name, mostSlices: slices });
  });
  const rowsOfPanels = Array.from({ length: Math.ceil(drawn.length / columns) }, (_, row) => {
    const own = drawn.slice(row * columns, (row + 1) * columns);
    return sideBySide(
      document,
      own.map(({ panel }) => ({ panel, width: width / columns + 6 })),
    );
  });
  const isMissing = drawn.some(({ isHatched }) => isHatched);
  const without = rows.filter(({ value }) => Number.isNaN(value)).length;
  const unplaced = shown.reduce((sum, { left }) => sum + left, 0);
  const words = [...new Set(drawn.map((one) => one.words))].join("; ");
  const left = drawable.length - shown.length;
  const description =
    `${words}${shown.length > 1 ? "; one scale for all" : ""}. ${about}` +
    (without > 0 ? ` ${counted(without, "place")} without a value.` : "") +
    (unplaced > 0 ? ` ${counted(unplaced, "value")} without a place not drawn.` : "") +
    (left > 0 ? ` ${counted(left, "more map")} not drawn.` : "");
  const bar = colourBar({
    ...{ document, left: 0, within: width, scale, label: quantity },
    ...(isMissing ? { missingPattern: pattern, missingWords: "no value" } : {}),
  });
  const panels = [bar, textLines(`${words}.`, { document, width }), ...rowsOfPanels];
  const svg = figure(panels, { document, width, id, title, description });
  if (isMissing) svg.insertBefore(missingPattern(document, pattern), svg.firstChild);
  const at = (axis: 0 | 1 | 2) => Float64Array.from(rows, ({ place }) => place[axis]);
  const values = {
    map: rows.map(({ name }) => name),
    channel_index: Int32Array.from(rows, ({ channel }) => channel),
    ...{ x_m: at(0), y_m: at(1), z_m: at(2) },
    value: Float64Array.from(rows, ({ value }) => value),
  };
  return { svg, title, description, values };
}

/** Whether all places lie in one plane of the axes, which makes one slice. */
function isFlat(values: readonly PlacedValue[]): boolean {
  const first = values[0]!.place;
  return ([0, 1, 2] as const).some((axis) => values.every(({ place }) => place[axis] === first[axis]));
}
