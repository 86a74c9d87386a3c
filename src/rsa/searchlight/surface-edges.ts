import { ArgumentError } from "../../errors.js";

/** A surface of triangles. */
export interface SurfaceMesh {
  readonly nVertices: number;
  /** Three vertices per triangle. */
  readonly triangles: ArrayLike<number>;
  /** Three coordinates per vertex; needed for distances. */
  readonly coordinates?: ArrayLike<number> | undefined;
}

/** Edges in compressed rows: the neighbours of vertex v are targets[offsets[v]] to before targets[offsets[v + 1]]. */
export interface SurfaceEdges {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** 1 each, or the distance of the two ends. */
  readonly lengths: Float64Array;
}

/**
 * The edges of a mesh, each once in both directions.
 *
 * @throws ArgumentError when a triangle names a vertex that is not there, or coordinates are missing where asked for.
 */
export function surfaceEdges(mesh: SurfaceMesh, measure: "steps" | "distance"): SurfaceEdges {
  checkMesh(mesh, measure);
  const { nVertices, triangles, coordinates = [] } = mesh;
  const near = Array.from({ length: nVertices }, () => new Set<number>());
  for (let k = 0; k < triangles.length; k += 3) {
    for (let corner = 0; corner < 3; corner++) {
      const [from, to] = [triangles[k + corner]!, triangles[k + ((corner + 1) % 3)]!];
      if (from === to) continue;
      near[from]!.add(to);
      near[to]!.add(from);
    }
  }
  const offsets = new Int32Array(nVertices + 1);
  near.forEach((ends, vertex) => {
    offsets[vertex + 1] = offsets[vertex]! + ends.size;
  });
  const targets = Int32Array.from(near.flatMap((ends) => [...ends].sort((a, b) => a - b)));
  const lengths = new Float64Array(targets.length).fill(1);
  if (measure === "steps") return { offsets, targets, lengths };
  for (let from = 0; from < nVertices; from++) {
    for (let e = offsets[from]!; e < offsets[from + 1]!; e++) {
      const apart = [0, 1, 2].map((axis) => coordinates[3 * from + axis]! - coordinates[3 * targets[e]! + axis]!);
      lengths[e] = Math.hypot(...apart);
    }
  }
  return { offsets, targets, lengths };
}

function checkMesh({ nVertices, triangles, coordinates }: SurfaceMesh, measure: "steps" | "distance"): void {
  const isVertex = (vertex: number) => Number.isInteger(vertex) && vertex >= 0 && vertex < nVertices;
  const strange = Array.from(triangles).find((vertex) => !isVertex(vertex));
  if (strange !== undefined || triangles.length % 3 !== 0) {
    const expected = `triples of vertices from 0 to ${nVertices - 1}`;
    const found = strange === undefined ? `${triangles.length} numbers` : String(strange);
    throw new ArgumentError({ argument: "triangles", expected, found });
  }
  if (measure === "steps") return;
  if (coordinates?.length === 3 * nVertices && Array.from(coordinates).every(Number.isFinite)) return;
  const expected = `three finite coordinates for each of ${nVertices} vertices`;
  throw new ArgumentError({ argument: "coordinates", expected, found: String(coordinates?.length ?? "none") });
}
