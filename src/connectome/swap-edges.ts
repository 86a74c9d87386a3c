import type { RandomSource } from "../random/random-source.js";
import type { CsrGraph } from "./csr-graph.js";
import type { EdgeList } from "./edge-list.js";

/** How often, and which swaps are made. */
export interface SwapOptions {
  readonly random: RandomSource;
  readonly nTries: number;
  /** True for swaps alone that bring edges nearer to the diagonal. */
  readonly lattice: boolean;
}

/**
 * Swaps ends of edges as `rewire` says. As degrees stay, rows keep their places: each edge has one in its sender's row of
 * receivers and one in its receiver's row of senders (of an undirected graph the same rows), and whether a pair is joined is
 * read from the shorter of two rows. O(tries · the lesser degree).
 *
 * @param edges - Those of the graph, in the order of its rows; changed.
 * @returns How many swaps were made.
 */
export function swapEdges(graph: CsrGraph, edges: EdgeList, { random, nTries, lattice }: SwapOptions): number {
  const { directed, nodes, offsets, sourceOffsets } = graph;
  const n = nodes.length;
  const count = edges.from.length;
  const receivers = graph.targets.slice();
  const senders = directed ? graph.sources.slice() : receivers;
  const ends = endsOf(graph, edges);
  const around = (i: number, j: number) => Math.min(Math.abs(i - j), n - Math.abs(i - j));
  const joined = (i: number, j: number) => {
    const out = offsets[i]!;
    const outEnd = offsets[i + 1]!;
    const into = sourceOffsets[j]!;
    const intoEnd = sourceOffsets[j + 1]!;
    return outEnd - out < intoEnd - into ? isIn(receivers, out, outEnd, j) : isIn(senders, into, intoEnd, i);
  };
  let swaps = 0;
  for (let attempt = 0; attempt < nTries; attempt++) {
    const e = random.integer(count);
    // one draw for the other edge and for which of its ends comes first
    const drawn = random.integer(directed ? count : 2 * count);
    const turn = drawn >= count ? 1 : 0;
    const f = turn === 1 ? drawn - count : drawn;
    const a = ends[4 * e]!;
    const b = ends[4 * e + 1]!;
    const c = ends[4 * f + turn]!;
    const d = ends[4 * f + 1 - turn]!;
    if (e === f || a === d || c === b || joined(a, d) || joined(c, b)) continue;
    if (lattice && around(a, d) + around(c, b) > around(a, b) + around(c, d)) continue;
    const placeOfB = ends[4 * e + 3]!;
    const placeOfC = ends[4 * f + 2 + turn]!;
    const placeOfD = ends[4 * f + 3 - turn]!;
    receivers[ends[4 * e + 2]!] = d;
    senders[placeOfD] = a;
    receivers[placeOfC] = b;
    senders[placeOfB] = c;
    ends[4 * e + 1] = d;
    ends[4 * e + 3] = placeOfD;
    ends[4 * f] = c;
    ends[4 * f + 1] = b;
    ends[4 * f + 2] = placeOfC;
    ends[4 * f + 3] = placeOfB;
    swaps++;
  }
  for (let e = 0; e < count; e++) {
    edges.from[e] = ends[4 * e]!;
    edges.to[e] = ends[4 * e + 1]!;
  }
  return swaps;
}

/** Four numbers per edge, side by side: its ends, and where it stands in the row of the one and in the row of the other. */
function endsOf({ offsets, sourceOffsets, targets, directed }: CsrGraph, { from, to }: EdgeList): Int32Array {
  const ends = new Int32Array(4 * from.length);
  const next = sourceOffsets.slice();
  let place = 0;
  for (let e = 0; e < from.length; e++) {
    const [i, j] = [from[e]!, to[e]!];
    // an undirected edge is listed from its lower end: lower neighbours stand first in a row and are passed over
    if (!directed) while (place < offsets[i]! || targets[place] !== j) place++;
    ends[4 * e] = i;
    ends[4 * e + 1] = j;
    ends[4 * e + 2] = place++;
    ends[4 * e + 3] = next[j]!++;
  }
  return ends;
}

function isIn(row: Int32Array, begin: number, end: number, node: number): boolean {
  for (let place = begin; place < end; place++) if (row[place] === node) return true;
  return false;
}
