import { FormatError } from "../errors.js";
import { attributeText, attributeValue } from "./attribute-text.js";
import type { AttributeType, AttributeValue, GraphDocument, GraphDocumentEdge } from "./graph-document.js";
import { readXml } from "./xml/read-xml.js";
import { xmlTag, xmlText } from "./xml/xml-text.js";

const typesByName: Readonly<Record<string, AttributeType>> = {
  string: "string",
  boolean: "boolean",
  integer: "int",
  long: "int",
  short: "int",
  byte: "int",
  float: "double",
  double: "double",
  anyURI: "string",
  liststring: "string",
};
const gexfNames: Readonly<Record<AttributeType, string>> = {
  string: "string",
  boolean: "boolean",
  int: "integer",
  double: "double",
};

type Place = "node" | "edge";

/**
 * A graph as GEXF 1.2 (https://gexf.net): attributes declared with types, the edge attribute `weight` where the format
 * has a place of its own for it. The graph's own attributes, for which GEXF has none, stand as JSON in the description.
 * Attributes without a declared type are not written.
 */
export function* writeGexf(graph: GraphDocument): Generator<string> {
  const described = JSON.stringify(graph.attributes);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n`;
  yield `  <meta><creator>neuroloom</creator><description>${xmlText(described)}</description></meta>\n`;
  yield `  <${xmlTag("graph", { mode: "static", defaultedgetype: typeName(graph.directed) })}>\n`;
  const keys = { node: keysOf(graph, "node"), edge: keysOf(graph, "edge") };
  for (const place of ["node", "edge"] as const) {
    yield `    <${xmlTag("attributes", { class: place })}>\n`;
    for (const [title, id] of keys[place]) {
      yield `      <${xmlTag("attribute", { id, title, type: gexfNames[graph.types[place][title]!] })}/>\n`;
    }
    yield "    </attributes>\n";
  }
  yield "    <nodes>\n";
  for (const { id, attributes } of graph.nodes) {
    yield `      <${xmlTag("node", { id, label: id })}>${values(attributes, keys.node)}</node>\n`;
  }
  yield "    </nodes>\n    <edges>\n";
  for (const { id, source, target, directed, attributes } of graph.edges) {
    const type = directed === graph.directed ? undefined : typeName(directed);
    const weight = graph.types.edge.weight === "double" ? attributes.weight : undefined;
    const start = xmlTag("edge", {
      id,
      source,
      target,
      type,
      weight: weight === undefined ? undefined : attributeText(weight),
    });
    yield `      <${start}>${values(attributes, keys.edge)}</edge>\n`;
  }
  yield "    </edges>\n  </graph>\n</gexf>\n";
}

function typeName(directed: boolean): string {
  return directed ? "directed" : "undirected";
}

function keysOf(graph: GraphDocument, place: Place): ReadonlyMap<string, string> {
  const names = Object.entries(graph.types[place]).filter(
    ([name, type]) => !(place === "edge" && name === "weight" && type === "double"),
  );
  return new Map(names.map(([name], index) => [name, `${place[0]}${index}`]));
}

function values(attributes: GraphDocument["attributes"], keys: ReadonlyMap<string, string>): string {
  let text = "";
  for (const [name, key] of keys) {
    const value = attributes[name];
    if (value !== undefined) text += `<${xmlTag("attvalue", { for: key, value: attributeText(value) })}/>`;
  }
  return text === "" ? "" : `<attvalues>${text}</attvalues>`;
}

/**
 * Reads a static GEXF text (1.1 to 1.3), with typed attributes and their defaults. A label that differs from the node's
 * id becomes the attribute `label`, a weight of an edge the attribute `weight`. Drawing hints are left aside.
 *
 * @param file names the text in errors
 * @throws FormatError where it is no GEXF, names nodes that it does not have, or an attribute is not of its type.
 */
export function readGexf(text: string, file = "graph.gexf"): GraphDocument {
  const fail = (place: string, expected: string, found: string): never => {
    throw new FormatError({ file, place, expected, found });
  };
  interface Declared {
    readonly name: string;
    readonly type: AttributeType;
    fallback?: AttributeValue;
  }
  const declared = { node: new Map<string, Declared>(), edge: new Map<string, Declared>() };
  const nodes: { id: string; attributes: Record<string, AttributeValue> }[] = [];
  const edges: (Omit<GraphDocumentEdge, "attributes"> & { attributes: Record<string, AttributeValue> })[] = [];
  let directed: boolean | undefined;
  let group: Place = "node";
  let last: Declared | undefined;
  let target: { place: Place; attributes: Record<string, AttributeValue>; name: string } | undefined;
  let words: { name: string; text: string } | undefined;
  let described = "";
  let depth = 0;
  let [hasLabels, hasWeights] = [false, false];
  for (const piece of readXml(text, file)) {
    if (piece.kind === "text") {
      if (words) words.text += piece.text;
    } else if (piece.kind === "close") {
      depth--;
      if (words?.name !== piece.name) continue;
      if (piece.name === "description") described = words.text;
      else if (last) last.fallback = attributeValue(words.text, last.type, { file, place: `default of ${last.name}` });
      words = undefined;
    } else {
      const { name, attributes } = piece;
      if (depth++ === 0 && name !== "gexf") fail("root element", "gexf", name);
      const required = (key: string) => attributes.get(key) ?? fail(name, `an attribute ${key}`, "none");
      if (name === "description" || (name === "default" && last)) words = { name, text: "" };
      else if (name === "graph") {
        if (directed !== undefined) fail("graph", "one graph", "another");
        directed = attributes.get("defaultedgetype") === "directed";
      } else if (name === "attributes") group = attributes.get("class") === "edge" ? "edge" : "node";
      else if (name === "attribute") {
        const type = attributes.get("type") ?? "string";
        const known = Object.hasOwn(typesByName, type)
          ? typesByName[type]!
          : fail(`attribute ${required("id")}`, "a type of GEXF", type);
        last = { name: attributes.get("title") ?? required("id"), type: known };
        declared[group].set(required("id"), last);
      } else if (name === "node") {
        const node = { id: required("id"), attributes: Object.create(null) };
        const label = attributes.get("label");
        if (label !== undefined && label !== node.id) {
          node.attributes.label = label;
          hasLabels = true;
        }
        nodes.push(node);
        target = { place: "node", attributes: node.attributes, name: `node ${node.id}` };
      } else if (name === "edge") {
        const type = attributes.get("type");
        const edge = {
          id: attributes.get("id") ?? String(edges.length),
          source: required("source"),
          target: required("target"),
          directed: type === undefined ? directed === true : type === "directed",
          attributes: Object.create(null),
        };
        const weight = attributes.get("weight");
        if (weight !== undefined) {
          edge.attributes.weight = attributeValue(weight, "double", { file, place: `edge ${edge.id}, weight` });
          hasWeights = true;
        }
        edges.push(edge);
        target = { place: "edge", attributes: edge.attributes, name: `edge ${edge.id}` };
      } else if (name === "attvalue" && target) {
        const key = attributes.get("for") ?? required("id");
        const { name: title, type } = declared[target.place].get(key) ?? fail(target.name, "a declared attribute", key);
        target.attributes[title] = attributeValue(required("value"), type, { file, place: `${target.name}, ${title}` });
      }
    }
  }
  if (directed === undefined) fail("gexf", "a graph", "none");
  const known = new Set(nodes.map(({ id }) => id));
  if (known.size !== nodes.length) fail("nodes", "ids that differ", "one id twice");
  for (const { id, source, target: end } of edges) {
    for (const name of [source, end]) if (!known.has(name)) fail(`edge ${id}`, "nodes of the graph", name);
  }
  for (const [place, holders] of [
    ["node", nodes],
    ["edge", edges],
  ] as const) {
    for (const { name, fallback } of declared[place].values()) {
      if (fallback !== undefined) for (const { attributes } of holders) attributes[name] ??= fallback;
    }
  }
  const typesOf = (place: Place) =>
    Object.fromEntries([...declared[place].values()].map(({ name, type }) => [name, type]));
  const graph = describedAttributes(described);
  return {
    directed: directed!,
    types: {
      graph: Object.fromEntries(Object.entries(graph).map(([name, value]) => [name, typeOf(value)])),
      node: hasLabels ? { label: "string", ...typesOf("node") } : typesOf("node"),
      edge: hasWeights ? { weight: "double", ...typesOf("edge") } : typesOf("edge"),
    },
    attributes: graph,
    nodes: nodes.map(({ id, attributes }) => ({ id, attributes: { ...attributes } })),
    edges: edges.map((edge) => ({ ...edge, attributes: { ...edge.attributes } })),
  };
}

/** The attributes of the graph that {@link writeGexf} wrote; other descriptions are one attribute of that name. */
function describedAttributes(text: string): Readonly<Record<string, AttributeValue>> {
  try {
    const parsed: unknown = JSON.parse(text);
    const isScalar = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
    if (parsed !== null && typeof parsed === "object" && Object.values(parsed).every(isScalar)) {
      return parsed as Record<string, AttributeValue>;
    }
  } catch {
    // words for people
  }
  return text === "" ? {} : { description: text };
}

function typeOf(value: AttributeValue): AttributeType {
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "double";
  return typeof value === "boolean" ? "boolean" : "string";
}
