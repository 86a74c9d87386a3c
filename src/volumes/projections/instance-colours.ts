/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * Bright on black, visible on white. Colours at even places are those of Okabe and Ito but for a lighter blue; others stand
 * between them, so that the first seven, and every second one, stay apart for colour-blind readers.
 */
const palette: readonly Rgb[] = [
  [230, 159, 0],
  [170, 68, 170],
  [86, 180, 233],
  [102, 255, 255],
  [0, 158, 115],
  [68, 221, 170],
  [240, 228, 66],
  [138, 90, 43],
  [77, 127, 255],
  [102, 255, 170],
  [213, 94, 0],
  [68, 119, 102],
  [204, 121, 167],
];

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];

/** The colours, then all of them lighter, then darker: more than these cannot be told apart. */
const shades: readonly Rgb[] = [
  ...palette,
  ...palette.map((colour) => mixed(colour, white, 0.45)),
  ...palette.map((colour) => mixed(colour, black, 0.35)),
];

/**
 * The colour of an instance, the same in every picture whatever else is in it: number label − 1 + channel (from 0) of 39
 * colours, and from the first again. Neighbouring labels of a channel differ, and so do labels 1 of neighbouring channels.
 */
export function instanceColour(channel: number, label: number): Rgb {
  const place = (label - 1 + channel) % shades.length;
  return shades[place < 0 ? place + shades.length : place] ?? shades[0]!;
}

/** A colour between two; share 0 gives the first. */
export function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const mix = (part: 0 | 1 | 2) => Math.round(from[part] + share * (to[part] - from[part]));
  return [mix(0), mix(1), mix(2)];
}
