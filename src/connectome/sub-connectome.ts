import type { Row } from "../tables/tables.js";
import type { EdgeRow } from "./graph-of.js";

/** The wiring among some neurons of an annotation. */
export interface SubConnectome {
  /** The neurons that the annotation has, in the order they were asked for. */
  readonly neurons: readonly string[];
  /** Those that it does not have: not annotated, or without any edge. */
  readonly absent: readonly string[];
  /** Edges of the annotation with both ends among the neurons, self loops included, in the source's order. */
  readonly edges: readonly EdgeRow[];
}

/** The edges of an annotation among the named neurons. */
export function subConnectome(edges: readonly EdgeRow[], names: readonly string[]): SubConnectome {
  const wanted = new Set(names);
  const known = new Set<string | null>();
  for (const { pre, post } of edges) known.add(pre).add(post);
  const isAmong = (name: string | null) => name !== null && wanted.has(name);
  return {
    neurons: [...wanted].filter((name) => known.has(name)),
    absent: [...wanted].filter((name) => !known.has(name)),
    edges: edges.filter(({ pre, post }) => isAmong(pre) && isAmong(post)),
  };
}

/**
 * Names of the neurons that a recording identifies: settled, on a channel that is not marked bad, and claimed by one
 * channel alone; sorted as the channels are.
 */
export function identifiedNeurons(channels: readonly Row<"channels">[]): readonly string[] {
  const usable = channels.filter(({ kind, status, name }) => kind === "neuron" && status !== "bad" && name !== null);
  const counts = new Map<string, number>();
  for (const { name } of usable) counts.set(name!, (counts.get(name!) ?? 0) + 1);
  return [...counts].flatMap(([name, count]) => (count === 1 ? [name] : []));
}

/** The wiring among the identified neurons of a recording; see {@link identifiedNeurons}. */
export function recordingConnectome(edges: readonly EdgeRow[], channels: readonly Row<"channels">[]): SubConnectome {
  return subConnectome(edges, identifiedNeurons(channels));
}
