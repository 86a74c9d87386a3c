import * as z from "zod/mini";
import { classBlocks } from "../connectome/class-blocks.js";
import {
  correlationConnection as ask,
  type ConnectionTest,
  connectionMeasures,
} from "../connectome/correlation-connection.js";
import { shuffledP } from "../connectome/label-shuffles.js";
import { connections, type PairConnections, pairConnections } from "../connectome/pair-connections.js";
import { connectionsIn, rewiredGraphs, type WiringGraphs, wiringGraphs } from "../connectome/rewired-connections.js";
import { subConnectome } from "../connectome/sub-connectome.js";
import { EmptyResultError } from "../errors.js";
import { pairingOf } from "../identities/pairing-of.js";
import type { RandomSource } from "../random/random-source.js";
import { mean } from "../stats/mean.js";
import { type AnimalOf, animalsOf } from "../tables/animals-of.js";
import { byScope, groupRows, signConsistency } from "../tables/group-rows.js";
import { readAnalysis } from "../tables/read-analysis.js";
import { type ConnectomeEdges, readConnectomes } from "../tables/read-connectomes.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { type RecordingCorrelations, recordingCorrelations } from "./connection-correlations.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation } from "./operation.js";

const params = z.strictObject({
  analysis: z.optional(z.string()).check(z.describe("Which result of correlation. Default: the only one.")),
  connectomes: z
    .optional(z.array(z.string()).check(z.minLength(1)))
    .check(z.describe("Annotations by their ids. Default: all that have chemical or gap edges.")),
  n_shuffles: z
    ._default(z.int().check(z.positive(), z.maximum(1_000_000)), 999)
    .check(z.describe("Shuffles that p values are counted from.")),
  null_model: z
    ._default(z.enum(["classes", "labels", "degrees"]), "classes")
    .check(
      z.describe(
        "classes: classes of neurons are shuffled, left and right staying together; labels: the neurons one by one, as if those of a class were independent; degrees: the edges of the annotation are rewired, each neuron keeping its numbers of partners.",
      ),
    ),
  same_class: z
    ._default(z.boolean(), true)
    .check(z.describe("Whether pairs of one class take part, such as left and right, which are alike in both ways.")),
  pairs: z._default(z.boolean(), true).check(z.describe("Whether to write a row per pair, besides groups and tests.")),
});

interface Answer {
  readonly dataset_id: string;
  readonly recording_id: string;
  readonly tests: readonly ConnectionTest[];
}

/** Whether neurons that are wired together are active together; see `correlationConnection` in the box connectome. */
export const correlationConnection: Operation<z.infer<typeof params>> = {
  name: "correlation-connection",
  summary: "Correlation of neuron pairs against their connection: none, chemical, gap or both, weight, path length.",
  params,
  reads: ["recordings", "correlations", "connectomes", "edges"],
  writes: ["pair_connections", "connection_groups", "connection_tests"],
  usesRandom: true,
  async *run(
    input,
    { analysis, connectomes: ids, n_shuffles, null_model, same_class, pairs },
    { signal, random, onProgress },
  ) {
    const found = await readAnalysis(input, "correlations", { operation: "correlation", analysis, signal });
    const recordings = recordingCorrelations(found);
    const animalOf = await animalsOf(input, signal);
    let nAnswers = 0;
    for await (const graph of readConnectomes(input, { ids, signal })) {
      const { connectome } = graph;
      const place = { connectome_dataset_id: connectome.dataset_id, connectome_id: connectome.connectome_id };
      if (!graph.edges.some(({ kind }) => kind === "chemical" || kind === "gap")) continue;
      const { wiring, absentOf } = wiringOf(graph, recordings);
      const { names } = wiring;
      const blocks = null_model === "classes" ? classBlocks(names) : undefined;
      const others = null_model === "degrees" ? rewirings(graph, n_shuffles, random) : undefined;
      const answers: Answer[] = [];
      for (const recording of recordings) {
        signal.throwIfAborted();
        const { dataset_id, recording_id } = recording;
        const recorded = new Set(recording.names);
        const places = [...names.keys()].filter((place) => recorded.has(names[place]!));
        if (places.length < 2) {
          const message = `has fewer than two neurons that ${connectome.connectome_id} has`;
          onProgress({ kind: "note", task: "correlation-connection", item: recording_id, message });
          continue;
        }
        const r = new Float64Array(names.length ** 2).fill(Number.NaN);
        for (const i of places) {
          for (const j of places) {
            const [a, b] = [names[i]!, names[j]!];
            if (same_class || pairingOf(a, b) !== "same-class") r[i * names.length + j] = recording.r(a, b);
          }
        }
        const key = { dataset_id, recording_id, ...place };
        const { groups, tests } = ask(wiring, r, {
          // the same stream for every recording: one shuffle hits all of them
          ...{ shuffles: n_shuffles, random: random.derive(...Object.values(place)), blocks },
          nullWirings: others && connectionsOf(others, names),
        });
        if (pairs) yield* batchesOf("pair_connections", pairRows(wiring, r, { key, places }));
        const counts = { n_neurons: places.length, n_absent: absentOf(recording).length };
        const rows = groups.map(({ connection, nPairs, r: mean_r, zStandardDeviation }) => ({
          ...{ ...key, connection, ...counts, n_pairs: nPairs, mean_r: numberOrNull(mean_r) },
          z_standard_deviation: numberOrNull(zStandardDeviation),
        }));
        yield* batchesOf("connection_groups", rows);
        answers.push({ dataset_id, recording_id, tests });
      }
      if (answers.length === 0) continue;
      nAnswers += answers.length;
      const rows = [...testRows(answers, animalOf)].map((row) => ({ ...place, ...row }));
      yield* batchesOf("connection_tests", rows);
    }
    if (nAnswers === 0) {
      const next = "prepare recordings with identified neurons and an annotation with chemical or gap edges";
      throw new EmptyResultError({ what: "two neurons that a recording and an annotation both have", next });
    }
  },
};

