import { instanceColour } from "../volumes/projections/instance-colours.js";
import type { LabelProjection } from "../volumes/projections/label-projector.js";
import { type ChannelImageOptions, type ChannelPixels, channelImage } from "./channel-image.js";
import { labelImage } from "./label-image.js";
import { encodePng, encodeRgbPng } from "./png-image.js";

/**
 * A projection or slice of instances as a PNG file of its pixels alone, without axes: on black, each instance in its colour
 * (see `instanceColour`), lighter where others lie in line.
 *
 * @param instances - Those that were projected, in the same order.
 */
export function labelProjectionPng(
  projection: LabelProjection,
  instances: readonly { readonly channel: number; readonly label: number }[],
): Uint8Array {
  const colours = instances.map(({ channel, label }) => instanceColour(channel, label));
  return encodePng(labelImage(projection, colours));
}

/**
 * A projection or slice of an image as a PNG file of its pixels alone: channels in red, green and blue, one alone in grey,
 * between the percentiles 1 and 99.5 with γ 0.72 unless asked otherwise.
 */
export function imageProjectionPng(projection: ChannelPixels, options: ChannelImageOptions = {}): Uint8Array {
  return encodeRgbPng(channelImage(projection, options));
}
