/** The points of trees; every parent stands before its children. */
export interface SwcPoints {
  /** Lines of the header without their `#`. */
  readonly header: readonly string[];
  /** How the file counts its points; no two alike. */
  readonly numbers: Float64Array;
  /** 0 undefined, 1 soma, 5 fork, 6 end; other programs have more. */
  readonly labels: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** NaN where the file says so; what else stands for an unknown radius, such as -1 or 0, is up to who wrote it. */
  readonly radii: Float64Array;
  /** The place of the parent in these lists, -1 for a root. */
  readonly parents: Int32Array;
}
