import { celegansNeurons } from "../../src/identities/neurons.js";
import { correlation } from "../../src/operations/correlation.js";
import { correlationConnection } from "../../src/operations/correlation-connection.js";
import { layerComparison } from "../../src/operations/layer-comparison.js";
import type { Operation } from "../../src/operations/operation.js";
import { createRandom } from "../../src/random/create-random.js";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { batchesFrom } from "../operations/run-on-tables.js";
import { madeConnectome, type ShortEdge } from "./made-wiring.js";
import { simulatedBatches, simulatedManifest } from "./simulated-tables.js";

const classes = [
  "AVA",
  "AVB",
  "AVD",
  "AVE",
  "PVC",
  "RIM",
  "RIB",
  "AIB",
  "ASE",
  "AWC",
  "AIY",
  "AIZ",
  "SMDV",
  "RMDD",
  "M1",
  "DVA",
];

/** Wiring among a few dozen neurons, the same each time; neighbours in the list are wired more often. */
function randomEdges(seed: string): ShortEdge[] {
  const random = createRandom(seed);
  const names = celegansNeurons
    .filter(({ neuronClass, name }) => classes.some((one) => neuronClass === one || name.startsWith(one)))
    .map(({ name }) => name);
  const edges: ShortEdge[] = [];
  names.forEach((from, i) => {
    names.forEach((to, j) => {
      const near = Math.abs(i - j) <= 3;
      if (i !== j && random.uniform() < (near ? 0.4 : 0.08)) edges.push([from, to, "chemical", 1 + random.integer(12)]);
      if (i < j && random.uniform() < (near ? 0.25 : 0.03)) edges.push([from, to, "gap", 1 + random.integer(6)]);
    });
  });
  return edges;
}

/** Made annotations, simulated recordings, and what the operations make of both, as they stand in one folder. */
export async function wiringResults(): Promise<readonly TableBatch[]> {
  const first = randomEdges("first");
  const random = createRandom("responses");
  const responses = first.flatMap(([from, to]): ShortEdge[] =>
    random.uniform() < 0.4 ? [[from, random.uniform() < 0.5 ? to : "AVAL", "functional", random.normal()]] : [],
  );
  const seen = new Set<string>();
  const once = responses.filter(([from, to]) => from !== to && !seen.has(`${from} ${to}`) && seen.add(`${from} ${to}`));
  const wiring = [
    ...madeConnectome("first", first, { title: "A made wiring" }),
    ...madeConnectome("second", randomEdges("second"), { title: "Another made wiring" }),
    ...madeConnectome("responses", once, { title: "Made responses" }),
  ];
  const simulated = await simulatedBatches(await simulatedManifest({ recordings: 3, samples: 300, unlabelled: 2 }));
  const recordings = simulated.map((batch) => withColumn(batch, "dataset_id", "simulated"));
  const input = [...recordings, ...wiring];
  const results: TableBatch[] = [];
  const steps: [Operation<never>, unknown][] = [
    [correlation as Operation<never>, { channels: "named" }],
    [correlationConnection as Operation<never>, { n_shuffles: 19, connectomes: ["first", "second"] }],
    [layerComparison as Operation<never>, { a: "first", b: "responses", n_shuffles: 19 }],
  ];
  for (const [operation, params] of steps) {
    const provenance = { step: 0, operation: operation.name, params: "{}", tool_version: "0.0.0", inputs: "[]" };
    const made = batchOf("provenance", [{ ...provenance, seed: null, started_utc: 0, duration_s: 0 }]);
    const batches = [...(await batchesFrom(operation, [...input, ...results], params)), made];
    results.push(...batches.map((batch) => withColumn(batch, "analysis_id", operation.name)));
  }
  return [...input, ...results];
}

function withColumn(batch: TableBatch, name: string, value: string): TableBatch {
  const length = Object.values(batch.columns)[0]!.length;
  return { ...batch, columns: { [name]: new Array<string>(length).fill(value), ...batch.columns } };
}
