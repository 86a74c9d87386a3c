/**
 * Trees whose nodes are places in a volume. Trees follow each other; inside of a tree every parent stands before its
 * children and the root is the first.
 */
export interface Forest {
  /** Places of the nodes in voxels; the centre of the first voxel is 0, 0, 0. */
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly x: Float64Array;
  /** Distances to the background in the unit of the voxels' edges; null where they were not asked for. */
  readonly radii: Float64Array | null;
  /** The node towards the root, -1 for a root. */
  readonly parents: Int32Array;
  /** The piece of the foreground that a node belongs to, counted in the order of their first voxels. */
  readonly components: Int32Array;
  /** Neighbours of each node before cycles were broken. */
  readonly degrees: Int32Array;
  /** Pairs of neighbours that the trees leave out. */
  readonly droppedEdges: number;
  /** By which rule the roots were chosen, in words for a header. */
  readonly rooting: string;
}
