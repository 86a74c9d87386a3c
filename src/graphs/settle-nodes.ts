/** A search and what it leaves behind, which is valid until the next search. */
export interface SettledNodes {
  /**
   * Searches from a node; gives how many nodes are reached, that one included. With a limit only those nearer than it; the
   * distances of others are then too long or Infinity.
   */
  readonly search: (source: number, limit?: number) => number;
  /** n; Infinity where no path leads. */
  readonly distances: Float64Array;
  /** The reached nodes in the order of their distances. */
  readonly order: Int32Array;
}

/**
 * Dijkstra's search (1959, https://doi.org/10.1007/BF01386390) for the lengths of the shortest paths from a node, with a
 * binary heap in which a node moves up when a shorter path to it is found: O((nodes + edges) log nodes).
 *
 * @param lengths - Of the edges, from 0.
 */
export function settleNodes(offsets: Int32Array, targets: Int32Array, lengths: Float64Array): SettledNodes {
  const n = offsets.length - 1;
  // the nodes of the heap, where each stands in it, the order; behind them the rows, which begin at places of this array
  const work = new Int32Array(4 * n + 1 + targets.length);
  for (let i = 0; i <= n; i++) work[3 * n + i] = 4 * n + 1 + offsets[i]!;
  work.set(targets, 4 * n + 1);
  // distances, the lengths of the heap's nodes, and the lengths of the edges
  const numbers = new Float64Array(2 * n + targets.length);
  numbers.set(lengths, 2 * n);
  return {
    search: (source, limit = Number.POSITIVE_INFINITY) => searchFrom(source, n, work, numbers, limit),
    distances: numbers.subarray(0, n),
    order: work.subarray(2 * n, 3 * n),
  };
}

/** All is in two arrays: with more the processor's registers overflow. */
function searchFrom(source: number, n: number, work: Int32Array, numbers: Float64Array, limit: number): number {
  numbers.fill(Number.POSITIVE_INFINITY, 0, n);
  work.fill(-1, n, 2 * n);
  numbers[source] = 0;
  work[0] = source;
  numbers[n] = 0;
  let size = 1;
  let nReached = 0;
  while (size > 0) {
    const i: number = work[0]!;
    const here = numbers[n]!;
    if (here >= limit) break;
    work[2 * n + nReached++] = i;
    size--;
    if (size > 0) sinkLast(size, n, work, numbers);
    for (let e: number = work[3 * n + i]!, end: number = work[3 * n + i + 1]!; e < end; e++) {
      const j = work[e]!;
      // the lengths of the edges begin at 2 n as their ends begin at 4 n + 1
      const there = here + numbers[e - 2 * n - 1]!;
      if (there >= numbers[j]!) continue;
      numbers[j] = there;
      const place = work[n + j]!;
      raise(place < 0 ? size++ : place, j, there, n, work, numbers);
    }
  }
  return nReached;
}

/** Puts a node at a place of the heap, or as far above as its length wants it. */
function raise(from: number, node: number, length: number, n: number, work: Int32Array, numbers: Float64Array): void {
  let place = from;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const other = numbers[n + above]!;
    if (other <= length) break;
    const moved = work[above]!;
    numbers[n + place] = other;
    work[place] = moved;
    work[n + moved] = place;
    place = above;
  }
  numbers[n + place] = length;
  work[place] = node;
  work[n + node] = place;
}

/** Puts the node behind the last place of the heap at its head, or as far below as its length wants it. */
function sinkLast(size: number, n: number, work: Int32Array, numbers: Float64Array): void {
  const node = work[size]!;
  const length = numbers[n + size]!;
  let place = 0;
  for (let child = 1; child < size; child = 2 * place + 1) {
    if (child + 1 < size && numbers[n + child + 1]! < numbers[n + child]!) child++;
    const other = numbers[n + child]!;
    if (other >= length) break;
    const moved = work[child]!;
    numbers[n + place] = other;
    work[place] = moved;
    work[n + moved] = place;
    place = child;
  }
  numbers[n + place] = length;
  work[place] = node;
  work[n + node] = place;
}
