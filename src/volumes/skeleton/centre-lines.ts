import { ArgumentError } from "../../errors.js";
import type { VolumeShape, VoxelRuns } from "../label-volume.js";
import { voxelsOfRuns } from "../voxels-of-runs.js";
import { borderTargets } from "./border-targets.js";
import { type CentreLineOptions, type CentreLineSettings, centreLineSettings } from "./centre-line-options.js";
import { centreLineRoots } from "./centre-line-roots.js";
import { distanceToBackground } from "./distance-to-background.js";
import { type DrawnPaths, drawPaths } from "./draw-paths.js";
import { fillHoles } from "./fill-holes.js";
import type { Forest } from "./forest.js";
import { joinPieces } from "./join-pieces.js";
import { stepLengths } from "./neighbour-steps.js";
import { orderTrees } from "./order-trees.js";
import { placesOfVoxels } from "./places-of-voxels.js";
import { type SkeletonGraph, skeletonGraph } from "./skeleton-graph.js";

/** Centre lines of one instance, and what was done on the way. */
export interface CentreLines extends Forest {
  readonly radii: Float64Array;
  /** Paths that were drawn to farthest voxels. */
  readonly paths: number;
  /** Roots that are centres of somata, counted as nodes. */
  readonly somata: Int32Array;
  /** Pieces below the dust threshold, and their voxels. */
  readonly dustPieces: number;
  readonly dustVoxels: number;
  /** Pieces that needed more than `maxPaths` paths. */
  readonly unfinishedPieces: number;
  /** Pairs of trees that were joined. */
  readonly joins: number;
}

/**
 * Centre lines with radii, after TEASAR: a tree per 26-connected piece from a root to all its ends, each path through the
 * middle of the foreground (`drawPaths` has the cost of a step). The root of a piece is its soma if it has one, else the
 * voxel farthest from its first one. Time and memory follow the foreground.
 *
 * @throws ArgumentError for options that cannot be meant, and for targets that are no foreground
 */
export function centreLines(runs: VoxelRuns, shape: VolumeShape, options: CentreLineOptions = {}): CentreLines {
  const settings = centreLineSettings(options);
  const { voxelEdges, dustThreshold } = settings;
  let filled = runs;
  let radii = distanceToBackground(filled, shape, voxelEdges);
  if (radii.some((radius) => radius > settings.somaDetection)) {
    filled = fillHoles(runs, shape);
    radii = distanceToBackground(filled, shape, voxelEdges);
  }
  const graph = skeletonGraph(voxelsOfRuns(filled), shape);
  const places = placesOfVoxels(graph.voxels, shape);
  const lengths = stepLengths(voxelEdges);
  const { roots, hasSoma } = centreLineRoots(graph, places, radii, lengths, settings);
  const sizes = new Int32Array(graph.componentCount);
  for (const piece of graph.components) sizes[piece]!++;
  const isDust = Uint8Array.from(sizes, (size) => (size < dustThreshold ? 1 : 0));
  const isSoma = voxelsOfSomata(graph, places, radii, roots, hasSoma, settings);
  const borders = settings.fixBorders ? borderTargets(filled, shape) : [];
  const drawn = drawPaths(
    {
      graph,
      places,
      radii,
      lengths,
      roots,
      isDust,
      isDone: isSoma.slice(),
      targetsBefore: [...borders, ...settings.targetsBefore].map((voxel) => placeOf(graph, voxel, "targetsBefore")),
      targetsAfter: settings.targetsAfter.map((voxel) => placeOf(graph, voxel, "targetsAfter")),
    },
    settings,
  );
  const dust = [...sizes.keys()].filter((piece) => isDust[piece]);
  return {
    ...forestOfPaths(graph, radii, drawn, { roots, hasSoma, isDust, isSoma }, settings),
    paths: drawn.paths,
    dustPieces: dust.length,
    dustVoxels: dust.reduce((sum, piece) => sum + sizes[piece]!, 0),
    unfinishedPieces: drawn.unfinished,
  };
}

