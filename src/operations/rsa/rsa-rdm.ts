import * as z from "zod/mini";
import type { TableReader } from "../../tables/table-reader.js";
import type { Operation } from "../operation.js";
import { channelSets } from "./channel-sets.js";
import { chosenObservations } from "./chosen-observations.js";
import { dissimilarityParams } from "./dissimilarity-params.js";
import { eventPatterns, type ReadPatterns } from "./event-patterns.js";
import { needsResiduals } from "./noise-precision.js";
import { movieParam, type PatternParams, patternParams } from "./pattern-params.js";
import type { PatternSet } from "./pattern-set.js";
import { stackBatches } from "./rdm-rows.js";
import { responsePatterns } from "./response-patterns.js";
import { setRdms } from "./set-rdms.js";
import { weightPatterns } from "./weight-patterns.js";

const params = z.strictObject({ ...dissimilarityParams, ...patternParams, movie: movieParam });

/** What gives patterns, by the parameter `source`. */
export const patternSources: Readonly<
  Record<
    PatternParams["source"],
    (input: TableReader, options: ReadPatterns<PatternParams>) => AsyncGenerator<PatternSet>
  >
> = {
  events: eventPatterns,
  responses: responsePatterns,
  "encoder-weights": weightPatterns,
};

/** What operations on patterns read. */
export const patternTables = [
  ...(["recordings", "channels", "signals", "clocks", "processed_signals", "events"] as const),
  ...(["stimuli", "responses", "encoder_weights"] as const),
];

/**
 * Representational dissimilarity matrices of activity: of patterns that a source holds, of means of channels during events,
 * or of weights of encoders. Conditions come out in the order of their ids; a pair that cannot be known is null and says
 * why.
 */
export const rsaRdm: Operation<z.infer<typeof params>> = {
  name: "rsa-rdm",
  summary: "RDMs: dissimilarities between the patterns of activity of conditions, over time where asked for.",
  params,
  reads: patternTables,
  writes: ["computed_rdms", "computed_rdm_entries"],
  partitionBy: "recording_id",
  joins: ({ runs, source }) => runs !== "separate" || source !== "events",
  async *run(input, chosen, context) {
    const task = "rsa-rdm";
    const options = { task, params: chosen, needsResiduals: needsResiduals(chosen), context };
    for await (const whole of patternSources[chosen.source](input, options)) {
      const note = (message: string) => context.onProgress({ kind: "note", task, item: whole.id, message });
      for (const channels of channelSets(whole, chosen, note)) {
        context.signal.throwIfAborted();
        const set = chosenObservations(channels, chosen, note);
        const { stack, reasons, design, folds } = setRdms(set, { params: chosen, linalg: context.linalg, note });
        const { stimulusSet: stimulus_set, datasetId: dataset_id, recordingId: recording_id } = set;
        const counts = { n_channels: set.channels.length, n_observations: set.observations.length };
        const shared = { kind: chosen.kind, stimulus_set, dataset_id, recording_id, design, folds, ...counts };
        yield* stackBatches(stack, shared, "computed", reasons);
      }
    }
  },
};
