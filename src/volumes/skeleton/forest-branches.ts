import type { Forest } from "./forest.js";

/** One branch of a forest: the nodes from its end nearer to the root to the other one. */
export type ForestBranch = readonly number[];

/**
 * The branches of trees: paths between nodes that have one neighbour in the tree, or three and more. A root with two is the
 * middle of a branch; a node without neighbours is no branch. Branches come in the order of their first nodes.
 */
export function forestBranches({ parents }: Pick<Forest, "parents">): readonly ForestBranch[] {
  const degrees = new Int32Array(parents.length);
  for (let node = 0; node < parents.length; node++) {
    if (parents[node]! < 0) continue;
    degrees[node]!++;
    degrees[parents[node]!]!++;
  }
  const branches: number[][] = [];
  // two halves of a branch meet at a root in its middle
  const halves = new Map<number, number[]>();
  for (let node = 0; node < parents.length; node++) {
    if (degrees[node] === 2 || parents[node]! < 0) continue;
    const path = [node];
    let at = parents[node]!;
    while (degrees[at] === 2 && parents[at]! >= 0) {
      path.push(at);
      at = parents[at]!;
    }
    path.push(at);
    if (degrees[at] !== 2) {
      branches.push(path.reverse());
      continue;
    }
    const other = halves.get(at);
    if (other) branches.push([...other, ...path.reverse().slice(1)]);
    else halves.set(at, path);
  }
  return branches.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
}
