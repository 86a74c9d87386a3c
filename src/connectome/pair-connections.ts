import { ArgumentError } from "../errors.js";
import { distancesFrom } from "./distances-from.js";
import { type EdgeRow, graphOf } from "./graph-of.js";

/** How two neurons are wired, whatever the direction. */
export const connections = ["none", "chemical", "gap", "both"] as const;

/** Wiring of each ordered pair of n neurons; all matrices n × n, row-major, row sending to column. */
export interface PairConnections {
  readonly names: readonly string[];
  /** Summed weights of chemical edges; 0 where there is none. */
  readonly chemical: Float64Array;
  /** Weights of gap edges, the same both ways. */
  readonly gap: Float64Array;
  /** Fewest chemical and gap edges through neurons of the annotation, gaps both ways; −1 where there is no path. */
  readonly steps: Int32Array;
  /** Index into {@link connections}, the same both ways. */
  readonly connection: Uint8Array;
  readonly chemicalUnit: string | null;
  readonly gapUnit: string | null;
}

/**
 * How each two of some neurons of an annotation are connected by chemical synapses and gap junctions.
 *
 * @param names - Neurons that have an edge, see `subConnectome`.
 * @throws ArgumentError where edges of one kind are in several units, which cannot be added, or a name has no edge.
 */
export function pairConnections(edges: readonly EdgeRow[], names: readonly string[]): PairConnections {
  const n = names.length;
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const matrixOf = (kind: "chemical" | "gap") => {
    const own = edges.filter((edge) => edge.kind === kind);
    const units = [...new Set(own.map(({ weight_unit }) => weight_unit))];
    if (units.length > 1) {
      const found = units.map((unit) => unit ?? "no unit").join(", ");
      throw new ArgumentError({ argument: "edges", expected: `${kind} weights of one unit`, found });
    }
    const matrix = new Float64Array(n * n);
    for (const { pre, post, weight, symmetric } of own) {
      const [i, j] = [indexOf.get(pre ?? ""), indexOf.get(post ?? "")];
      if (i === undefined || j === undefined) continue;
      matrix[i * n + j]! += weight ?? 1;
      if (symmetric && i !== j) matrix[j * n + i]! += weight ?? 1;
    }
    return { matrix, unit: units[0] ?? null };
  };
  const chemical = matrixOf("chemical");
  const gap = matrixOf("gap");
  const connection = new Uint8Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const [there, back] = [i * n + j, j * n + i];
      const hasChemical = chemical.matrix[there] !== 0 || chemical.matrix[back] !== 0;
      connection[there] = Number(hasChemical) + 2 * Number(gap.matrix[there] !== 0 || gap.matrix[back] !== 0);
    }
  }
  return {
    ...{ names, chemical: chemical.matrix, gap: gap.matrix, connection },
    ...{ steps: stepsAmong(edges, names, ["chemical", "gap"]), chemicalUnit: chemical.unit, gapUnit: gap.unit },
  };
}

/** Fewest edges of some kinds between the named neurons, through neurons of the annotation; −1 where there is no path. */
export function stepsAmong(
  edges: readonly EdgeRow[],
  names: readonly string[],
  kinds: readonly EdgeRow["kind"][],
): Int32Array {
  const graph = graphOf(edges, { kinds, directed: true, weights: "binary", neuronsOnly: true });
  const nodeOf = new Map(graph.nodes.map((name, index) => [name, index]));
  const present = names.flatMap((name, place) => {
    const node = nodeOf.get(name);
    return node === undefined ? [] : [{ place, node }];
  });
  const search = distancesFrom(graph);
  const steps = new Int32Array(names.length ** 2).fill(-1);
  for (let i = 0; i < names.length; i++) steps[i * names.length + i] = 0;
  for (const { place: from, node: source } of present) {
    const { distances } = search(source);
    for (const { place: to, node } of present) steps[from * names.length + to] = distances[node]!;
  }
  return steps;
}
