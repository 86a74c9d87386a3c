import { compareCodePoints } from "../bytes/compare-code-points.js";
import { ArgumentError } from "../errors.js";
import type { Row } from "../tables/tables.js";
import { type CsrGraph, type CsrOptions, csrGraph } from "./csr-graph.js";

/** A row of the table `edges`. */
export type EdgeRow = Row<"edges">;

/** Which edges of an annotation make a graph, and how. */
export interface GraphOptions extends CsrOptions {
  /** Kinds of edges. Default: all. */
  readonly kinds?: readonly EdgeRow["kind"][] | undefined;
  /** `weight`: the edges' own; `binary`: 1 for each pair that has an edge. Default: weight. */
  readonly weights?: "weight" | "binary" | undefined;
  /** Only edges between two neurons. Default: false. */
  readonly neuronsOnly?: boolean | undefined;
  /** Only edges between two neurons of the 300-name view. Default: false. */
  readonly listedOnly?: boolean | undefined;
  /** Kinds whose cells are nodes, with or without an edge of `kinds`. Default: `kinds`. */
  readonly nodeKinds?: readonly EdgeRow["kind"][] | undefined;
}

/**
 * The edges of one annotation as a graph; its nodes are sorted by code point. A symmetric edge goes both ways; a cell
 * whose name is not settled stands under the source's name.
 *
 * @throws ArgumentError when the rows belong to several annotations, or, unless weights are `binary`, are in several
 *   units or lack a weight: those cannot be added.
 */
export function graphOf(edges: readonly EdgeRow[], options: GraphOptions): CsrGraph {
  const { kinds, nodeKinds = kinds, weights = "weight", directed } = options;
  const inScope = edges.filter((edge) => isInScope(edge, options));
  const ofKinds = (wanted: typeof kinds) => inScope.filter(({ kind }) => !wanted || wanted.includes(kind));
  const chosen = ofKinds(kinds);
  checkComparable(chosen, weights);
  const names = [...chosen, ...ofKinds(nodeKinds)].flatMap((edge) => [preName(edge), postName(edge)]);
  const nodes = [...new Set(names)].sort(compareCodePoints);
  const arcs = chosen.flatMap((edge) => {
    const weight = weights === "binary" ? 1 : edge.weight!;
    const arc = { from: preName(edge), to: postName(edge), weight };
    const bothWays = directed && edge.symmetric && arc.from !== arc.to;
    return bothWays ? [arc, { from: arc.to, to: arc.from, weight }] : [arc];
  });
  return csrGraph(nodes, arcs, { directed, combine: weights === "binary" ? "max" : (options.combine ?? "sum") });
}

/** Whether an edge joins cells that are asked for. */
export function isInScope(
  edge: EdgeRow,
  { neuronsOnly = false, listedOnly = false }: Pick<GraphOptions, "neuronsOnly" | "listedOnly">,
): boolean {
  if (listedOnly && edge.listed !== true) return false;
  return !neuronsOnly || (edge.pre_kind === "neuron" && edge.post_kind === "neuron");
}

/** What a row calls its sending cell: the settled name, else the source's. */
export const preName = (edge: EdgeRow): string => edge.pre ?? edge.pre_source;

/** What a row calls its receiving cell. */
export const postName = (edge: EdgeRow): string => edge.post ?? edge.post_source;

function checkComparable(edges: readonly EdgeRow[], weights: "weight" | "binary"): void {
  const annotations = [...new Set(edges.map((edge) => edge.connectome_id))];
  const next = "choose the rows of one annotation";
  if (annotations.length > 1) {
    const expected = "edges of one annotation";
    throw new ArgumentError({ argument: "edges", expected, found: annotations.join(", "), next });
  }
  if (weights === "binary") return;
  const units = [...new Set(edges.map((edge) => edge.weight_unit ?? "no unit"))];
  if (units.length > 1) {
    const advice = { next: "choose kinds of one unit, or binary weights" };
    throw new ArgumentError({ argument: "edges", expected: "weights of one unit", found: units.join(", "), ...advice });
  }
  const bare = edges.find((edge) => edge.weight === null);
  if (bare) {
    const found = `none from ${preName(bare)} to ${postName(bare)}`;
    throw new ArgumentError({ argument: "edges", expected: "a weight", found, next: "choose binary weights" });
  }
}
