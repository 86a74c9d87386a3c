import { ArgumentError } from "../../errors.js";
import { settleNodes } from "../../graphs/settle-nodes.js";
import type { Neighbourhoods } from "./neighbourhoods.js";
import { type SurfaceMesh, surfaceEdges } from "./surface-edges.js";

/** How far a neighbourhood on a surface goes: a number of edges, which counts in, or a distance, which does not. */
export type SurfaceReach = { readonly steps: number } | { readonly distance: number };

/** Options of {@link surfaceNeighbourhoods}. */
export interface SurfaceNeighbourhoodOptions {
  readonly reach: SurfaceReach;
  /** One per vertex; 0 is outside: no centre and no neighbour. Paths may lead through it. Default: all are inside. */
  readonly mask?: ArrayLike<number> | undefined;
}

/**
 * Discs around the vertices of a triangle mesh: the vertices that at most `steps` edges lead to, or whose shortest path along
 * edges (Dijkstra 1959, https://doi.org/10.1007/BF01386390) is shorter than `distance` in the unit of the coordinates.
 *
 * @throws ArgumentError when the mesh is none, the mask has another length, or the reach is not above 0.
 */
export function surfaceNeighbourhoods(mesh: SurfaceMesh, { reach, mask }: SurfaceNeighbourhoodOptions): Neighbourhoods {
  if (mask && mask.length !== mesh.nVertices) {
    const expected = `one entry for each of ${mesh.nVertices} vertices`;
    throw new ArgumentError({ argument: "mask", expected, found: String(mask.length) });
  }
  const { offsets, targets, lengths } = surfaceEdges(mesh, "steps" in reach ? "steps" : "distance");
  const { search, order } = settleNodes(offsets, targets, lengths);
  const limit = limitOf(reach);
  const isInside = (vertex: number) => !mask || Boolean(mask[vertex]);
  const vertices = Int32Array.from({ length: mesh.nVertices }, (_, vertex) => vertex);
  const centres = vertices.filter(isInside);
  return {
    centres,
    around: (position) => order.slice(0, search(centres[position]!, limit)).filter(isInside).sort(),
  };
}

/** What path lengths stay below. */
function limitOf(reach: SurfaceReach): number {
  const [argument, value] =
    "steps" in reach ? (["steps", reach.steps] as const) : (["distance", reach.distance] as const);
  if (!(value > 0 && Number.isFinite(value) && (argument === "distance" || Number.isInteger(value)))) {
    const expected = argument === "steps" ? "a whole number above 0" : "a number above 0";
    throw new ArgumentError({ argument, expected, found: String(value) });
  }
  // paths of whole numbers of steps: the last of them counts in
  return argument === "steps" ? value + 0.5 : value;
}
