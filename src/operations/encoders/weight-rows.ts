import type { Matrix } from "../../linalg/provider.js";
import { mean } from "../../stats/mean.js";
import { variance } from "../../stats/variance.js";
import type { Row } from "../../tables/tables.js";
import type { RunContext } from "../operation.js";
import { type EncoderData, placesOfSpaces } from "./encoder-data.js";
import type { EncoderParams } from "./encoder-params.js";
import type { SpaceFit } from "./fit-space.js";
import { modelWeights } from "./models/model-weights.js";
import { partOf } from "./part-of.js";
import { chosenAlpha, fitKey, targetKey } from "./score-rows.js";
import { targetGroups } from "./target-groups.js";

/**
 * Rows of `encoder_weights`: all spaces fitted together to all rows, with the penalty that most folds chose, and the mean
 * over folds of the weights of spaces. Weights are of the features as they are, also where these were divided by their
 * spread to fit.
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
    const targets = group.targets.filter((target) => fit.problems[target] === null);
    if (group.columns.length === 0 || targets.length === 0) return [];
    const x = partOf(data.x, group.rows, group.columns);
    const y = partOf(data.y, group.rows, targets);
    const alphas = targets.map((target) => chosenAlpha(fit.alphas[target]!)!);
    const spaceWeights = targets.map((target) => meanOf(fit.spaceWeights[target]!));
    const spaceOf = placesOfSpaces(data, group.columns);
    const problem = { x, y, alphas, spaceOf, spaceWeights, params, linalg: context.linalg };
    const { weights, intercept } = modelWeights[params.model](problem);
    const places = new Map(group.columns.map((column, place) => [column, place]));
    return targets.flatMap((target, index) =>
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
            spread: Math.sqrt(variance(columnOf(x, places.get(columns[0]!)!))),
            alpha: alphas[index]!,
            intercept: intercept?.[index] ?? null,
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

function columnOf({ rows, columns, values }: Matrix, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * columns + column]!);
}

function meanOf(lists: readonly Float64Array[]): Float64Array {
  return Float64Array.from(lists[0] ?? [], (_, place) => mean(lists.map((list) => list[place]!)));
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
