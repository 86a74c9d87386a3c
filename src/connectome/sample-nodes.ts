import { ArgumentError } from "../errors.js";
import type { RandomSource } from "../random/random-source.js";

/**
 * Indices of different nodes, drawn without replacement, rising (the first steps of a Fisher-Yates shuffle).
 *
 * @throws ArgumentError when `count` is not a whole number from 1 to n.
 */
export function sampleNodes(n: number, count: number, random: RandomSource): Int32Array {
  if (!(Number.isInteger(count) && count >= 1 && count <= n)) {
    throw new ArgumentError({ argument: "count", expected: `a whole number from 1 to ${n}`, found: String(count) });
  }
  const nodes = Int32Array.from({ length: n }, (_, i) => i);
  for (let position = 0; position < count; position++) {
    const other = position + random.integer(n - position);
    const chosen = nodes[other]!;
    nodes[other] = nodes[position]!;
    nodes[position] = chosen;
  }
  return nodes.slice(0, count).sort();
}
