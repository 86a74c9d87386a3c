import * as Plot from "@observablehq/plot";
import { shortLabel } from "./short-label.js";
import { spreadLabels } from "./spread-labels.js";

const fontSize = 8;
const lineHeight = fontSize + 0.5;

interface PlacedLabel {
  readonly label: string;
  /** Middle of the row, and where the label stands, in rows. */
  readonly row: number;
  readonly place: number;
}

/**
 * Labels of rows beside an image whose y axis counts rows: left and right in turn, moved apart where rows are lower
 * than letters, with a line from each label to its row; where both sides do not hold them, one in so many is named.
 * Rows without a label (null) have none.
 *
 * @param options.time domain of the x axis
 * @param options.inner size of the image in pixels
 * @param options.letters letters of a label that are shown; default: 10
 */
export function sideLabels(
  labels: readonly (string | null)[],
  options: {
    readonly time: readonly [number, number];
    readonly inner: { readonly width: number; readonly height: number };
    readonly letters?: number;
  },
): Plot.Markish[] {
  const { time, inner, letters = 10 } = options;
  const rowHeight = inner.height / labels.length;
  const named = labels.flatMap((label, index) => (label === null ? [] : [{ label, row: index + 0.5 }]));
  const crowded = named.length > 1 && rowHeight < fontSize + 1;
  const fitting = 2 * Math.max(1, Math.floor(inner.height / lineHeight));
  const step = Math.ceil(named.length / fitting);
  const shown = named.filter((_, index) => !crowded || index % step === 0);
  const left = shown.filter((_, index) => !crowded || index % 2 === 0);
  const right = crowded ? shown.filter((_, index) => index % 2 === 1) : [];
  const pixel = (time[1] - time[0]) / inner.width;
  const scale = { rowHeight, rows: labels.length, pixel, letters };
  return [...side(left, { ...scale, edge: time[0], sign: -1 }), ...side(right, { ...scale, edge: time[1], sign: 1 })];
}

function side(
  named: readonly { readonly label: string; readonly row: number }[],
  options: {
    readonly rowHeight: number;
    readonly rows: number;
    readonly pixel: number;
    readonly edge: number;
    readonly sign: 1 | -1;
    readonly letters: number;
  },
): Plot.Markish[] {
  const { rowHeight, rows, pixel, edge, sign, letters } = options;
  const places = spreadLabels(
    named.map(({ row }) => row),
    { gap: lineHeight / rowHeight, start: 0, end: rows },
  );
  const placed: PlacedLabel[] = named.map(({ label, row }, index) => ({ label, row, place: places[index]! }));
  return [
    Plot.link(placed, {
      x1: edge + sign * 2 * pixel,
      x2: edge + sign * 13 * pixel,
      y1: (label: PlacedLabel) => label.row,
      y2: (label: PlacedLabel) => label.place,
      stroke: "currentColor",
      strokeOpacity: 0.45,
      strokeWidth: 0.6,
    }),
    Plot.text(placed, {
      x: edge + sign * 15 * pixel,
      y: (label: PlacedLabel) => label.place,
      text: (label: PlacedLabel) => shortLabel(label.label, letters),
      textAnchor: sign < 0 ? "end" : "start",
      fontSize,
    }),
  ];
}
