import type { LabelVolume, VolumeShape } from "./label-volume.js";
import { onOwnedSegments } from "./on-owned-segments.js";
import { onTouchingRuns } from "./on-touching-runs.js";
import { type OwnedRuns, ownedRuns } from "./owned-runs.js";

/** Two instances that share voxels or touch. */
export interface InstancePair {
  /** Counted as the volume lists its instances; `a` is less than `b`. */
  readonly a: number;
  readonly b: number;
  /** Voxels that belong to both. */
  readonly overlapVoxels: number;
  /** Faces across z, y and x between a voxel that is `a`'s alone and one that is `b`'s alone. */
  readonly faces: readonly [z: number, y: number, x: number];
}

/**
 * The pairs of instances that share voxels or have a face in common, by `a`, then by `b`. Pairs that share edges or corners
 * alone are not told. The area of contact is Σ faces · area of a face.
 */
export function instancePairs(volume: LabelVolume): InstancePair[] {
  const all = volume.instances.length;
  const counts = new Map<number, PairCounts>();
  function add(one: number, other: number, which: 0 | 1 | 2 | 3, amount: number): void {
    const key = Math.min(one, other) * all + Math.max(one, other);
    const pair = counts.get(key) ?? ([0, 0, 0, 0] satisfies PairCounts);
    pair[which] += amount;
    counts.set(key, pair);
  }

  const runs = ownedRuns(volume);
  const alone = ownedAlone(runs, (length, owners, count) => {
    for (let k = 1; k < count; k++) for (let l = 0; l < k; l++) add(owners[k]!, owners[l]!, 0, length);
  });
  const addFaces = (which: 1 | 2) => (i: number, j: number, shared: number) => {
    if (alone.owners[i] !== alone.owners[j]) add(alone.owners[i]!, alone.owners[j]!, which, shared);
  };
  onTouchingRuns(alone, alone, volume.shape, { dz: -1, dy: 0, reach: 0 }, addFaces(1));
  onTouchingRuns(alone, alone, volume.shape, { dz: 0, dy: -1, reach: 0 }, addFaces(2));
  onFacesAlongRows(alone, volume.shape, (one, other) => add(one, other, 3, 1));
  return [...counts]
    .sort(([left], [right]) => left - right)
    .map(([key, [overlapVoxels, ...faces]]) => ({ a: Math.floor(key / all), b: key % all, overlapVoxels, faces }));
}

type PairCounts = [shared: number, facesZ: number, facesY: number, facesX: number];

/** The voxels that have one owner, as rising runs; the others are handed over. */
function ownedAlone(
  runs: OwnedRuns,
  onShared: (length: number, owners: readonly number[], count: number) => void,
): OwnedRuns {
  // one owner alone begins where a run begins after none, or where all but one of several have ended: once per run at most
  const room = runs.starts.length;
  const starts = new Float64Array(room);
  const lengths = new Int32Array(room);
  const owners = new Int32Array(room);
  let segments = 0;
  onOwnedSegments(runs, (start, length, segmentOwners, count) => {
    if (count > 1) return onShared(length, segmentOwners, count);
    starts[segments] = start;
    lengths[segments] = length;
    owners[segments++] = segmentOwners[0]!;
  });
  return {
    starts: starts.subarray(0, segments),
    lengths: lengths.subarray(0, segments),
    owners: owners.subarray(0, segments),
  };
}

function onFacesAlongRows(
  { starts, lengths, owners }: OwnedRuns,
  [, , rowLength]: VolumeShape,
  onFace: (one: number, other: number) => void,
): void {
  for (let i = 1; i < starts.length; i++) {
    const touches = starts[i] === starts[i - 1]! + lengths[i - 1]! && starts[i]! % rowLength !== 0;
    if (touches && owners[i] !== owners[i - 1]) onFace(owners[i - 1]!, owners[i]!);
  }
}
