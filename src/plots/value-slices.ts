import { counted } from "./counted.js";
import { lengthWords } from "./length-words.js";
import type { PlacedValue, ValueMap, ValueMapOptions } from "./placed-value.js";
import { rasterImage } from "./raster.js";
import { shortLabel } from "./short-label.js";
import { svgElement } from "./svg-element.js";
import { gridPlace, type VolumeGrid } from "./volume-grid.js";

type Axis = 0 | 1 | 2;

const axisNames = ["x", "y", "z"] as const;
const gap = 10;
const headingHeight = 18;
const captionHeight = 14;
/** Pixels; a slice of few voxels is not blown up further. */
const widest = 560;

/** Slices of a volume through a chosen axis, at equal steps where there are more than asked for. */
export function valueSlices(
  values: readonly PlacedValue[],
  grid: VolumeGrid,
  { document, width, scale, pattern, heading, mostSlices }: ValueMapOptions,
): ValueMap {
  const [axis, across, up] = axesOf(grid);
  const voxels = values.map(({ place, value }) => ({ at: gridPlace(grid, place), value }));
  const present = [...new Set(voxels.map(({ at }) => at[axis]))].sort((a, b) => a - b);
  const chosen = evenly(present, mostSlices);
  const [columns, rows] = [grid.size[across], grid.size[up]];
  const ratio = (rows * grid.step[up]) / (columns * grid.step[across]);
  const beside = Math.min(chosen.length, Math.max(1, Math.floor(width / 170)));
  const wide = Math.min(widest, (width - gap * (beside - 1)) / beside);
  const high = wide * ratio;
  const group = svgElement(document, "g", {});
  const title = { x: 0, y: 12, "font-weight": 600 };
  group.append(svgElement(document, "text", title, shortLabel(heading, Math.floor(width / 6))));
  for (const [index, slice] of chosen.entries()) {
    const x = (index % beside) * (wide + gap);
    const y = headingHeight + Math.floor(index / beside) * (high + captionHeight + gap);
    const pixels = new Float64Array(rows * columns).fill(Number.NaN);
    const none: string[] = [];
    const [cw, ch] = [wide / columns, high / rows];
    for (const { at, value } of voxels) {
      if (at[axis] !== slice) continue;
      const [column, row] = [at[across], rows - 1 - at[up]];
      pixels[row * columns + column] = value;
      if (Number.isNaN(value)) none.push(`M${x + column * cw},${y + row * ch}h${cw}v${ch}h${-cw}z`);
    }
    if (none.length > 0) group.append(svgElement(document, "path", { d: none.join(""), fill: `url(#${pattern})` }));
    const middle = grid.origin[axis] + slice * grid.step[axis];
    const caption = { x, y: y + high + 11, "font-size": 9 };
    group.append(
      svgElement(document, "image", {
        ...{ x, y, width: wide, height: high, href: rasterImage({ rows, columns, values: pixels }, scale) },
        ...{ preserveAspectRatio: "none", "image-rendering": "pixelated" },
      }),
      svgElement(document, "rect", {
        ...{ x, y, width: wide, height: high, fill: "none", stroke: "currentColor", "stroke-opacity": 0.3 },
      }),
      svgElement(document, "text", caption, `${axisNames[axis]} = ${lengthWords(middle, grid.step[axis])}`),
    );
  }
  const height = headingHeight + Math.ceil(chosen.length / beside) * (high + captionHeight + gap) + 2;
  const shown = chosen.length < present.length ? `${chosen.length} of ${present.length}` : `${present.length}`;
  const words = `${shown} ${present.length === 1 ? "slice" : "slices"} along ${axisNames[axis]} of ${counted(values.length, "voxel")}, ${axisNames[across]} to the right, ${axisNames[up]} upwards`;
  return { panel: { element: group, height }, words, isHatched: values.some(({ value }) => Number.isNaN(value)) };
}

/** The axis of the slices, of one slice the one without extent, else z; then those to the right and upwards. */
function axesOf({ size }: VolumeGrid): readonly [Axis, Axis, Axis] {
  const flat = ([2, 1, 0] as const).find((axis) => size[axis] === 1) ?? 2;
  return flat === 2 ? [2, 0, 1] : flat === 1 ? [1, 0, 2] : [0, 1, 2];
}

/** At most so many of a list, from its first to its last at equal steps. */
function evenly(list: readonly number[], most: number): readonly number[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, index) => list[Math.round(((index + 0.5) * list.length) / most - 0.5)]!);
}
