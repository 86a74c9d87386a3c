import * as z from "zod/mini";
import { classBlocks } from "../connectome/class-blocks.js";
import { type LayerPair, layerAgreement, sharedByChance } from "../connectome/layer-agreement.js";
import { stepsAmong } from "../connectome/pair-connections.js";
import { ArgumentError, EmptyResultError } from "../errors.js";
import { type ConnectomeEdges, readConnectome } from "../tables/read-connectomes.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import type { Operation } from "./operation.js";

const kinds = z
  .array(z.enum(["chemical", "gap", "neuromuscular", "functional", "neuropeptide", "monoamine", "contact"]))
  .check(z.minLength(1));

const params = z.strictObject({
  a: z.string().check(z.describe("Id of the annotation that is layer a, for example of the structural edges.")),
  b: z.string().check(z.describe("Id of the annotation that is layer b, for example of the functional edges.")),
  kinds_a: z._default(kinds, ["chemical", "gap"]).check(z.describe("Kinds of edges that make layer a.")),
  kinds_b: z._default(kinds, ["functional"]).check(z.describe("Kinds of edges that make layer b.")),
  measured: z
    .optional(z.string())
    .check(z.describe("Id of an annotation whose edges are the pairs that were measured. Default: every pair.")),
  least_weight_b: z
    ._default(z.number().check(z.nonnegative()), 0)
    .check(z.describe("Edges of b count from this size of weight on, whatever its sign.")),
  largest_q: z.optional(z.number()).check(z.describe("Edges of b count up to this q value. Default: all.")),
  null_model: z
    ._default(z.enum(["classes", "labels"]), "classes")
    .check(
      z.describe(
        "What is shuffled in layer a: classes of neurons, left and right staying together, or the label of every neuron alone.",
      ),
    ),
  n_shuffles: z
    ._default(z.int().check(z.positive(), z.maximum(1_000_000)), 999)
    .check(z.describe("Shuffles of layer a's labels that the p value is counted from.")),
});

/** How well two layers of connections agree, pair by pair and by the length of the path; see `layerAgreement`. */
export const layerComparison: Operation<z.infer<typeof params>> = {
  name: "layer-comparison",
  summary: "Agreement of two layers, such as structural and functional edges: per pair, overall and by path length.",
  params,
  reads: ["connectomes", "edges"],
  writes: ["layer_pairs", "layer_agreements"],
  usesRandom: true,
  async *run(input, given, { signal, random }) {
    const { a, b, kinds_a, kinds_b, measured, least_weight_b, largest_q, null_model, n_shuffles } = given;
    const read = (id: string) => readConnectome(input, { id, signal });
    const [graphA, graphB] = [await read(a), await read(b)];
    const tried = measured === undefined ? undefined : (await read(measured)).edges;
    const edgesA = amongNeurons(graphA, kinds_a);
    const allB = amongNeurons(graphB, kinds_b);
    const edgesB = allB.filter(
      ({ weight, q_value }) =>
        Math.abs(weight ?? Number.POSITIVE_INFINITY) >= least_weight_b &&
        (largest_q === undefined || (q_value !== null && q_value <= largest_q)),
    );
    const known = (edges: readonly Row<"edges">[]) => new Set(edges.flatMap(({ pre, post }) => [pre!, post!]));
    const [inA, inB] = [known(edgesA), known(tried ? tried.filter(hasNames) : allB)];
    const names = [...inA].filter((name) => inB.has(name)).sort();
    if (names.length < 2) throw new EmptyResultError({ what: `neurons that ${a} and ${b} both have` });
    const layers: LayerPair = {
      n: names.length,
      a: weightsOf(edgesA, names),
      b: weightsOf(edgesB, names),
      measured: measuredPairs(tried, names),
      steps: stepsAmong(graphA.edges, names, kinds_a),
    };
    const pairs = [...pairRows(layers, names)];
    if (pairs.length === 0) {
      throw new EmptyResultError({ what: `pairs of the neurons of ${a} and ${b} that ${measured} has` });
    }
    yield* batchesOf("layer_pairs", pairs);
    const chance = sharedByChance(layers, {
      ...{ shuffles: n_shuffles, random },
      blocks: null_model === "classes" ? classBlocks(names) : undefined,
    });
    const place = ({ connectome }: ConnectomeEdges) => `${connectome.dataset_id}/${connectome.connectome_id}`;
    const finite = (value: number) => (Number.isFinite(value) ? value : null);
    const rows = layerAgreement(layers).map(
      (found): Row<"layer_agreements"> => ({
        ...{ a: place(graphA), b: place(graphB), stratum: found.stratum as Row<"layer_agreements">["stratum"] },
        ...{ n_neurons: names.length, n_pairs: found.nPairs, n_a: found.nA, n_b: found.nB, n_both: found.nBoth },
        ...{ jaccard: finite(found.jaccard), a_in_b: finite(found.aInB), b_in_a: finite(found.bInA) },
        ...{ rate_b: finite(found.rateB), odds_ratio: finite(found.oddsRatio) },
        log_odds_standard_error: finite(found.logOddsStandardError),
        rank_correlation: finite(found.rankCorrelation),
        rank_correlation_absolute: finite(found.rankCorrelationAbsolute),
        expected_both: found.stratum === "all" ? chance.expected : null,
        p_value: found.stratum === "all" ? chance.p : null,
        n_shuffles,
      }),
    );
    yield* batchesOf("layer_agreements", rows);
  },
};

