import * as z from "zod/mini";
import { scorePredictions as scoresOf } from "../encoders/scores/score-predictions.js";
import { ArgumentError } from "../errors.js";
import { processTrace } from "../signals/processing/process-traces.js";
import { rowsOf } from "../tables/batch.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import type { Operation, RunContext } from "./operation.js";
import { processingParam, processingWords } from "./processing-steps.js";
import { recordingReader } from "./recording-reader.js";

const params = z.strictObject({
  predictions: z
    .string()
    .check(z.describe("The analysis by encode or decode, with keep_predictions, whose predictions are scored.")),
  processing: z
    .optional(processingParam)
    .check(
      z.describe(
        `What the measured series go through, and the predicted ones do not, by steps that keep the samples. ${processingWords}. Default: nothing.`,
      ),
    ),
  reliability: z
    .optional(z.string())
    .check(
      z.describe(
        "The analysis by trial-reliability, of the same counts and processing, that gives the ceiling of a mean over trials. Default: no ceiling.",
      ),
    ),
});

type Params = z.infer<typeof params>;

/**
 * Scores predictions against measured series that have been smoothed or processed otherwise, recording by recording, where a
 * model was fitted to series as they are.
 */
export const scorePredictions: Operation<Params> = {
  name: "score-predictions",
  summary: "Scores predictions of encoders against measured series after processing steps, such as smoothed counts.",
  params,
  reads: ["recordings", "encoder_predictions", "trial_reliabilities"],
  writes: ["prediction_scores"],
  partitionBy: "recording_id",
  async *run(input, chosen, context) {
    for await (const recording of datasetOf(input).recordings()) {
      const reliabilities = await readReliabilities(recording, chosen);
      const where = { analysis_id: chosen.predictions };
      for await (const batch of recordingReader(input, recording.row).read("encoder_predictions", { where })) {
        const rows = [...rowsOf({ ...batch, table: "encoder_predictions" })];
        yield* batchesOf(
          "prediction_scores",
          rows.flatMap((row) => scoreRows(row, { chosen, context, reliability: reliabilities?.get(row.target) })),
        );
      }
    }
  },
};

/** Split-half reliabilities by label, corrected for the number of trials; undefined where none were asked for. */
async function readReliabilities({ row, tables }: Recording, { reliability }: Params) {
  if (reliability === undefined) return undefined;
  const found = new Map<string, Row<"trial_reliabilities">>();
  const where = { analysis_id: reliability };
  for await (const batch of recordingReader(tables, row).read("trial_reliabilities", { where })) {
    for (const one of rowsOf({ ...batch, table: "trial_reliabilities" })) found.set(one.label, one);
  }
  return found;
}

function scoreRows(
  row: Row<"encoder_predictions">,
  settings: {
    readonly chosen: Params;
    readonly context: RunContext;
    readonly reliability: Row<"trial_reliabilities"> | undefined;
  },
): readonly Row<"prediction_scores">[] {
  const { chosen, context, reliability } = settings;
  const { values } = processTrace({ timeS: row.time_s, values: row.measured }, chosen.processing ?? [], context);
  if (values.length !== row.measured.length) {
    const expected = "steps that keep the samples of the predictions";
    const found = `${values.length} samples of ${row.measured.length}`;
    throw new ArgumentError({ argument: "processing", expected, found });
  }
  const scored = [...values.keys()].filter((k) => !Number.isNaN(values[k]!) && !Number.isNaN(row.predicted[k]!));
  if (scored.length === 0) return [];
  const column = (from: Float64Array) => ({
    rows: scored.length,
    columns: 1,
    values: Float64Array.from(scored, (k) => from[k]!),
  });
  const [measured, predicted] = [column(values), column(row.predicted)];
  const { dataset_id, fit_id, recording_id, space, target_index, target } = row;
  return (["correlation", "r2"] as const).map((score) => ({
    ...{ dataset_id, fit_id, recording_id, space, target_index, target, score },
    value: scoresOf(measured, predicted, { score }).values[0]!,
    ...ceilingOf(score, chosen, reliability),
    n_samples: scored.length,
  }));
}

/**
 * The most that a prediction of the mean over trials can reach: with ρ the reliability of that mean, by Spearman and Brown
 * from the split halves, ρ of the variance is signal, and r can be √ρ.
 */
function ceilingOf(
  score: "correlation" | "r2",
  { reliability: analysis }: Params,
  reliability: Row<"trial_reliabilities"> | undefined,
): Pick<Row<"prediction_scores">, "ceiling" | "ceiling_note"> {
  if (analysis === undefined) return { ceiling: null, ceiling_note: "none: no reliability of trials was named" };
  const corrected = reliability?.split_half_corrected ?? null;
  if (!reliability || corrected === null) {
    return { ceiling: null, ceiling_note: `none: ${analysis} has no reliability of this target` };
  }
  const share = Math.max(0, corrected);
  const ceiling_note = `split halves of ${reliability.n_trials} trials, corrected for their number`;
  return { ceiling: score === "r2" ? share : Math.sqrt(share), ceiling_note };
}
