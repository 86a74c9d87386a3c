import { neuronByName } from "../identities/neurons.js";
import type { RandomSource } from "../random/random-source.js";
import { degreeAssortativity, nominalAssortativity } from "./assortativity.js";
import { betweenness } from "./betweenness.js";
import { closeness } from "./closeness.js";
import { clustering } from "./clustering.js";
import { communities } from "./communities.js";
import { coreNumbers } from "./core-numbers.js";
import type { CsrGraph } from "./csr-graph.js";
import { type ByDirection, degrees, strengths } from "./degrees.js";
import { density } from "./density.js";
import type { LengthTransform } from "./edge-lengths.js";
import { fiedler } from "./fiedler.js";
import { localEfficiency } from "./local-efficiency.js";
import { pathMeasures } from "./path-measures.js";
import { pathSums } from "./path-sums.js";
import { reciprocity } from "./reciprocity.js";
import { richClub } from "./rich-club.js";
import { smallWorldness } from "./small-worldness.js";
import { spectralRadius } from "./spectral-radius.js";
import { strongComponents } from "./strong-components.js";
import { triadCensus } from "./triad-census.js";
import { undirectedOf } from "./undirected-of.js";
import { weakComponents } from "./weak-components.js";

/** What the measures of a graph are made from. */
export interface MeasureInput {
  readonly graph: CsrGraph;
  /** The undirected graph of all kinds whose cells are nodes; connectedness is measured on it. */
  readonly joined: CsrGraph;
  readonly lengths: LengthTransform | undefined;
  readonly sources: ArrayLike<number> | undefined;
  readonly resolution: number;
  readonly communityRuns: number;
  readonly random: RandomSource;
  /** Randomised and lattice-like references; made when first asked for. */
  readonly nullModels: () => readonly CsrGraph[];
  readonly lattices: () => readonly CsrGraph[];
}

/** One number of a graph: its name, what of it (`all` for the whole), and the node it belongs to where there is one. */
export interface GraphMeasure {
  readonly measure: string;
  readonly detail: string;
  readonly value: number;
  readonly node: string | null;
}

/** One number for each node. */
export interface NodeMeasure {
  readonly measure: string;
  readonly values: ArrayLike<number>;
}

/** What a group of measures found. */
export interface Measured {
  readonly graph?: readonly GraphMeasure[];
  readonly nodes?: readonly NodeMeasure[];
}

