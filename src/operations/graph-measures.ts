import * as z from "zod/mini";
import { type LengthTransform, lengthTransforms } from "../connectome/edge-lengths.js";
import { type EdgeRow, graphOf, isInScope } from "../connectome/graph-of.js";
import {
  type Measured,
  type MeasureGroupName,
  type MeasureInput,
  measureGroups,
} from "../connectome/measure-groups.js";
import { rewire } from "../connectome/rewire.js";
import { sampleNodes } from "../connectome/sample-nodes.js";
import { ArgumentError, EmptyResultError, NumericError } from "../errors.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import { type Row, tables } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation, RunContext } from "./operation.js";

const edgeKinds = z.array(z.enum(tables.edges.columns.kind.codes as [EdgeRow["kind"], ...EdgeRow["kind"][]]));
const names = <T extends string>(record: Readonly<Record<T, unknown>>) => z.enum(Object.keys(record) as [T, ...T[]]);
const count = z.number().check(z.int(), z.minimum(0));

const params = z.strictObject({
  connectomes: z.optional(z.array(z.string()).check(z.minLength(1))).check(z.describe("Annotations. Default: all.")),
  kinds: z._default(edgeKinds.check(z.minLength(1)), ["chemical"]).check(z.describe("Kinds of edges in the graph.")),
  node_kinds: z
    ._default(edgeKinds, ["chemical", "gap"])
    .check(z.describe("Kinds whose cells are nodes even without an edge of `kinds`; joined, they tell connectedness.")),
  weights: z
    ._default(z.enum(["weight", "binary"]), "weight")
    .check(z.describe("weight: the edges' own, which must be in one unit; binary: 1 each.")),
  directed: z._default(z.boolean(), true).check(z.describe("Whether the direction of edges counts.")),
  neurons_only: z._default(z.boolean(), true).check(z.describe("Only edges between two neurons.")),
  listed_only: z
    ._default(z.boolean(), false)
    .check(z.describe("Only edges between two neurons of the 300-name view, which lacks CANL and CANR.")),
  measures: z
    .optional(z.array(names<MeasureGroupName>(measureGroups)).check(z.minLength(1)))
    .check(z.describe("Groups of measures. Default: all.")),
  lengths: z
    .optional(names<LengthTransform>(lengthTransforms))
    .check(z.describe("How weights become lengths of paths. Default: every edge has length 1.")),
  sources: z
    .optional(z.number().check(z.int(), z.minimum(1)))
    .check(z.describe("Nodes drawn as sources of paths and betweenness. Default: all nodes.")),
  null_models: z._default(count, 20).check(z.describe("Randomised graphs of the same degrees.")),
  lattices: z._default(count, 5).check(z.describe("Lattice-like graphs of the same degrees.")),
  tries_per_edge: z._default(count, 10).check(z.describe("Swaps tried per edge to make each of them.")),
  resolution: z._default(z.number().check(z.positive()), 1).check(z.describe("Resolution of the modularity.")),
  community_runs: z
    ._default(z.number().check(z.int(), z.minimum(1)), 10)
    .check(z.describe("Searches for communities, of which the best is kept.")),
});

type Params = z.infer<typeof params>;
type Edge = EdgeRow & { readonly dataset_id: string };

/** Measures of the graph of each annotation, and of its nodes; see `measureGroups` for what each group computes. */
export const graphMeasures: Operation<Params> = {
  name: "graph-measures",
  summary:
    "Measures of each wiring diagram as a graph: degrees, paths, clubs, motifs, communities against null models.",
  params,
  reads: ["edges"],
  writes: ["graph_measures", "node_measures"],
  usesRandom: true,
  async *run(input, chosen, context) {
    for (const edges of await annotations(input, chosen, context)) {
      context.signal.throwIfAborted();
      const { graphs, nodes } = measured(edges, chosen, context);
      yield* batchesOf("graph_measures", graphs);
      yield* batchesOf("node_measures", nodes);
    }
  },
};

