import { ArgumentError } from "../../../errors.js";
import { edgeOrder } from "./edge-order.js";
import { keyHeap } from "./key-heap.js";

/** From which distance to which one a loop is there; `death` is Infinity where it is never filled. */
export interface PersistenceBar {
  readonly birth: number;
  readonly death: number;
}

/** More would take too long, and the numbers of triangles would leave the exact whole numbers. */
const mostConditions = 1001;

/**
 * The loops of a growing Rips complex (its barcode in dimension 1, coefficients modulo 2): bars of persistent cohomology, by
 * reduction of coboundaries from the longest edge to the shortest; edges that join components are left out, and pairs that
 * appear together are taken without reduction.
 *
 * @param distances - n (n − 1) / 2, all of them known; Infinity for conditions that are never joined.
 * @returns Bars of a length above 0, by birth, then by death.
 * @throws ArgumentError for an unknown distance, or more than 1001 conditions.
 * @see Bauer 2021, Ripser, https://doi.org/10.1007/s41468-021-00071-5
 */
export function loopBars(distances: Float64Array, n: number): readonly PersistenceBar[] {
  if (n > mostConditions) {
    throw new ArgumentError({ argument: "n", expected: `at most ${mostConditions} conditions`, found: String(n) });
  }
  if (distances.includes(Number.NaN)) {
    throw new ArgumentError({ argument: "distances", expected: "distances of all pairs", found: "NaN" });
  }
  const { lengths, isJoining, triangles, longestSide } = edgeOrder(distances, n);
  // per triangle that ends a loop: the edges whose coboundaries were added up to reach it
  const columns = new Map<number, readonly number[]>();
  const heap = keyHeap();
  const bars: PersistenceBar[] = [];
  for (let edge = lengths.length - 1; edge >= 0; edge--) {
    if (isJoining[edge]) continue;
    let smallest = Number.POSITIVE_INFINITY;
    triangles(edge, (triangle) => {
      if (triangle < smallest) smallest = triangle;
    });
    if (longestSide(smallest) === edge) {
      columns.set(smallest, [edge]);
      continue;
    }
    heap.clear();
    const column = new Set<number>();
    let added: readonly number[] = [edge];
    let end = -1;
    for (;;) {
      for (const other of added) {
        if (!column.delete(other)) column.add(other);
        triangles(other, heap.push);
      }
      end = heap.takeSmallest();
      const known = columns.get(end);
      if (!known) break;
      heap.push(end);
      added = known;
    }
    if (end >= 0) columns.set(end, [...column]);
    const death = end < 0 ? Number.POSITIVE_INFINITY : lengths[longestSide(end)]!;
    if (death > lengths[edge]!) bars.push({ birth: lengths[edge]!, death });
  }
  return bars.sort((a, b) => a.birth - b.birth || a.death - b.death);
}
