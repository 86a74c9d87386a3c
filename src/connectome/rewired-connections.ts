import type { RandomSource } from "../random/random-source.js";
import { type CsrGraph, csrGraph } from "./csr-graph.js";
import { distancesFrom } from "./distances-from.js";
import { type EdgeRow, graphOf } from "./graph-of.js";
import type { PairConnections } from "./pair-connections.js";
import { rewire } from "./rewire.js";

/** Chemical synapses and gap junctions of the neurons of an annotation, over the same nodes. */
export interface WiringGraphs {
  readonly chemical: CsrGraph;
  readonly gap: CsrGraph;
}

/** The two graphs of an annotation's neurons; self loops are left out. Throws what `graphOf` throws. */
export function wiringGraphs(edges: readonly EdgeRow[]): WiringGraphs {
  const shared = { neuronsOnly: true, nodeKinds: ["chemical", "gap"] } as const;
  return {
    chemical: graphOf(edges, { ...shared, kinds: ["chemical"], directed: true }),
    gap: graphOf(edges, { ...shared, kinds: ["gap"], directed: false, combine: "max" }),
  };
}

/** Both graphs rewired on their own, every neuron keeping its senders, receivers and gap partners in number; see `rewire`. */
export function rewiredGraphs({ chemical, gap }: WiringGraphs, random: RandomSource): WiringGraphs {
  return {
    chemical: rewire(chemical, { random: random.derive("chemical") }).graph,
    gap: rewire(gap, { random: random.derive("gap") }).graph,
  };
}

/** How each two of some neurons are connected in the graphs, as `pairConnections` gives it of edges. */
export function connectionsIn(graphs: WiringGraphs, names: readonly string[]): PairConnections {
  const n = names.length;
  const { nodes } = graphs.chemical;
  const nodeOf = new Map(nodes.map((name, index) => [name, index]));
  const placeOf = new Map(names.map((name, place) => [nodeOf.get(name), place]));
  const matrixOf = ({ offsets, targets, weights }: CsrGraph) => {
    const matrix = new Float64Array(n * n);
    for (const [node, row] of placeOf) {
      if (node === undefined) continue;
      for (let e = offsets[node]!; e < offsets[node + 1]!; e++) {
        const column = placeOf.get(targets[e]!);
        if (column !== undefined) matrix[row * n + column] = weights[e]!;
      }
    }
    return matrix;
  };
  const chemical = matrixOf(graphs.chemical);
  const gap = matrixOf(graphs.gap);
  const connection = Uint8Array.from({ length: n * n }, (_, cell) => {
    const back = (cell % n) * n + Math.floor(cell / n);
    return Number(chemical[cell] !== 0 || chemical[back] !== 0) + 2 * Number(gap[cell] !== 0);
  });
  const search = distancesFrom(joined(graphs));
  const steps = new Int32Array(n * n).fill(-1);
  for (const [node, row] of placeOf) {
    steps[row * n + row] = 0;
    if (node === undefined) continue;
    const { distances } = search(node);
    for (const [other, column] of placeOf) if (other !== undefined) steps[row * n + column] = distances[other]!;
  }
  return { names, chemical, gap, steps, connection, chemicalUnit: null, gapUnit: null };
}

/** Chemical edges and gaps, the latter both ways, as one directed graph. */
function joined({ chemical, gap }: WiringGraphs): CsrGraph {
  const from: number[] = [];
  const to: number[] = [];
  for (const { offsets, targets, nodes } of [chemical, gap]) {
    for (let node = 0; node < nodes.length; node++) {
      for (let e = offsets[node]!; e < offsets[node + 1]!; e++) {
        from.push(node);
        to.push(targets[e]!);
      }
    }
  }
  return csrGraph(chemical.nodes, { from, to }, { directed: true, combine: "max" });
}
