import {
  type DisplayRange,
  type DisplayRangeOptions,
  displayLevels,
  displayRange,
} from "../volumes/projections/display-levels.js";
import type { Rgb } from "../volumes/projections/instance-colours.js";
import type { RgbImage } from "./png-image.js";

/** Colours of the channels of an image: red, green and blue, as microscopes store them; of more, the rest in mixtures. */
const channelColours: readonly Rgb[] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 0],
];

/** The only channel is drawn in grey. */
const grey: readonly Rgb[] = [[255, 255, 255]];

/** Numbers of channels at pixels, row after row. */
export interface ChannelPixels {
  readonly rows: number;
  readonly columns: number;
  readonly channels: readonly ArrayLike<number>[];
}

/** How numbers become brightness. */
export interface ChannelImageOptions extends DisplayRangeOptions {
  /** Default: 0.72. */
  readonly gamma?: number;
  /** One per channel, for pictures that are to be compared. Default: of this picture's own percentiles. */
  readonly ranges?: readonly DisplayRange[];
}

/** Channels as one picture, a pixel for a pixel: the colours of the channels added up; six channels at most. */
export function channelImage(picture: ChannelPixels, options: ChannelImageOptions = {}): RgbImage {
  const { rows, columns } = picture;
  const channels = picture.channels.slice(0, channelColours.length);
  const colours = channels.length === 1 ? grey : channelColours;
  const pixels = new Uint8Array(rows * columns * 3);
  for (const [channel, values] of channels.entries()) {
    const range = options.ranges?.[channel] ?? displayRange(values, options);
    const levels = displayLevels(values, range, options);
    const colour = colours[channel]!;
    for (let pixel = 0; pixel < levels.length; pixel++) {
      for (let part = 0; part < 3; part++) {
        const at = 3 * pixel + part;
        pixels[at] = Math.min(255, pixels[at]! + Math.round((levels[pixel]! * colour[part]!) / 255));
      }
    }
  }
  return { width: columns, height: rows, pixels };
}
