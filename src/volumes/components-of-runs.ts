import { ArgumentError } from "../errors.js";
import type { VolumeShape, VoxelRuns } from "./label-volume.js";
import { onTouchingRuns } from "./on-touching-runs.js";

/** Voxels that hang together: those that share a face (6), also an edge (18), also a corner (26). */
export type Connectivity = 6 | 18 | 26;

/** Along how many axes voxels that hang together may be one apart. */
const mostAxes: Readonly<Record<Connectivity, number>> = { 6: 1, 18: 2, 26: 3 };

/** The rows before a row in which neighbours lie, and along how many axes they are one apart. */
const rowsBefore = [
  { dz: 0, dy: -1, axes: 1 },
  { dz: -1, dy: 0, axes: 1 },
  { dz: -1, dy: -1, axes: 2 },
  { dz: -1, dy: 1, axes: 2 },
] as const;

/** The pieces of a set of voxels, counted from 0 in the order of their first voxels. */
export interface RunComponents {
  readonly count: number;
  /** The piece of each run. */
  readonly componentOf: Int32Array;
}

/**
 * The connected components of a set of voxels: runs are joined to runs of the rows before theirs, in time and memory that
 * follow the runs and not the volume.
 *
 * @throws ArgumentError for a connectivity other than 6, 18 and 26
 */
export function componentsOfRuns(runs: VoxelRuns, shape: VolumeShape, connectivity: Connectivity): RunComponents {
  return componentsAt(runs, shape, [connectivity])[0]!;
}

/** The connected components at several connectivities, in one pass over the runs. @throws ArgumentError likewise */
export function componentsAt(
  runs: VoxelRuns,
  shape: VolumeShape,
  connectivities: readonly Connectivity[],
): RunComponents[] {
  const forests = connectivities.map((connectivity) => ({
    most: mostAxes[connectivity] ?? refuse(connectivity),
    // a tree of runs per piece, whose root is its first run
    parents: countingUp(runs.starts.length),
  }));
  const widest = forests.reduce((most, forest) => Math.max(most, forest.most), 0);
  for (const { dz, dy, axes } of rowsBefore) {
    if (axes > widest) continue;
    const reach = axes < widest ? 1 : 0;
    onTouchingRuns(runs, runs, shape, { dz, dy, reach }, (run, other, shared) => {
      const apart = shared > 0 ? axes : axes + 1;
      for (const { most, parents } of forests) if (apart <= most) join(parents, run, other);
    });
  }
  return forests.map(({ parents }) => ({ count: numberTrees(parents), componentOf: parents }));
}

function countingUp(length: number): Int32Array {
  const numbers = new Int32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = i;
  return numbers;
}

function join(parents: Int32Array, run: number, other: number): void {
  const a = rootOf(parents, run);
  const b = rootOf(parents, other);
  if (a < b) parents[b] = a;
  else parents[a] = b;
}

function rootOf(parents: Int32Array, run: number): number {
  let node = run;
  for (let parent = parents[node]!; parent !== node; parent = parents[node]!) {
    // each second step is shortened on the way
    parents[node] = parents[parent]!;
    node = parents[node]!;
  }
  return node;
}

/** Puts in the place of each parent the number of its tree. */
function numberTrees(parents: Int32Array): number {
  let trees = 0;
  // parents come before children, so that each child finds the number of its tree at its parent's place
  for (let run = 0; run < parents.length; run++) {
    const parent = parents[run]!;
    parents[run] = parent === run ? trees++ : parents[parent]!;
  }
  return trees;
}

function refuse(connectivity: Connectivity): never {
  throw new ArgumentError({ argument: "connectivity", expected: "6, 18 or 26", found: String(connectivity) });
}
