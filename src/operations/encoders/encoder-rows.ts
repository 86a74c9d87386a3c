import type { Row } from "../../tables/tables.js";
import { alphasOf, choosesPenalty } from "./encoder-alphas.js";
import type { EncoderData } from "./encoder-data.js";
import type { EncoderParams } from "./encoder-params.js";
import type { SpaceFit } from "./fit-space.js";
import { fitKey, targetKey } from "./score-rows.js";

/** Rows of `encoder_alphas`: the penalties of every target. */
export function alphaRows(
  space: string,
  fit: SpaceFit,
  { data, params }: { readonly data: EncoderData; readonly params: EncoderParams },
): readonly Partial<Row<"encoder_alphas">>[] {
  const alphas = alphasOf(params);
  const score = params.model === "poisson" ? "deviance" : params.alpha_score;
  const how = params.alpha_choice === "folds" ? score : params.alpha_choice;
  const chosen_by = choosesPenalty(params) ? how : "given";
  return data.targets.map((_, target) => {
    const { target_index, target: label } = targetKey(data, target);
    const lists = { alphas, mean_scores: fit.paths[target]!, fold_alphas: fit.alphas[target]! };
    return { ...fitKey(data), space, target_index, target: label, chosen_by, ...lists };
  });
}

/** Rows of `encoder_predictions`: every target in every run. */
export function predictionRows(
  space: string,
  { predictions }: SpaceFit,
  data: EncoderData,
): readonly Partial<Row<"encoder_predictions">>[] {
  const { dataset_id, fit_id } = fitKey(data);
  return data.runs.flatMap(({ row, timeS }, run) => {
    const rows = Int32Array.from(data.runOf.keys()).filter((one) => data.runOf[one] === run);
    const time_s = Float64Array.from(rows, (one) => timeS[data.sampleOf[one]!]!);
    return data.targets.map((_, target) => {
      const { target_index, target: label, channel_index } = targetKey(data, target);
      const series = (values: Float64Array) =>
        Float64Array.from(rows, (one) => values[one * data.targets.length + target]!);
      return {
        ...{ dataset_id, fit_id, recording_id: row.recording_id, space, target_index, target: label, channel_index },
        unit: data.targets[target]!.row?.unit ?? null,
        ...{ time_s, measured: series(data.y.values), predicted: series(predictions.values) },
      };
    });
  });
}
