import type { CsrGraph } from "./csr-graph.js";

/** What the shortest paths from each source sum up to; the source itself does not count. */
export interface PathSums {
  readonly sources: Int32Array;
  /** Nodes that are reached. */
  readonly nReached: Int32Array;
  /** Σ d over the reached nodes. */
  readonly distance: Float64Array;
  /** Σ 1 / d; an unreached node adds 0. */
  readonly inverse: Float64Array;
  /** The largest d among the reached nodes; 0 where none is reached. */
  readonly eccentricity: Float64Array;
}

/** Sources searched at once: the bits of a number. */
const width = 32;

/**
 * The shortest paths in edges from each source, summed, for 32 sources at once: a bit of each node tells whether a source has
 * reached it, and one pass over the edges takes all 32 searches a step further (Then et al. 2014,
 * https://doi.org/10.14778/2735496.2735507). O(sources / 32 · edges · diameter) at most.
 */
export function breadthSums(graph: CsrGraph, sources: Int32Array, towards: boolean): PathSums {
  const sums = {
    sources,
    nReached: new Int32Array(sources.length),
    distance: new Float64Array(sources.length),
    inverse: new Float64Array(sources.length),
    eccentricity: new Float64Array(sources.length),
  };
  const n = graph.nodes.length;
  const bits = { seen: new Int32Array(n), here: new Int32Array(n), next: new Int32Array(n) };
  for (let first = 0; first < sources.length; first += width) {
    searchTogether(graph, sources.subarray(first, first + width), towards, bits, (source, level, count) => {
      sums.nReached[first + source]! += count;
      sums.distance[first + source]! += count * level;
      sums.inverse[first + source]! += count / level;
      sums.eccentricity[first + source] = level;
    });
  }
  return sums;
}

interface Bits {
  readonly seen: Int32Array;
  here: Int32Array;
  next: Int32Array;
}

/** Calls back with how many nodes each source reaches at each distance from 1 where there are any. */
function searchTogether(
  graph: CsrGraph,
  sources: Int32Array,
  towards: boolean,
  bits: Bits,
  onLevel: (source: number, level: number, count: number) => void,
): void {
  const offsets = towards ? graph.sourceOffsets : graph.offsets;
  const targets = towards ? graph.sources : graph.targets;
  const n = graph.nodes.length;
  const counts = new Int32Array(width);
  const { seen } = bits;
  seen.fill(0);
  bits.here.fill(0);
  sources.forEach((node, source) => {
    seen[node]! |= 1 << source;
    bits.here[node]! |= 1 << source;
  });
  for (let level = 1, more = true; more; level++) {
    const { here, next } = bits;
    next.fill(0);
    for (let i = 0; i < n; i++) {
      const at = here[i]!;
      if (at === 0) continue;
      for (let e = offsets[i]!, end = offsets[i + 1]!; e < end; e++) next[targets[e]!]! |= at;
    }
    counts.fill(0);
    more = false;
    for (let i = 0; i < n; i++) {
      let found = next[i]! & ~seen[i]!;
      next[i] = found;
      if (found === 0) continue;
      more = true;
      seen[i]! |= found;
      for (; found !== 0; found &= found - 1) counts[31 - Math.clz32(found & -found)]!++;
    }
    for (let source = 0; source < sources.length; source++) {
      if (counts[source]! > 0) onLevel(source, level, counts[source]!);
    }
    bits.here = next;
    bits.next = here;
  }
}
