import { ArgumentError } from "../errors.js";
import type { VolumeShape } from "./label-volume.js";

/** What is kept per channel must not follow a number that only a header says. */
const mostChannels = 2 ** 16;

/**
 * Which axes of an array are channels, and which z, y and x.
 *
 * @param arrayShape - (channel,) z, y, x; axes of length 1 before these may be there, and z may be missing.
 * @throws ArgumentError for other shapes, for 2^53 elements or more, and for more channels than anybody stores
 */
export function labelAxes(arrayShape: readonly number[]): { readonly channels: number; readonly shape: VolumeShape } {
  const axes = [...arrayShape];
  while (axes.length > 4 && axes[0] === 1) axes.shift();
  while (axes.length === 2 || axes.length === 3) axes.unshift(1);
  const [channels, z, y, x] = axes;
  const size = axes.reduce((product, length) => product * length, 1);
  if (axes.length !== 4 || !axes.every((length) => Number.isInteger(length) && length > 0) || !(x! < 2 ** 31)) {
    const expected = "lengths of the axes (channel,) z, y, x, each at least 1";
    throw new ArgumentError({ argument: "shape", expected, found: `[${arrayShape.join(", ")}]` });
  }
  if (!Number.isSafeInteger(size) || channels! > mostChannels) {
    const expected = `fewer than 2^53 elements and at most ${mostChannels} channels`;
    throw new ArgumentError({ argument: "shape", expected, found: `[${arrayShape.join(", ")}]` });
  }
  return { channels: channels!, shape: [z!, y!, x!] };
}
