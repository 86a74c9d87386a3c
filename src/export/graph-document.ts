import type { AttributeType, AttributeValue, GraphDocument } from "../formats/graph-document.js";
import { neuronByName } from "../identities/neurons.js";
import type { ConnectomeEdges } from "../tables/read-connectomes.js";
import type { Row } from "../tables/tables.js";

const graphTypes = {
  dataset_id: "string",
  connectome_id: "string",
  title: "string",
  edition: "string",
  family: "string",
  method: "string",
  sex: "string",
  stage: "string",
  genotype: "string",
  region: "string",
  weight_unit: "string",
  source_file: "string",
  source_place: "string",
  source_sha256: "string",
  licence: "string",
  citation: "string",
} as const satisfies Record<string, AttributeType>;

const nodeTypes = {
  cell_kind: "string",
  settled: "boolean",
  neuron_class: "string",
  neuron_type: "string",
  neurotransmitter: "string",
  x_um: "double",
  y_um: "double",
  z_um: "double",
} as const satisfies Record<string, AttributeType>;

const edgeTypes = {
  weight: "double",
  kind: "string",
  weight_unit: "string",
  symmetric: "boolean",
  reverse: "boolean",
  weight_forward: "double",
  weight_backward: "double",
  asymmetric: "boolean",
  self_loop: "boolean",
  listed: "boolean",
  transmitter: "string",
  receptor: "string",
  q_value: "double",
  q_equivalence: "double",
  pre_source: "string",
  post_source: "string",
  attributes: "string",
} as const satisfies Record<string, AttributeType>;

/** The name of an edge's end in a graph: the canonical one, else the source's, marked so that it stands for no other cell. */
export function nodeName(name: string | null, source: string): string {
  return name ?? `${source} (unresolved)`;
}

/**
 * An annotation as a graph for graph programs: cells as nodes with what the list of neurons knows of them, edges with
 * kind, weight, unit and the source's own names. All edges are directed, because NetworkX and igraph read no mixture: a
 * symmetric edge is written as two, of which the second has `reverse` true; its weights belong to the pair, so summing
 * over both counts it twice. Read back with {@link edgesOfDocument}.
 */
export function graphDocument({ connectome, edges }: ConnectomeEdges): GraphDocument {
  const kinds = new Map<string, Readonly<Record<string, AttributeValue>>>();
  const pieces = edges.flatMap((edge) => {
    const [source, target] = [nodeName(edge.pre, edge.pre_source), nodeName(edge.post, edge.post_source)];
    if (!kinds.has(source)) kinds.set(source, nodeAttributes(edge.pre, edge.pre_kind));
    if (!kinds.has(target)) kinds.set(target, nodeAttributes(edge.post, edge.post_kind));
    const attributes = present(edge, edgeTypes);
    const one = { id: String(edge.edge_index), source, target, directed: true, attributes };
    if (!edge.symmetric || source === target) return [one];
    const back = { id: `${edge.edge_index}r`, source: target, target: source, directed: true };
    return [one, { ...back, attributes: { ...attributes, reverse: true } }];
  });
  const names = [...kinds.keys()].sort((a, b) => (a < b ? -1 : 1));
  return {
    directed: true,
    types: { graph: graphTypes, node: nodeTypes, edge: edgeTypes },
    attributes: present(connectome, graphTypes),
    nodes: names.map((id) => ({ id, attributes: kinds.get(id)! })),
    edges: pieces,
  };
}

function nodeAttributes(name: string | null, kind: string | null) {
  const neuron = name === null ? undefined : neuronByName(name);
  const [x_um, y_um, z_um] = neuron?.positionUm ?? [];
  const neuronFacts = neuron
    ? { neuron_class: neuron.neuronClass, neuron_type: neuron.type, neurotransmitter: neuron.neurotransmitter }
    : {};
  return present({ cell_kind: kind, settled: name !== null, ...neuronFacts, x_um, y_um, z_um }, nodeTypes);
}

function present(row: Readonly<Record<string, unknown>>, types: Readonly<Record<string, AttributeType>>) {
  const kept = Object.keys(types).filter((name) => row[name] !== null && row[name] !== undefined);
  return Object.fromEntries(kept.map((name) => [name, row[name] as AttributeValue]));
}

/** The rows of edges that {@link graphDocument} was made from, `pre_kind` and `post_kind` from its nodes. */
export function edgesOfDocument(graph: GraphDocument): readonly Row<"edges">[] {
  const nodes = new Map(graph.nodes.map(({ id, attributes }) => [id, attributes]));
  const kindOf = (id: string) => (nodes.get(id)!.cell_kind ?? null) as Row<"edges">["pre_kind"];
  const nameOf = (id: string) => (nodes.get(id)!.settled === false ? null : id);
  return graph.edges
    .filter(({ attributes }) => attributes.reverse !== true)
    .map(({ id, source, target, attributes }) => {
      const value = (name: keyof typeof edgeTypes) => attributes[name] ?? null;
      const own = Object.keys(edgeTypes).filter((name) => name !== "reverse");
      return {
        connectome_id: String(graph.attributes.connectome_id ?? ""),
        edge_index: Number(id),
        pre: nameOf(source),
        post: nameOf(target),
        pre_kind: kindOf(source),
        post_kind: kindOf(target),
        ...Object.fromEntries(own.map((name) => [name, value(name as keyof typeof edgeTypes)])),
      } as Row<"edges">;
    });
}
