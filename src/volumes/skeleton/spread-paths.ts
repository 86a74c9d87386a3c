import type { SkeletonGraph } from "./skeleton-graph.js";

/** Shortest paths to every voxel from all sources so far. */
export interface SpreadPaths {
  /** Infinity where no path leads. */
  readonly distances: Float64Array;
  /** The voxel before each one on its path; -1 for sources and what no path leads to. */
  readonly before: Int32Array;
  /** Makes sources of voxels and shortens the paths that they shorten; tells these voxels, the nearest ones first. */
  readonly addSources: (sources: ArrayLike<number>, onSettled?: (voxel: number) => void) => void;
}

/**
 * Dijkstra's search that goes on: with further sources only what they are nearer to is visited again, so that many
 * sources one after another cost about as much as all of them together would in their own surroundings.
 *
 * @param lengths - Of the 27 steps to a neighbour.
 * @param weights - Factor on a step, at the voxel that it leads to; null: 1.
 */
export function spreadPaths(graph: SkeletonGraph, lengths: Float64Array, weights: Float64Array | null): SpreadPaths {
  const { offsets, targets, steps } = graph;
  const count = graph.voxels.length;
  const distances = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(count).fill(-1);
  // a binary heap of voxels, and where each stands in it
  const heap = new Int32Array(count);
  const places = new Int32Array(count).fill(-1);
  let size = 0;

  function raise(voxel: number, from: number): void {
    const distance = distances[voxel]!;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above]!;
      if (distances[other]! <= distance) break;
      heap[place] = other;
      places[other] = place;
      place = above;
    }
    heap[place] = voxel;
    places[voxel] = place;
  }

  function takeNearest(): number {
    const nearest = heap[0]!;
    places[nearest] = -1;
    const voxel = heap[--size]!;
    if (size === 0) return nearest;
    const distance = distances[voxel]!;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && distances[heap[child + 1]!]! < distances[heap[child]!]!) child++;
      const other = heap[child]!;
      if (distances[other]! >= distance) break;
      heap[place] = other;
      places[other] = place;
      place = child;
    }
    heap[place] = voxel;
    places[voxel] = place;
    return nearest;
  }

  function shorten(voxel: number, distance: number, previous: number): void {
    if (!(distance < distances[voxel]!)) return;
    distances[voxel] = distance;
    before[voxel] = previous;
    raise(voxel, places[voxel]! >= 0 ? places[voxel]! : size++);
  }

  function addSources(sources: ArrayLike<number>, onSettled?: (voxel: number) => void): void {
    for (let k = 0; k < sources.length; k++) shorten(sources[k]!, 0, -1);
    while (size > 0) {
      const i = takeNearest();
      const here = distances[i]!;
      onSettled?.(i);
      for (let e = offsets[i]!, end = offsets[i + 1]!; e < end; e++) {
        const j = targets[e]!;
        const length = lengths[steps[e]!]!;
        shorten(j, here + (weights ? length * weights[j]! : length), i);
      }
    }
  }
  return { distances, before, addSources };
}
