import { columnsOf } from "../../encoders/column-selection.js";
import { ridge } from "../../encoders/ridge/ridge.js";
import { variance } from "../../stats/variance.js";
import type { Row } from "../../tables/tables.js";
import type { RunContext } from "../operation.js";
import { alphasOf } from "./encoder-alphas.js";
import { type EncoderData, rowsAt } from "./encoder-data.js";
import type { EncoderParams } from "./encoder-params.js";
import type { SpaceFit } from "./fit-space.js";
import { chosenAlpha, fitKey, targetKey } from "./score-rows.js";
import { targetGroups } from "./target-groups.js";

/** Rows of `encoder_alphas`: the penalties of every target. */
export function alphaRows(
  space: string,
  fit: SpaceFit,
  { data, params }: { readonly data: EncoderData; readonly params: EncoderParams },
): readonly Partial<Row<"encoder_alphas">>[] {
  const alphas = alphasOf(params);
  const chosen_by =
    alphas.length === 1 ? "given" : params.alpha_choice === "folds" ? params.alpha_score : params.alpha_choice;
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

/**
 * Rows of `encoder_weights`: all spaces fitted together to all rows, with the penalty that most folds chose. The form
 * that divides features by their spread gives weights of the features as they are.
 */
export function weightRows(
  fit: SpaceFit,
  {
    data,
    params,
    context,
  }: { readonly data: EncoderData; readonly params: EncoderParams; readonly context: RunContext },
): readonly Partial<Row<"encoder_weights">>[] {
  const features = featuresOf(data);
  return targetGroups(data, fit.columns).flatMap((group) => {
    const alphas = group.targets.map((target) => chosenAlpha(fit.alphas[target]!));
    if (group.columns.length === 0 || alphas.includes(null)) return [];
    const x = columnsOf(rowsAt(data.x, group.rows), group.columns);
    const y = columnsOf(rowsAt(data.y, group.rows), group.targets);
    const { standardise: scale, intercept } = params;
    const { weights } = ridge(x, y, { alpha: alphas as number[], scale, intercept, linalg: context.linalg });
    const places = new Map(group.columns.map((column, place) => [column, place]));
    return group.targets.flatMap((target, index) =>
      features
        .map((feature, feature_index) => ({ ...feature, feature_index }))
        .filter(({ columns }) => columns.every((column) => places.has(column)))
        .map(({ columns, feature_index }) => {
          const { space, feature } = data.columns[columns[0]!]!;
          const { target_index, target: label } = targetKey(data, target);
          return {
            ...fitKey(data),
            ...{ target_index, target: label, space, feature_index, feature: feature.label },
            feature_channel: feature.row?.channel_index ?? null,
            spread: Math.sqrt(variance(feature.values)),
            alpha: alphas[index]!,
            lags_s: Float64Array.from(columns, (column) => data.columns[column]!.lag * data.stepS),
            weights: Float64Array.from(
              columns,
              (column) => weights.values[places.get(column)! * weights.columns + index]!,
            ),
          };
        }),
    );
  });
}

/** The columns of each feature of each space, in the order of their lags. */
function featuresOf({ columns }: EncoderData): readonly { readonly columns: readonly number[] }[] {
  const found = new Map<string, number[]>();
  for (const [column, { space, feature }] of columns.entries()) {
    const key = JSON.stringify([space, feature.key]);
    const own = found.get(key);
    if (own) own.push(column);
    else found.set(key, [column]);
  }
  return [...found.values()].map((list) => ({ columns: list }));
}
