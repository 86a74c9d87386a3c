import type { LabelVolume, VoxelRuns } from "./label-volume.js";

/** Runs of several instances by their starts; those of different instances may share voxels. */
export interface OwnedRuns extends VoxelRuns {
  /** The instance of each run, counted as the volume lists them. */
  readonly owners: Int32Array;
}

/** The runs of all instances of a volume in one list, in time that follows them and the logarithm of the instances. */
export function ownedRuns(volume: LabelVolume): OwnedRuns {
  const lists = volume.instances.map(({ runs }, instance) => ({
    ...runs,
    owners: new Int32Array(runs.starts.length).fill(instance),
  }));
  return mergedList(lists);
}

function mergedList(lists: readonly OwnedRuns[]): OwnedRuns {
  if (lists.length === 0) return { starts: new Float64Array(0), lengths: new Int32Array(0), owners: new Int32Array(0) };
  if (lists.length === 1) return lists[0]!;
  const half = lists.length >> 1;
  return mergedPair(mergedList(lists.slice(0, half)), mergedList(lists.slice(half)));
}

function mergedPair(a: OwnedRuns, b: OwnedRuns): OwnedRuns {
  const all = a.starts.length + b.starts.length;
  const starts = new Float64Array(all);
  const lengths = new Int32Array(all);
  const owners = new Int32Array(all);
  let i = 0;
  let j = 0;
  for (let run = 0; run < all; run++) {
    const fromA = j === b.starts.length || (i < a.starts.length && a.starts[i]! <= b.starts[j]!);
    const from = fromA ? a : b;
    const place = fromA ? i++ : j++;
    starts[run] = from.starts[place]!;
    lengths[run] = from.lengths[place]!;
    owners[run] = from.owners[place]!;
  }
  return { starts, lengths, owners };
}