function hasNames({ pre, post }: Row<"edges">): boolean {
  return pre !== null && post !== null;
}

function amongNeurons({ connectome, edges }: ConnectomeEdges, kinds: readonly string[]): readonly Row<"edges">[] {
  const own = edges.filter(
    (edge) => kinds.includes(edge.kind) && edge.pre_kind === "neuron" && edge.post_kind === "neuron" && hasNames(edge),
  );
  if (own.length > 0) return own;
  const found = [...new Set(edges.map(({ kind }) => kind))].sort().join(", ") || "no edge";
  throw new ArgumentError({ argument: connectome.connectome_id, expected: `edges of ${kinds.join(", ")}`, found });
}

/** Weights of ordered pairs, summed over kinds of one unit; of several units, or without weights, 1 for each pair. */
function weightsOf(edges: readonly Row<"edges">[], names: readonly string[]): Float64Array {
  const n = names.length;
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const weights = new Float64Array(n * n).fill(Number.NaN);
  const units = new Set(edges.map(({ weight_unit }) => weight_unit));
  const isWeighted = units.size === 1 && edges.every(({ weight }) => weight !== null);
  const add = (cell: number, weight: number) => {
    const before = weights[cell]!;
    weights[cell] = isWeighted && !Number.isNaN(before) ? before + weight : isWeighted ? weight : 1;
  };
  for (const { pre, post, weight, symmetric } of edges) {
    const [i, j] = [indexOf.get(pre!), indexOf.get(post!)];
    if (i === undefined || j === undefined) continue;
    add(i * n + j, weight ?? 1);
    if (symmetric && i !== j) add(j * n + i, weight ?? 1);
  }
  return weights;
}

function measuredPairs(tried: readonly Row<"edges">[] | undefined, names: readonly string[]): Uint8Array {
  const n = names.length;
  if (!tried) return new Uint8Array(n * n).fill(1);
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const measured = new Uint8Array(n * n);
  for (const { pre, post, symmetric } of tried) {
    const [i, j] = [indexOf.get(pre ?? ""), indexOf.get(post ?? "")];
    if (i === undefined || j === undefined) continue;
    measured[i * n + j] = 1;
    if (symmetric) measured[j * n + i] = 1;
  }
  return measured;
}

function* pairRows({ n, a, b, measured, steps }: LayerPair, names: readonly string[]): Generator<Row<"layer_pairs">> {
  for (let cell = 0; cell < n * n; cell++) {
    if (!measured[cell] || cell % (n + 1) === 0) continue;
    const [weightA, weightB] = [a[cell]!, b[cell]!];
    yield {
      ...{ pre: names[Math.floor(cell / n)]!, post: names[cell % n]! },
      ...{ in_a: !Number.isNaN(weightA), in_b: !Number.isNaN(weightB) },
      weight_a: Number.isNaN(weightA) ? null : weightA,
      weight_b: Number.isNaN(weightB) ? null : weightB,
      steps_a: steps[cell]! < 0 ? null : steps[cell]!,
    };
  }
}
