import type { VoxelEdges } from "./distance-to-background.js";

/** Places and parents of nodes: a forest, or the points of an SWC file. */
export interface TreeNodes {
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly x: Float64Array;
  /** -1 for a root. */
  readonly parents: Int32Array;
}

/** What a node is in its tree. */
export type NodeKind = "root" | "branch" | "end" | "path";

/** Measures of all trees together. */
export interface TreeMeasures {
  readonly nodes: number;
  readonly roots: number;
  /** Nodes with more than one child, roots among them. */
  readonly branchNodes: number;
  /** Nodes without a child. */
  readonly endNodes: number;
  /** Sum of the distances of nodes to their parents, in the unit of the edges. */
  readonly cableLength: number;
}

/**
 * Counts nodes of all kinds and adds up the cable.
 *
 * @param voxelEdges - Lengths of one step along z, y, x; default 1, 1, 1.
 */
export function treeMeasures({ z, y, x, parents }: TreeNodes, voxelEdges: VoxelEdges = [1, 1, 1]): TreeMeasures {
  const children = childCounts(parents);
  let roots = 0;
  let branchNodes = 0;
  let endNodes = 0;
  let cableLength = 0;
  for (let i = 0; i < parents.length; i++) {
    const parent = parents[i]!;
    if (children[i]! > 1) branchNodes++;
    if (children[i] === 0) endNodes++;
    if (parent < 0) {
      roots++;
      continue;
    }
    cableLength += Math.hypot(
      (z[i]! - z[parent]!) * voxelEdges[0],
      (y[i]! - y[parent]!) * voxelEdges[1],
      (x[i]! - x[parent]!) * voxelEdges[2],
    );
  }
  return { nodes: parents.length, roots, branchNodes, endNodes, cableLength };
}

/** What each node is: a root whatever its children, else a branch with several, an end with none, a path with one. */
export function nodeKinds(parents: Int32Array): NodeKind[] {
  const children = childCounts(parents);
  return Array.from(parents, (parent, i) => {
    if (parent < 0) return "root";
    if (children[i] === 0) return "end";
    return children[i]! > 1 ? "branch" : "path";
  });
}

function childCounts(parents: Int32Array): Int32Array {
  const children = new Int32Array(parents.length);
  for (const parent of parents) if (parent >= 0) children[parent]!++;
  return children;
}
