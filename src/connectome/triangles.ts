import type { CsrGraph } from "./csr-graph.js";

/** What is called for each triangle: its nodes, and where the edges i–j, j–k and i–k stand in the undirected graph. */
export type OnTriangle = (i: number, j: number, k: number, ij: number, jk: number, ik: number) => void;

/**
 * Every triangle of an undirected graph once. Edges are directed from the end of the lower degree to the one of the
 * higher, so that rows are at most √(2 edges) long (the forward algorithm of Schank and Wagner 2005,
 * https://doi.org/10.1007/11427186_54): O(edges^1.5).
 */
export function forEachTriangle({ nodes, offsets, targets }: CsrGraph, onTriangle: OnTriangle): void {
  const n = nodes.length;
  const before = (i: number, j: number) => {
    const difference = offsets[i + 1]! - offsets[i]! - (offsets[j + 1]! - offsets[j]!);
    return difference < 0 || (difference === 0 && i < j);
  };
  const starts = new Int32Array(n + 1);
  const ends = new Int32Array(targets.length >> 1);
  const edgeOf = new Int32Array(targets.length >> 1);
  let count = 0;
  for (let i = 0; i < n; i++) {
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      if (!before(i, targets[e]!)) continue;
      ends[count] = targets[e]!;
      edgeOf[count++] = e;
    }
    starts[i + 1] = count;
  }
  // where the edge from i to a node stands, + 1; 0 for nodes that are no neighbours
  const mark = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const [start, end] = [starts[i]!, starts[i + 1]!];
    if (end - start < 2) continue;
    for (let a = start; a < end; a++) mark[ends[a]!] = edgeOf[a]! + 1;
    for (let a = start; a < end; a++) {
      const j = ends[a]!;
      for (let b = starts[j]!; b < starts[j + 1]!; b++) {
        const ik = mark[ends[b]!]!;
        if (ik > 0) onTriangle(i, j, ends[b]!, edgeOf[a]!, edgeOf[b]!, ik - 1);
      }
    }
    for (let a = start; a < end; a++) mark[ends[a]!] = 0;
  }
}