/** The edges of each annotation that has an edge for the graph. */
async function annotations(
  input: TableReader,
  chosen: Params,
  { signal }: RunContext,
): Promise<readonly (readonly Edge[])[]> {
  const { connectomes, kinds } = chosen;
  const groups = new Map<string, Edge[]>();
  const where = connectomes ? { connectome_id: connectomes } : {};
  for await (const batch of input.read("edges", { where, signal })) {
    for (const edge of rowsOf({ ...batch, table: "edges" }) as Iterable<Edge>) {
      const key = JSON.stringify([edge.dataset_id, edge.connectome_id]);
      const group = groups.get(key);
      if (group) group.push(edge);
      else groups.set(key, [edge]);
    }
  }
  const usable = (edge: Edge) => kinds.includes(edge.kind) && isInScope(edge, scopeOf(chosen));
  const found = [...groups.values()].filter((edges) => edges.some(usable));
  if (found.length > 0) return found;
  const what = `edges of the kinds ${kinds.join(", ")}`;
  throw new EmptyResultError({ what, next: "prepare a dataset that has such edges" });
}

const scopeOf = (chosen: Params) => ({ neuronsOnly: chosen.neurons_only, listedOnly: chosen.listed_only });

function measured(edges: readonly Edge[], chosen: Params, context: RunContext) {
  const { dataset_id, connectome_id } = edges[0]!;
  const input = inputOf(edges, chosen, context);
  const about = { dataset_id, connectome_id };
  const { weights, directed } = chosen;
  const how = { kinds: chosen.kinds.join("+"), weights, directed };
  const graphs: Partial<Row<"graph_measures">>[] = [];
  const nodes: Partial<Row<"node_measures">>[] = [];
  for (const name of chosen.measures ?? (Object.keys(measureGroups) as MeasureGroupName[])) {
    const group: (input: MeasureInput) => Measured = measureGroups[name];
    const found = tried(() => group(input), { name, connectome_id, context });
    for (const { value, ...one } of found.graph ?? []) {
      graphs.push({ ...about, ...how, ...one, value: numberOrNull(value) });
    }
    for (const { measure, values } of found.nodes ?? []) {
      input.graph.nodes.forEach((node, i) => {
        nodes.push({ ...about, node, measure, value: numberOrNull(values[i]!) });
      });
    }
  }
  return { graphs, nodes };
}

/** A group whose measures this graph does not have, such as communities where weights are negative, is noted. */
function tried(
  measure: () => Measured,
  { name, connectome_id, context }: { name: string; connectome_id: string; context: RunContext },
): Measured {
  try {
    return measure();
  } catch (error) {
    if (!(error instanceof ArgumentError || error instanceof NumericError)) throw error;
    const message = `has no ${name}: ${error.message}`;
    context.onProgress({ kind: "note", task: "graph-measures", item: connectome_id, message });
    return {};
  }
}

function inputOf(edges: readonly Edge[], chosen: Params, { random }: RunContext): MeasureInput {
  const { kinds, node_kinds, weights, directed, lengths, tries_per_edge } = chosen;
  const scope = scopeOf(chosen);
  const nodeKinds = [...new Set([...kinds, ...node_kinds])];
  const graph = graphOf(edges, { kinds, nodeKinds, weights, directed, ...scope });
  const joined = graphOf(edges, { kinds: nodeKinds, weights: "binary", directed: false, ...scope });
  const stream = random.derive(edges[0]!.dataset_id, edges[0]!.connectome_id);
  const references = (towards: "random" | "lattice", count: number) =>
    once(() =>
      Array.from({ length: count }, (_, k) => {
        const options = { random: stream.derive(towards, k), triesPerEdge: tries_per_edge, towards };
        return rewire(graph, options).graph;
      }),
    );
  const nSources = chosen.sources === undefined ? graph.nodes.length : Math.min(chosen.sources, graph.nodes.length);
  return {
    graph,
    joined,
    lengths,
    sources:
      nSources < graph.nodes.length ? sampleNodes(graph.nodes.length, nSources, stream.derive("sources")) : undefined,
    resolution: chosen.resolution,
    communityRuns: chosen.community_runs,
    random: stream,
    nullModels: references("random", chosen.null_models),
    lattices: references("lattice", chosen.lattices),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
