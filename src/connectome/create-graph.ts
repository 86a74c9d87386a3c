import * as graphology from "graphology";
import type { AbstractGraph, GraphOptions } from "graphology-types";

// the package declares its class as the default of a CommonJS file, but an ES module is what is loaded
const Graph = graphology.default as unknown as new (options: GraphOptions) => AbstractGraph;

/** An empty graphology graph. */
export function createGraph(options: GraphOptions): AbstractGraph {
  return new Graph(options);
}