/** Random wirings of an annotation, the same for all recordings, so that their means over animals have one null model. */
function rewirings(
  { connectome, edges }: ConnectomeEdges,
  count: number,
  random: RandomSource,
): readonly WiringGraphs[] {
  const graphs = wiringGraphs(edges);
  const stream = random.derive(connectome.dataset_id, connectome.connectome_id);
  return Array.from({ length: count }, (_, index) => rewiredGraphs(graphs, stream.derive(index)));
}

function* connectionsOf(graphs: readonly WiringGraphs[], names: readonly string[]): Generator<PairConnections> {
  for (const graph of graphs) yield connectionsIn(graph, names);
}

/** How the neurons of all recordings are wired, by name, and which of a recording the annotation does not have. */
function wiringOf({ edges }: ConnectomeEdges, recordings: readonly RecordingCorrelations[]) {
  const structural = edges.filter(({ kind }) => kind === "chemical" || kind === "gap");
  const all = [...new Set(recordings.flatMap(({ names }) => names))].sort();
  const { neurons, absent } = subConnectome(structural, all);
  const absentOf = ({ names }: RecordingCorrelations) => absent.filter((name) => names.includes(name));
  return { wiring: pairConnections(structural, neurons), absentOf };
}

type RecordingKey = Pick<
  Row<"pair_connections">,
  "dataset_id" | "recording_id" | "connectome_dataset_id" | "connectome_id"
>;

function* pairRowsOf(
  { names, connection, chemical, gap, steps, chemicalUnit, gapUnit }: PairConnections,
  r: Float64Array,
  { key, places }: { readonly key: RecordingKey; readonly places: readonly number[] },
): Generator<Row<"pair_connections">> {
  const n = names.length;
  const stepsAt = (cell: number) => (steps[cell]! < 0 ? null : steps[cell]!);
  for (const i of places) {
    for (const j of places) {
      if (j <= i) continue;
      const [there, back] = [i * n + j, j * n + i];
      yield {
        ...{ ...key, name_a: names[i]!, name_b: names[j]!, r: numberOrNull(r[there]!) },
        ...{ connection: connections[connection[there]!]!, gap: gap[there]!, gap_unit: gapUnit },
        ...{ chemical_ab: chemical[there]!, chemical_ba: chemical[back]!, chemical_unit: chemicalUnit },
        ...{ steps_ab: stepsAt(there), steps_ba: stepsAt(back) },
      };
    }
  }
}

const pairRows = (...input: Parameters<typeof pairRowsOf>) => [...pairRowsOf(...input)];

/**
 * Tests of each recording, and of the animals of each dataset and of all. Each shuffle is averaged like the values, over
 * the recordings in which it is defined.
 */
function* testRows(answers: readonly Answer[], animalOf: AnimalOf) {
  for (const [index, measure] of connectionMeasures.entries()) {
    const own = answers.map((answer) => ({ ...answer, test: answer.tests[index]! }));
    for (const { dataset_id, recording_id, test } of own) {
      const scope = { scope: `${dataset_id}/${recording_id}`, level: "recording" as const, measure, n_animals: 1 };
      const value = numberOrNull(test.value);
      yield {
        ...{ ...scope, n_pairs: test.nPairs, n_against: test.nAgainst, value, effect_size: numberOrNull(test.effect) },
        ...{ minimum: value, maximum: value, sign_consistency: value === null ? null : 1 },
        ...{ p_value: numberOrNull(test.p), ...chanceOf(test.shuffled) },
      };
    }
    for (const [scope, inScope] of byScope(own)) {
      const defined = inScope.filter(({ test }) => !Number.isNaN(test.value));
      const animals = [...groupRows(defined, animalOf).values()];
      const values = animals.map((rows) => mean(rows.map(({ test }) => test.value)));
      const value = mean(values);
      const everyone = [...groupRows(inScope, animalOf).values()];
      const shuffled = Float64Array.from(inScope[0]?.test.shuffled ?? [], (_, k) =>
        mean(everyone.map((rows) => mean(rows.map(({ test }) => test.shuffled[k]!)))),
      );
      const effects = animals.map((rows) => mean(rows.map(({ test }) => test.effect)));
      const sum = (of: (test: ConnectionTest) => number) => defined.reduce((total, { test }) => total + of(test), 0);
      const level = scope === "all" ? ("all" as const) : ("dataset" as const);
      yield {
        ...{ scope, level, measure, n_animals: animals.length, value: numberOrNull(value) },
        ...{ n_pairs: sum(({ nPairs }) => nPairs), n_against: sum(({ nAgainst }) => nAgainst) },
        effect_size: numberOrNull(mean(effects)),
        minimum: values.length > 0 ? Math.min(...values) : null,
        maximum: values.length > 0 ? Math.max(...values) : null,
        sign_consistency: values.length > 0 ? signConsistency(values, value) : null,
        ...{ p_value: numberOrNull(shuffledP(value, shuffled)), ...chanceOf(shuffled) },
      };
    }
  }
}

function chanceOf(shuffled: Float64Array) {
  const n_shuffles = shuffled.filter((value) => !Number.isNaN(value)).length;
  return { expected: numberOrNull(mean(shuffled)), n_shuffles };
}
