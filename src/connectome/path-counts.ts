import { addDependencies } from "./add-dependencies.js";
import type { CsrGraph } from "./csr-graph.js";

/** Adds to `scores` the dependency of a source on each node. */
export type AddDependencies = (source: number, scores: Float64Array) => void;

const unreached = 2 ** 31 - 1;

/**
 * Brandes' accumulation for paths counted in edges. Forward, a breadth-first search counts the shortest paths σ to each
 * node and notes the edges that lie on shortest paths; backward see `addDependencies`.
 */
export function pathCounts({ nodes, offsets, targets }: CsrGraph): AddDependencies {
  const n = nodes.length;
  const m = targets.length;
  // distances, order, firstEnds and ends as `addDependencies` wants them; then the rows, which begin at places of this array
  const atRows = 3 * n + 1 + m;
  const work = new Int32Array(atRows + n + 1 + m);
  const numbers = new Float64Array(2 * n);
  for (let i = 0; i <= n; i++) work[atRows + i] = atRows + n + 1 + offsets[i]!;
  work.set(targets, atRows + n + 1);
  return (source, scores) => {
    const end = countPaths(source, n, atRows, work, numbers);
    addDependencies(n, end, work, numbers, scores);
  };
}

/** Fills `work` and `numbers`; gives where the order ends. All is in two arrays: with more the processor's registers overflow. */
function countPaths(source: number, n: number, atRows: number, work: Int32Array, numbers: Float64Array): number {
  work.fill(unreached, 0, n);
  work[source] = 0;
  numbers[source] = 1;
  work[n] = source;
  let end = n + 1;
  let endOfEnds = 3 * n + 1;
  for (let position = n; position < end; position++) {
    const i = work[position]!;
    const further = work[i]! + 1;
    const count = numbers[i]!;
    work[position + n] = endOfEnds;
    for (let e = work[atRows + i]!, last = work[atRows + i + 1]!; e < last; e++) {
      const j = work[e]!;
      const known = work[j]!;
      if (known < further) continue;
      work[endOfEnds++] = j;
      if (known === further) numbers[j]! += count;
      else {
        work[j] = further;
        numbers[j] = count;
        work[end++] = j;
      }
    }
  }
  work[end + n] = endOfEnds;
  return end;
}
