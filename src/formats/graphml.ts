import { FormatError } from "../errors.js";
import { attributeText, attributeValue } from "./attribute-text.js";
import type { AttributeType, AttributeValue, GraphDocument, GraphDocumentEdge } from "./graph-document.js";
import { readXml } from "./xml/read-xml.js";
import { xmlTag, xmlText } from "./xml/xml-text.js";

const typesByName: Readonly<Record<string, AttributeType>> = {
  string: "string",
  boolean: "boolean",
  int: "int",
  long: "int",
  float: "double",
  double: "double",
};

const places = ["graph", "node", "edge"] as const;
type Place = (typeof places)[number];

/**
 * A graph as GraphML (http://graphml.graphdrawing.org): keys with types first, then nodes, then edges. Attributes without
 * a declared type are not written.
 */
export function* writeGraphml(graph: GraphDocument): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n`;
  const keys = {} as Record<Place, Map<string, string>>;
  let next = 0;
  for (const place of places) {
    keys[place] = new Map(Object.keys(graph.types[place]).map((name) => [name, `d${next++}`]));
    for (const [name, id] of keys[place]) {
      const type = graph.types[place][name];
      yield `  <${xmlTag("key", { id, for: place, "attr.name": name, "attr.type": type })}/>\n`;
    }
  }
  yield `  <${xmlTag("graph", { edgedefault: graph.directed ? "directed" : "undirected" })}>\n`;
  yield data(graph.attributes, keys.graph, "    ");
  for (const { id, attributes } of graph.nodes) {
    yield `    <${xmlTag("node", { id })}>\n${data(attributes, keys.node, "      ")}    </node>\n`;
  }
  for (const { id, source, target, directed, attributes } of graph.edges) {
    const own = directed === graph.directed ? undefined : String(directed);
    const start = xmlTag("edge", { id, source, target, directed: own });
    yield `    <${start}>\n${data(attributes, keys.edge, "      ")}    </edge>\n`;
  }
  yield "  </graph>\n</graphml>\n";
}

function data(attributes: GraphDocument["attributes"], keys: ReadonlyMap<string, string>, indent: string): string {
  let lines = "";
  for (const [name, key] of keys) {
    const value = attributes[name];
    if (value !== undefined) lines += `${indent}<data key="${key}">${xmlText(attributeText(value))}</data>\n`;
  }
  return lines;
}

interface Key {
  readonly place: string;
  readonly name: string;
  readonly type: AttributeType;
  fallback?: AttributeValue;
}

/**
 * Reads the one graph of a GraphML text, with typed attributes and the defaults of its keys.
 *
 * @param file names the text in errors
 * @throws FormatError where it is no GraphML, holds several or nested graphs or hyperedges, names nodes that it does not
 *   have, or an attribute is not of its type.
 */
export function readGraphml(text: string, file = "graph.graphml"): GraphDocument {
  const fail = (place: string, expected: string, found: string): never => {
    throw new FormatError({ file, place, expected, found });
  };
  const keys = new Map<string, Key>();
  const graph: Record<string, AttributeValue> = Object.create(null);
  const nodes: { id: string; attributes: Record<string, AttributeValue> }[] = [];
  const edges: (Omit<GraphDocumentEdge, "attributes"> & { attributes: Record<string, AttributeValue> })[] = [];
  let directed: boolean | undefined;
  let target: { place: Place; attributes: Record<string, AttributeValue>; name: string } | undefined;
  let reading: { key: Key; text: string; isDefault: boolean } | undefined;
  let lastKey: Key | undefined;
  let depth = 0;
  for (const piece of readXml(text, file)) {
    if (piece.kind === "text") {
      if (reading) reading.text += piece.text;
    } else if (piece.kind === "open") {
      const { name, attributes } = piece;
      if (depth++ === 0 && name !== "graphml") fail("root element", "graphml", name);
      const required = (key: string) => attributes.get(key) ?? fail(name, `an attribute ${key}`, "none");
      if (name === "key") {
        const type = attributes.get("attr.type") ?? "string";
        lastKey = {
          place: attributes.get("for") ?? "all",
          name: attributes.get("attr.name") ?? required("id"),
          type: Object.hasOwn(typesByName, type)
            ? typesByName[type]!
            : fail(`key ${required("id")}`, "a type of GraphML", type),
        };
        keys.set(required("id"), lastKey);
      } else if (name === "graph") {
        if (directed !== undefined) fail("graph", "one graph", "another");
        directed = attributes.get("edgedefault") !== "undirected";
        target = { place: "graph", attributes: graph, name: "graph" };
      } else if (name === "node") {
        const node = { id: required("id"), attributes: Object.create(null) };
        nodes.push(node);
        target = { place: "node", attributes: node.attributes, name: `node ${node.id}` };
      } else if (name === "edge") {
        const own = attributes.get("directed");
        const edge = {
          id: attributes.get("id") ?? String(edges.length),
          source: required("source"),
          target: required("target"),
          directed: own === undefined ? directed === true : own === "true",
          attributes: Object.create(null),
        };
        edges.push(edge);
        target = { place: "edge", attributes: edge.attributes, name: `edge ${edge.id}` };
      } else if (name === "hyperedge") fail("hyperedge", "edges of two nodes", "a hyperedge");
      else if (name === "data" && target) {
        const key = keys.get(required("key")) ?? fail(target.name, "a declared key", required("key"));
        reading = { key, text: "", isDefault: false };
      } else if (name === "default" && lastKey) reading = { key: lastKey, text: "", isDefault: true };
    } else {
      depth--;
      if (reading && (piece.name === "data" || piece.name === "default")) {
        const { key } = reading;
        const value = attributeValue(reading.text, key.type, { file, place: `${target?.name ?? "key"}, ${key.name}` });
        if (reading.isDefault) key.fallback = value;
        else target!.attributes[key.name] = value;
        reading = undefined;
      } else if (piece.name === "node" || piece.name === "edge") {
        target = { place: "graph", attributes: graph, name: "graph" };
      }
    }
  }
  if (directed === undefined) fail("graphml", "a graph", "none");
  const known = new Set(nodes.map(({ id }) => id));
  if (known.size !== nodes.length) fail("nodes", "ids that differ", "one id twice");
  for (const { id, source, target: end } of edges) {
    for (const name of [source, end]) if (!known.has(name)) fail(`edge ${id}`, "nodes of the graph", name);
  }
  const types = { graph: {}, node: {}, edge: {} } as Record<Place, Record<string, AttributeType>>;
  for (const { place, name, type, fallback } of keys.values()) {
    for (const one of places) {
      if (place !== one && place !== "all") continue;
      types[one][name] = type;
      if (fallback === undefined) continue;
      const holders = one === "graph" ? [graph] : (one === "node" ? nodes : edges).map(({ attributes }) => attributes);
      for (const attributes of holders) attributes[name] ??= fallback;
    }
  }
  return {
    directed: directed!,
    types,
    attributes: { ...graph },
    nodes: nodes.map(({ id, attributes }) => ({ id, attributes: { ...attributes } })),
    edges: edges.map((edge) => ({ ...edge, attributes: { ...edge.attributes } })),
  };
}