/** Measures that are computed together, by name. */
export const measureGroups = {
  size: ({ graph }) => ({
    graph: [
      of("nodes", graph.nodes.length),
      of("edges", graph.nEdges),
      of("self_loops", graph.nSelfLoops),
      of("total_weight", sum(graph.weights) / (graph.directed ? 1 : 2)),
      of("density", density(graph)),
      of("reciprocity", reciprocity(graph)),
    ],
  }),
  degrees: ({ graph }) => ({
    graph: [...largest("degree", degrees(graph), graph), ...largest("strength", strengths(graph), graph)],
    nodes: [...byDirection("degree", degrees(graph), graph), ...byDirection("strength", strengths(graph), graph)],
  }),
  components({ graph, joined }) {
    const [weak, strong, together] = [weakComponents(graph), strongComponents(graph), weakComponents(joined)];
    return {
      graph: [
        of("weak_components", weak.sizes.length),
        of("largest_weak_component", most(weak.sizes)),
        of("strong_components", strong.sizes.length),
        of("largest_strong_component", most(strong.sizes)),
        of("joined_components", together.sizes.length),
      ],
      nodes: [
        { measure: "weak_component", values: weak.labels },
        { measure: "strong_component", values: strong.labels },
      ],
    };
  },
  clustering({ graph }) {
    const [own, undirected] = [clustering(graph), clustering(undirectedOf(graph))];
    return {
      graph: [
        of("average_clustering", own.average),
        of("global_clustering", own.global),
        of("average_clustering", undirected.average, "undirected"),
        of("global_clustering", undirected.global, "undirected"),
        ...(graph.weights.every((weight) => weight >= 0)
          ? [of("average_clustering", clustering(graph, { weighted: true }).average, "weighted")]
          : []),
      ],
      nodes: [{ measure: "clustering", values: own.local }],
    };
  },
  paths(input) {
    const { graph, lengths, sources } = input;
    const sums = pathSums(graph, { lengths, sources });
    const found = pathMeasures(graph, {}, sums);
    const everywhere = sources === undefined;
    return {
      graph: [
        of("characteristic_path_length", found.characteristicPathLength),
        of("global_efficiency", found.globalEfficiency),
        of("reachable_pairs", found.reachable),
        of("diameter", found.diameter),
        of("radius", found.radius),
        of("local_efficiency", mean(localEfficiency(graph))),
      ],
      nodes: everywhere
        ? [
            { measure: "eccentricity", values: sums.eccentricity },
            { measure: "closeness", values: closeness(graph, { lengths }) },
          ]
        : [],
    };
  },
  betweenness({ graph, lengths, sources }) {
    const values = betweenness(graph, { lengths, sources });
    return { graph: [largestOf("largest_betweenness", values, graph)], nodes: [{ measure: "betweenness", values }] };
  },
  "rich-club": ({ graph, nullModels }) => ({
    graph: richClub(graph, { nullModels: nullModels() }).flatMap(({ k, coefficient, normalized }) => [
      of("rich_club", coefficient, `k=${k}`),
      ...(normalized === null ? [] : [of("normalized_rich_club", normalized, `k=${k}`)]),
    ]),
  }),
  assortativity({ graph }) {
    const known = graph.nodes.map((name) => neuronByName(name));
    const categories = {
      type: known.map((neuron) => neuron?.type ?? null),
      class: known.map((neuron) => neuron?.neuronClass ?? null),
      transmitter: known.map((neuron) => neuron?.neurotransmitter ?? null),
    };
    return {
      graph: [
        of("degree_assortativity", degreeAssortativity(graph)),
        ...Object.entries(categories).map(([name, categoryOf]) =>
          of("assortativity", nominalAssortativity(graph, categoryOf).coefficient, name),
        ),
      ],
    };
  },
  spectrum({ graph, random }) {
    const pairs = undirectedOf(graph);
    const algebraic = fiedler(pairs, { random: random.derive("fiedler") });
    return {
      graph: [of("spectral_radius", spectralRadius(graph)), of("algebraic_connectivity", algebraic.value)],
      nodes: algebraic.vector ? [{ measure: "fiedler", values: algebraic.vector }] : [],
    };
  },
  cores({ graph }) {
    const values = coreNumbers(graph);
    return { graph: [largestOf("largest_core", values, graph)], nodes: [{ measure: "core", values }] };
  },
  motifs: ({ graph, nullModels }) => {
    const census = triadCensus(graph);
    const nulls = nullModels().map((model) => triadCensus(model));
    const names = Object.keys(census) as (keyof typeof census)[];
    return {
      graph: [
        ...names.map((name) => of("triads", census[name], name)),
        ...names.flatMap((name) =>
          zScore(
            name,
            census[name],
            nulls.map((counts) => counts[name]),
          ),
        ),
      ],
    };
  },
  "small-world"({ graph, lengths, nullModels, lattices }) {
    if (nullModels().length === 0) return {};
    const found = smallWorldness(graph, { random: nullModels(), lattices: lattices() }, { lengths });
    return {
      graph: [
        of("sigma", found.sigma),
        ...(found.omega === null ? [] : [of("omega", found.omega)]),
        of("random_clustering", found.randomClustering),
        of("random_path_length", found.randomPathLength),
      ],
    };
  },
  communities({ graph, resolution, communityRuns, random }) {
    const stream = random.derive("communities");
    const found = communities(graph, { random: stream, resolution, runs: communityRuns });
    return {
      graph: [of("communities", found.count), of("modularity", found.modularity)],
      nodes: [{ measure: "community", values: found.labels }],
    };
  },
} as const satisfies Readonly<Record<string, (input: MeasureInput) => Measured>>;

/** The name of a group of measures. */
export type MeasureGroupName = keyof typeof measureGroups;

function of(measure: string, value: number, detail = "all"): GraphMeasure {
  return { measure, detail, value, node: null };
}

const most = (sizes: readonly number[]): number => sizes.reduce((largest, size) => Math.max(largest, size), 0);
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const mean = (values: Float64Array): number => sum(values) / values.length;

function byDirection(name: string, found: ByDirection<ArrayLike<number>>, { directed }: CsrGraph): NodeMeasure[] {
  const total = { measure: name, values: found.total };
  return directed
    ? [total, { measure: `in_${name}`, values: found.in }, { measure: `out_${name}`, values: found.out }]
    : [total];
}

function largest(name: string, found: ByDirection<ArrayLike<number>>, graph: CsrGraph): GraphMeasure[] {
  return byDirection(name, found, graph).map(({ measure, values }) => largestOf(`largest_${measure}`, values, graph));
}

/** The largest value and the first node that has it. */
function largestOf(measure: string, values: ArrayLike<number>, { nodes }: CsrGraph): GraphMeasure {
  let at = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[at]!) at = i;
  return { measure, detail: "all", value: values[at] ?? Number.NaN, node: nodes[at] ?? null };
}

/** How many standard deviations a count lies from those of the null models; nothing where these do not vary. */
function zScore(detail: string, count: number, nulls: readonly number[]): GraphMeasure[] {
  const centre = nulls.reduce((total, value) => total + value, 0) / nulls.length;
  const spread = Math.sqrt(nulls.reduce((total, value) => total + (value - centre) ** 2, 0) / (nulls.length - 1));
  return spread > 0 ? [of("triads_z", (count - centre) / spread, detail)] : [];
}
