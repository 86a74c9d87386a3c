import { writeGexf } from "../formats/gexf.js";
import { writeGraphml } from "../formats/graphml.js";
import { type ConnectomeEdges, edgesByKind } from "../tables/read-connectomes.js";
import { writeAdjacency } from "./adjacency-csv.js";
import { writeEdgeList } from "./edge-list.js";
import { graphDocument, nodeName } from "./graph-document.js";

/** One file of an annotation: its name after the annotation's, and its text in pieces. */
export interface GraphFile {
  readonly ending: string;
  readonly edges: number;
  readonly text: Iterable<string>;
}

/** Formats of graphs by name; each makes the files of one annotation. */
export const graphFormats: Readonly<Record<string, (graph: ConnectomeEdges) => readonly GraphFile[]>> = {
  graphml: (graph) => [{ ending: ".graphml", edges: graph.edges.length, text: writeGraphml(graphDocument(graph)) }],
  gexf: (graph) => [{ ending: ".gexf", edges: graph.edges.length, text: writeGexf(graphDocument(graph)) }],
  "edge-list": (graph) => [{ ending: ".edges.csv", edges: graph.edges.length, text: writeEdgeList(graph) }],
  // one matrix per kind, since their units differ; all of one annotation have the same names
  adjacency: ({ edges }) => {
    const ends = edges.flatMap((edge) => [nodeName(edge.pre, edge.pre_source), nodeName(edge.post, edge.post_source)]);
    const names = [...new Set(ends)].sort((a, b) => (a < b ? -1 : 1));
    return [...edgesByKind(edges)].map(([kind, own]) => ({
      ...{ ending: `.${kind}.adjacency.csv`, edges: own.length, text: writeAdjacency(own, names) },
    }));
  },
};