/** 1 for the voxels around the centre of a soma to which no path leads. */
function voxelsOfSomata(
  { components }: SkeletonGraph,
  { z, y, x }: ReturnType<typeof placesOfVoxels>,
  radii: Float64Array,
  roots: Int32Array,
  hasSoma: Uint8Array,
  { somaScale, somaConstant, voxelEdges }: CentreLineSettings,
): Uint8Array {
  const isSoma = new Uint8Array(components.length);
  for (let i = 0; i < components.length; i++) {
    if (!hasSoma[components[i]!]) continue;
    const root = roots[components[i]!]!;
    const away = Math.hypot(
      (z[i]! - z[root]!) * voxelEdges[0],
      (y[i]! - y[root]!) * voxelEdges[1],
      (x[i]! - x[root]!) * voxelEdges[2],
    );
    if (away <= somaScale * radii[root]! + somaConstant) isSoma[i] = 1;
  }
  return isSoma;
}

function placeOf({ voxels }: SkeletonGraph, voxel: number, argument: string): number {
  const place = voxels.indexOf(voxel);
  if (place >= 0) return place;
  throw new ArgumentError({ argument, expected: "voxels of the foreground", found: `voxel ${voxel}` });
}

interface Pieces {
  readonly roots: Int32Array;
  readonly hasSoma: Uint8Array;
  readonly isDust: Uint8Array;
  readonly isSoma: Uint8Array;
}

function forestOfPaths(
  graph: SkeletonGraph,
  radii: Float64Array,
  { parents }: DrawnPaths,
  { roots, hasSoma, isDust, isSoma }: Pieces,
  { joinWithin, voxelEdges }: CentreLineSettings,
): Forest & Pick<CentreLines, "radii" | "somata" | "joins"> {
  const rootOf = (voxel: number): number => roots[graph.components[voxel]!]!;
  // what a path passes inside of a soma is no neurite
  const nodes = graph.voxels.map((_, i) => i).filter((i) => parents[i]! > -2 && (!isSoma[i] || i === rootOf(i)));
  const numbers = new Map(Array.from(nodes, (voxel, node) => [voxel, node]));
  const edges = { from: [] as number[], to: [] as number[] };
  for (const [node, voxel] of nodes.entries()) {
    const parent = parents[voxel]!;
    if (parent < 0) continue;
    edges.from.push(node);
    edges.to.push(numbers.get(isSoma[parent] ? rootOf(voxel) : parent)!);
  }
  const places = placesOfVoxels(
    nodes.map((voxel) => graph.voxels[voxel]!),
    graph.shape,
  );
  const pieces = Int32Array.from(nodes, (voxel) => graph.components[voxel]!);
  const joined = joinPieces(places, pieces, graph.componentCount, joinWithin, voxelEdges);
  for (const [join, node] of joined.from.entries()) {
    edges.from.push(node);
    edges.to.push(joined.to[join]!);
  }
  const firstRoots = rootsOfTrees(joined.treeOf, hasSoma, isDust).map((piece) => numbers.get(roots[piece]!)!);
  const order = orderTrees(nodes.length, edges, firstRoots);
  const degrees = new Int32Array(nodes.length);
  for (const [node, parent] of order.parents.entries()) {
    if (parent < 0) continue;
    degrees[node]!++;
    degrees[parent]!++;
  }
  const reordered = (values: Float64Array): Float64Array => Float64Array.from(order.nodes, (node) => values[node]!);
  const components = new Int32Array(nodes.length);
  let tree = -1;
  for (const [node, parent] of order.parents.entries()) components[node] = parent < 0 ? ++tree : tree;
  const isSomaRoot = (node: number): boolean =>
    order.parents[node] === -1 && hasSoma[pieces[order.nodes[node]!]!] === 1;
  return {
    z: reordered(places.z),
    y: reordered(places.y),
    x: reordered(places.x),
    radii: Float64Array.from(order.nodes, (node) => radii[nodes[node]!]!),
    parents: order.parents,
    components,
    degrees,
    droppedEdges: 0,
    rooting: "centre of the soma, in trees without one the voxel farthest from the first voxel",
    somata: Int32Array.from(order.parents.keys()).filter(isSomaRoot),
    joins: joined.from.length,
  };
}

/** The piece at whose root each tree begins: its first one with a soma, else its first one. */
function rootsOfTrees(treeOf: Int32Array, hasSoma: Uint8Array, isDust: Uint8Array): number[] {
  const first = new Map<number, number>();
  for (const [piece, tree] of treeOf.entries()) {
    if (isDust[piece]) continue;
    const other = first.get(tree);
    if (other === undefined || (hasSoma[piece] && !hasSoma[other])) first.set(tree, piece);
  }
  return [...first.values()];
}
