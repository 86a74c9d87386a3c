import { ArgumentError } from "../../errors.js";
import type { Neighbourhoods } from "../../rsa/searchlight/neighbourhoods.js";
import { pointNeighbourhoods } from "../../rsa/searchlight/point-neighbourhoods.js";
import { volumeNeighbourhoods } from "../../rsa/searchlight/volume-neighbourhoods.js";
import type { PatternChannel } from "./pattern-set.js";

/** How far a searchlight reaches: so many voxels of a grid, or metres. */
export type SearchlightRadius = { readonly voxels: number } | { readonly metres: number };

/** Share of a voxel by which a position may miss its place in the grid. */
const gridSlack = 0.01;

/** More places make no grid that anybody measured. */
const mostPlaces = 100_000_000;

/** Neighbourhoods of channels. */
export interface ChannelNeighbourhoods {
  readonly neighbourhoods: Neighbourhoods;
  /** The channel at each place; −1 where there is none. */
  readonly channelOf: Int32Array;
}

/**
 * The channels around every channel with a position: within a number of voxels, where positions are a grid along the axes
 * (the balls of `volumeNeighbourhoods`), or within metres, wherever they are.
 *
 * @param leastShare - Of a grid: least share of the places around a centre that have a channel, for it to be kept.
 * @throws ArgumentError where no channel has a position, or voxels are asked for and positions are no grid.
 */
export function channelNeighbourhoods(
  channels: readonly PatternChannel[],
  { radius, leastShare }: { readonly radius: SearchlightRadius; readonly leastShare: number },
): ChannelNeighbourhoods {
  const coordinates = Float64Array.from(channels.flatMap((channel) => [...positionOf(channel)]));
  const placed = channels.findIndex((channel) => positionOf(channel).every(Number.isFinite));
  if (placed < 0) {
    const expected = "channels with x_m, y_m and z_m";
    throw new ArgumentError({ argument: "channels", expected, found: `${channels.length} without` });
  }
  if ("metres" in radius) {
    const neighbourhoods = pointNeighbourhoods(coordinates, { radius: radius.metres });
    return { neighbourhoods, channelOf: Int32Array.from(channels.keys()) };
  }
  const axes = [0, 1, 2].map((axis) => gridAxis(coordinates, axis));
  const shape = axes.map(({ count }) => count) as unknown as readonly [number, number, number];
  const places = shape[0] * shape[1] * shape[2];
  if (places > mostPlaces) throw noGrid(`${shape.join(" × ")} places`);
  const channelOf = new Int32Array(places).fill(-1);
  for (const channel of channels.keys()) {
    const at = axes.map(({ first, step }, axis) => Math.round((coordinates[3 * channel + axis]! - first) / step));
    if (!at.every(Number.isFinite)) continue;
    const place = (at[0]! * shape[1] + at[1]!) * shape[2] + at[2]!;
    if (channelOf[place]! >= 0) throw noGrid("two channels at one place");
    channelOf[place] = channel;
  }
  const mask = { shape, values: channelOf.map((channel) => Number(channel >= 0)) };
  const options = { radius: radius.voxels, threshold: leastShare, truncateAtBoundary: true };
  return { neighbourhoods: volumeNeighbourhoods(mask, options), channelOf };
}

/** The position of a channel in metres; NaN where there is none. */
export function positionOf({ row }: PatternChannel): readonly [number, number, number] {
  return [row?.x_m ?? Number.NaN, row?.y_m ?? Number.NaN, row?.z_m ?? Number.NaN];
}

function gridAxis(coordinates: Float64Array, axis: number) {
  const along = coordinates.filter((value, k) => k % 3 === axis && Number.isFinite(value)).sort();
  const first = along[0]!;
  const span = along.at(-1)! - first;
  // positions that differ by less than this are the same, rounded differently
  const least = 1e-6 * Math.max(span, Number.MIN_VALUE);
  let step = span > 0 ? span : 1;
  for (let k = 1; k < along.length; k++) {
    const apart = along[k]! - along[k - 1]!;
    if (apart > least) step = Math.min(step, apart);
  }
  const misses = along.some((value) => {
    const place = (value - first) / step;
    return Math.abs(place - Math.round(place)) > gridSlack;
  });
  if (misses) throw noGrid(`uneven steps along ${"xyz"[axis]}`);
  return { first, step, count: Math.round(span / step) + 1 };
}

function noGrid(found: string): ArgumentError {
  const next = "give radius: { metres: … }";
  return new ArgumentError({ argument: "radius", expected: "positions on a grid along the axes", found, next });
}
