import { sortedIndices } from "../../stats/sorted-indices.js";
import type { ScoredInstance } from "./scored-instance.js";

/** The runs of one channel, whose instances share no voxel, by their beginnings; `owners` are places in the list of instances. */
interface ChannelRuns {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly owners: Int32Array;
}

/** Where the masks of a list of instances lie. */
export interface MaskIndex {
  readonly instances: number;
  readonly channels: readonly ChannelRuns[];
}

/** Sorts the runs of all instances, channel by channel, for {@link placesInMasks}. */
export function maskIndex(instances: readonly ScoredInstance[]): MaskIndex {
  const channels = new Map<number, number[]>();
  for (const [place, { channel }] of instances.entries()) {
    const places = channels.get(channel);
    if (places) places.push(place);
    else channels.set(channel, [place]);
  }
  return {
    instances: instances.length,
    channels: [...channels.values()].map((places) => channelRuns(instances, places)),
  };
}

function channelRuns(instances: readonly ScoredInstance[], places: readonly number[]): ChannelRuns {
  const total = places.reduce((sum, place) => sum + instances[place]!.runs.starts.length, 0);
  const starts = new Float64Array(total);
  const ends = new Float64Array(total);
  const owners = new Int32Array(total);
  let run = 0;
  for (const place of places) {
    const { runs } = instances[place]!;
    for (let i = 0; i < runs.starts.length; i++) {
      starts[run] = runs.starts[i]!;
      ends[run] = runs.starts[i]! + runs.lengths[i]!;
      owners[run++] = place;
    }
  }
  if (places.length === 1) return { starts, ends, owners };
  const order = sortedIndices(starts);
  return {
    starts: Float64Array.from(order, (index) => starts[index]!),
    ends: Float64Array.from(order, (index) => ends[index]!),
    owners: Int32Array.from(order, (index) => owners[index]!),
  };
}

/**
 * For each instance, which of the voxels lie in its mask: rising places in `voxels`, which are rising flat indices.
 * Time follows the voxels, the channels, and the logarithm of the runs that lie between two voxels.
 */
export function placesInMasks(voxels: Float64Array, index: MaskIndex): readonly Int32Array[] {
  const counts = new Int32Array(index.instances);
  const found = index.channels.map((channel) => ownersOf(voxels, channel, counts));
  const places = Array.from(counts, (count) => (count === 0 ? nowhere : new Int32Array(count)));
  counts.fill(0);
  for (const owners of found) {
    for (let place = 0; place < owners.length; place++) {
      const owner = owners[place]!;
      if (owner >= 0) places[owner]![counts[owner]!++] = place;
    }
  }
  return places;
}

/** Most pairs of instances share nothing; one array serves them all. */
const nowhere = new Int32Array(0);

/** Whose voxel each is, −1 for nobody's. */
function ownersOf(voxels: Float64Array, { starts, ends, owners }: ChannelRuns, counts: Int32Array): Int32Array {
  const found = new Int32Array(voxels.length).fill(-1);
  let run = 0;
  for (let place = 0; place < voxels.length; place++) {
    const voxel = voxels[place]!;
    run = firstEndingAfter(ends, run, voxel);
    if (run === ends.length) break;
    if (starts[run]! > voxel) continue;
    found[place] = owners[run]!;
    counts[owners[run]!]!++;
  }
  return found;
}

/** By steps that double, then by halving: most voxels lie in the run of the one before, or few runs further. */
function firstEndingAfter(ends: Float64Array, from: number, voxel: number): number {
  let low = from;
  let high = from;
  for (let step = 1; high < ends.length && ends[high]! <= voxel; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, ends.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > voxel) high = middle;
    else low = middle + 1;
  }
  return low;
}
