import { correlation } from "../../src/operations/correlation.js";
import { neuralCycle } from "../../src/operations/neural-cycle.js";
import type { Operation } from "../../src/operations/operation.js";
import { principalComponents } from "../../src/operations/principal-components.js";
import { stateTuning } from "../../src/operations/state-tuning.js";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { batchesFrom } from "../operations/run-on-tables.js";
import { simulatedBatches, simulatedManifest } from "./simulated-tables.js";

/** Simulated recordings and what the operations make of them, as they stand in one folder. */
export async function simulatedResults(): Promise<readonly TableBatch[]> {
  const changes = { recordings: 3, samples: 600, unlabelled: 4 };
  const recordings = (await simulatedBatches(await simulatedManifest(changes))).map((batch) =>
    withColumn(batch, "dataset_id", "simulated"),
  );
  const run = async (operation: Operation<never>, input: readonly TableBatch[], params: unknown) => {
    const provenance = { step: 0, operation: operation.name, params: "{}", tool_version: "0.0.0", inputs: "[]" };
    const made = batchOf("provenance", [{ ...provenance, seed: null, started_utc: 0, duration_s: 0 }]);
    const batches = [...(await batchesFrom(operation, input, params)), made];
    return batches.map((batch) => withColumn(batch, "analysis_id", operation.name));
  };
  const processing = [{ smooth: "gaussian", width_s: 1, alignment: "centred" }, { differentiate: "gradient" }];
  const contrasts = [{ state: "reversal", against: "forward" }];
  const steps: [Operation<never>, unknown][] = [
    [stateTuning as Operation<never>, { channels: "named", contrasts, n_shifts: 99, minimum_shift_s: 10 }],
    [correlation as Operation<never>, { channels: "named" }],
    [principalComponents as Operation<never>, { count: 3, processing }],
  ];
  const results: TableBatch[] = [];
  for (const [operation, params] of steps) results.push(...(await run(operation, recordings, params)));
  const cycle = { reference: "forward" };
  results.push(...(await run(neuralCycle as Operation<never>, [...recordings, ...results], cycle)));
  return [...recordings, ...results];
}

function withColumn(batch: TableBatch, name: string, value: string): TableBatch {
  const length = Object.values(batch.columns)[0]!.length;
  return { ...batch, columns: { [name]: new Array<string>(length).fill(value), ...batch.columns } };
}
