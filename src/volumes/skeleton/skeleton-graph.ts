import type { VolumeShape } from "../label-volume.js";
import { neighboursOf, voxelNeighbours } from "../voxel-neighbours.js";

/** Voxels, joined where they touch by face, edge or corner. Voxels are counted by their place in the list. */
export interface SkeletonGraph {
  readonly shape: VolumeShape;
  /** Rising flat indices (z · ny + y) · nx + x. */
  readonly voxels: Float64Array;
  /** The neighbours of voxel i are `targets[offsets[i]]` to `targets[offsets[i + 1] - 1]`, rising. */
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** Beside each target the step to it, 9(dz + 1) + 3(dy + 1) + (dx + 1). */
  readonly steps: Uint8Array;
  /** The piece of each voxel; pieces are counted in the order of their first voxels. */
  readonly components: Int32Array;
  readonly componentCount: number;
  /** Pairs of neighbours. */
  readonly edges: number;
}

/**
 * The graph of a set of voxels, such as a thinned skeleton, at 26-adjacency. Time and memory follow the pairs of
 * neighbours.
 *
 * @param voxels - Rising flat indices.
 * @throws ArgumentError for voxels that do not rise or lie outside of the volume
 */
export function skeletonGraph(voxels: Float64Array, shape: VolumeShape): SkeletonGraph {
  const neighbours = voxelNeighbours(voxels, shape);
  const { patterns } = neighbours;
  const offsets = new Int32Array(voxels.length + 1);
  for (let i = 0; i < voxels.length; i++) offsets[i + 1] = offsets[i]! + countBits(patterns[i]!);
  const targets = new Int32Array(offsets[voxels.length]!);
  const steps = new Uint8Array(targets.length);
  const around = new Int32Array(26);
  for (let i = 0; i < voxels.length; i++) {
    neighboursOf(neighbours, i, around);
    const first = offsets[i]!;
    // the bits of a pattern rise as the neighbours do
    let place = first;
    for (let step = 0; step < 27; step++) {
      if (((patterns[i]! >> step) & 1) === 0) continue;
      targets[place] = around[place - first]!;
      steps[place++] = step;
    }
  }
  const { components, componentCount } = piecesOf(offsets, targets);
  return { shape, voxels, offsets, targets, steps, components, componentCount, edges: targets.length / 2 };
}

/** How many voxels have one, two, and three or more neighbours, and how many none. */
export function degreeCounts({ offsets }: Pick<SkeletonGraph, "offsets">): readonly [number, number, number, number] {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (let i = 0; i + 1 < offsets.length; i++) counts[Math.min(3, offsets[i + 1]! - offsets[i]!)]!++;
  return counts;
}

function piecesOf(offsets: Int32Array, targets: Int32Array): Pick<SkeletonGraph, "components" | "componentCount"> {
  const components = new Int32Array(offsets.length - 1).fill(-1);
  const waiting = new Int32Array(components.length);
  let componentCount = 0;
  for (let first = 0; first < components.length; first++) {
    if (components[first]! >= 0) continue;
    components[first] = componentCount;
    waiting[0] = first;
    for (let size = 1; size > 0; ) {
      const i = waiting[--size]!;
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        const j = targets[e]!;
        if (components[j]! >= 0) continue;
        components[j] = componentCount;
        waiting[size++] = j;
      }
    }
    componentCount++;
  }
  return { components, componentCount };
}

function countBits(pattern: number): number {
  let bits = 0;
  for (let rest = pattern; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}
