import { SchemaError } from "../../errors.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import { createRandom } from "../../random/create-random.js";
import { batchOf } from "../../tables/batch.js";
import type { ReadDataset } from "../dataset.js";
import { simulatedModel } from "./model.js";
import { simulateRecording } from "./simulate-recording.js";

/**
 * Makes recordings from the model in the manifest's fact `model`; no file is read. Every recording says `simulated`
 * in its id, modality, condition and source file, every trace in its quantity, and a finding says it once more.
 * The subset `sample` is the first recording. Throws a {@link SchemaError} where the model is not sound.
 */
export const read: ReadDataset = async function* (manifest, _files, options) {
  const fact = manifest.facts.model;
  if (!fact) throw new SchemaError({ file: manifest.id, issues: ["facts.model: expected the model to simulate"] });
  const model = simulatedModel(fact.value, manifest.id);
  const random = createRandom(model.seed);
  const total = options.subset === "sample" ? 1 : model.recordings;
  for (let index = 1; index <= total; index++) {
    options.signal?.throwIfAborted();
    const recordingId = `simulated-${index}`;
    if (!matchesPattern(recordingId, options.only ?? "*")) continue;
    yield* simulateRecording(model, recordingId, random.derive("recording", index), manifest.licence.spdx);
    options.onProgress?.({ kind: "advanced", task: "read", item: manifest.id, done: index, total, unit: "recordings" });
  }
  yield batchOf("findings", [
    {
      finding_index: 0,
      source_file: `simulated with seed ${model.seed}`,
      place: "all recordings",
      rule: "simulated-data",
      severity: "note",
      found: "no measurement: every value was drawn from a stated model",
      action: "labelled as simulated in every table",
    },
  ]);
};
