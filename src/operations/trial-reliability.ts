import * as z from "zod/mini";
import { explainableVariance, splitHalf } from "../encoders/scores/noise-ceilings.js";
import { processTraces } from "../signals/processing/process-traces.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation, RunContext } from "./operation.js";
import { processingParam, processingWords } from "./processing-steps.js";
import { type TrialCounts, trialChoice, trialCounts } from "./trial-counts.js";

const params = z.strictObject({
  ...trialChoice,
  processing: z
    .optional(processingParam)
    .check(z.describe(`What the counts of each trial go through first. ${processingWords}. Default: nothing.`)),
});

type Params = z.infer<typeof params>;

/**
 * How alike the trials are that repeat a recording: the correlation of the mean of odd and even ones, and the share of
 * variance that is common to all. Both are ceilings for models of the response. See `splitHalf` and `explainableVariance`.
 */
export const trialReliability: Operation<Params> = {
  name: "trial-reliability",
  summary: "How alike repeated trials are: split-half correlation and explainable variance of event counts.",
  params,
  reads: ["recordings", "events"],
  writes: ["trial_reliabilities"],
  partitionBy: "recording_id",
  async *run(input, chosen, context) {
    for await (const recording of datasetOf(input).recordings()) {
      const all = await trialCounts(recording, chosen);
      const repeated = all.filter(({ trials }) => trials.length > 1);
      if (repeated.length === 0) {
        const message = `has no repeated trials of events of kind ${chosen.kind}`;
        context.onProgress({ kind: "note", task: "trial-reliability", item: recording.row.recording_id, message });
      }
      yield* batchesOf(
        "trial_reliabilities",
        repeated.map((counts) => rowOf(recording, counts, { chosen, context })),
      );
    }
  },
};

function rowOf(
  { row }: Recording,
  { label, trials }: TrialCounts,
  { chosen, context }: { readonly chosen: Params; readonly context: RunContext },
): Row<"trial_reliabilities"> {
  const { kind, step_s, processing = [] } = chosen;
  const recorded = trials.map(({ counts }) => ({ timeS: counts.map((_, bin) => bin * step_s), values: counts }));
  const processed = processTraces(recorded, processing, { linalg: context.linalg });
  const repeats = processed.map(({ values }) => ({ rows: values.length, columns: 1, values }));
  const [half, explainable] = [splitHalf(repeats), explainableVariance(repeats)];
  return {
    dataset_id: row.dataset_id,
    recording_id: row.recording_id,
    kind,
    label,
    n_trials: trials.length,
    n_events: trials.reduce((total, { counts }) => total + counts.reduce((sum, count) => sum + count, 0), 0),
    n_samples: repeats[0]!.rows,
    step_s,
    split_half: numberOrNull(half.raw[0]!),
    split_half_corrected: numberOrNull(half.corrected[0]!),
    explainable_variance: numberOrNull(explainable.raw[0]!),
    explainable_variance_corrected: numberOrNull(explainable.corrected[0]!),
  };
}
