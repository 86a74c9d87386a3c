import { bandedFormOf } from "../../encoders/banded/banded-form-of.js";
import { predictBands } from "../../encoders/banded/predict-bands.js";
import { type SplitKind, type SplitWarning, splitScores } from "../../encoders/banded/split-scores.js";
import { targetRows } from "../../encoders/banded/target-rows.js";
import { targetsOf } from "../../encoders/targets.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { mean } from "../../stats/mean.js";
import type { Row } from "../../tables/tables.js";
import { type EncoderData, placesOfSpaces, rowsAt } from "./encoder-data.js";
import type { SpaceFit } from "./fit-space.js";
import { foldsWithin } from "./folds-within.js";
import type { FitSettings } from "./group-fit.js";
import { knownPenalties } from "./models/banded-model.js";
import { foldSpaces } from "./models/fold-spaces.js";
import { putRows } from "./models/put-rows.js";
import { partOf } from "./part-of.js";
import { type FitWords, fitKey, targetKey } from "./score-rows.js";
import { targetGroups } from "./target-groups.js";

/** How the score of a model of all spaces can be divided among them. */
export type SplitName = Exclude<SplitKind, "without-correlation">;

/**
 * Rows of `encoder_splits`: what each space has in the predictions of held-out rows by the model of all spaces, and the
 * means over targets. Targets that cannot have all spaces, as those that are the only feature of one, are left out.
 *
 * @param names - The spaces, all of which were fitted together.
 */
export function splitRows(
  splits: readonly SplitName[],
  names: readonly string[],
  fit: SpaceFit,
  { words, settings }: { readonly words: FitWords; readonly settings: FitSettings },
): readonly Partial<Row<"encoder_splits">>[] {
  if (splits.length === 0) return [];
  const { data, folds, params } = words;
  const common = { ...fitKey(data), space: names.join("+"), model: params.model, folds };
  const found = spaceParts(data, names, fit, settings).flatMap(({ targets, measured, parts }) =>
    splits.map((split) => ({ split, targets, ...splitScores(measured, parts, { ...settings.context, kind: split }) })),
  );
  const own = found.flatMap(({ split, targets, joint, parts, warnings }) =>
    targets.flatMap((target, index) => {
      const { target_index, target: label } = targetKey(data, target);
      const known = warnings.filter((one) => one.targets.includes(index)).map(({ kind }) => warningWords[kind]);
      const warning = known.length > 0 ? known.join("; ") : null;
      return names.map((feature_space, space) => ({
        ...{ ...common, aggregate: "target", target_index, target: label, split, feature_space },
        ...{ value: parts.values[space * targets.length + index]!, joint: joint[index]!, n_targets: 1, warning },
      }));
    }),
  );
  const means = splits.flatMap((split) =>
    names.flatMap((feature_space) => {
      const rows = own.filter((row) => row.split === split && row.feature_space === feature_space);
      if (rows.length === 0) return [];
      const [value, joint] = [mean(rows.map((row) => row.value)), mean(rows.map((row) => row.joint))];
      return [{ ...common, aggregate: "mean", split, feature_space, value, joint, n_targets: rows.length }];
    }),
  );
  return [...own, ...means];
}

const warningWords: Readonly<Record<SplitWarning["kind"], string>> = {
  mean: "what is left of it has a mean that is not 0: parts do not sum to R²",
  "not-finite": "predictions that are not finite count as 0",
  constant: "does not vary: scores 0",
  missing: "holds what is not finite",
};

/** Predictions of each space with the penalties that a fit chose, and what was measured less the constants it fitted. */
function spaceParts(
  data: EncoderData,
  names: readonly string[],
  fit: SpaceFit,
  { folds, params, context }: FitSettings,
) {
  const { linalg } = context;
  return targetGroups(data, fit.columns).flatMap((group) => {
    const targets = group.targets.filter((target) => fit.problems[target] === null);
    const spaceOf = placesOfSpaces(data, group.columns);
    if (targets.length === 0 || Math.max(...spaceOf) + 1 < names.length) return [];
    const x = partOf(data.x, group.rows, group.columns);
    const y = partOf(data.y, group.rows, targets);
    const unknown = () => matrix(y.rows, y.columns, new Float64Array(y.values.length).fill(Number.NaN));
    const parts = names.map(unknown);
    const measured = unknown();
    for (const [index, fold] of foldsWithin(folds, group.rows, data.y.rows).entries()) {
      const { fitted, predicted } = foldSpaces({ x, spaceOf, params }, fold);
      const intercept = params.intercept || params.standardise;
      const form = bandedFormOf(fitted, { intercept, linalg });
      const penalties = knownPenalties(choicesOf(fit, targets, names.length), index, targets.length);
      for (const batch of predictBands(form, targetRows(targetsOf(y), fold.train), predicted, { linalg, penalties })) {
        for (const [space, part] of batch.parts.entries())
          putRows(parts[space]!, part as Matrix, fold.test, batch.from);
        const width = batch.parts[0]!.columns;
        for (const row of fold.test) {
          for (let target = 0; target < width; target++) {
            const at = row * y.columns + batch.from + target;
            measured.values[at] = y.values[at]! - (batch.means?.[target] ?? 0);
          }
        }
      }
    }
    const rows = Int32Array.from({ length: y.rows }, (_, row) => row).filter(
      (row) => !Number.isNaN(measured.values[row * y.columns]!),
    );
    return [{ targets, measured: rowsAt(measured, rows), parts: parts.map((part) => rowsAt(part, rows)) }];
  });
}

/** The choices of each fold for some targets; one penalty for all spaces is a weight of 1 of each. */
function choicesOf(fit: SpaceFit, targets: readonly number[], spaces: number) {
  const foldCount = fit.alphas[targets[0]!]!.length;
  const perFold = <T>(of: (fold: number) => T) => Array.from({ length: foldCount }, (_, fold) => of(fold));
  return {
    alphas: perFold((fold) => Float64Array.from(targets, (target) => fit.alphas[target]![fold]!)),
    spaceWeights: perFold((fold) => {
      const weights = matrix(spaces, targets.length);
      for (const [index, target] of targets.entries()) {
        for (let space = 0; space < spaces; space++) {
          weights.values[space * targets.length + index] = fit.spaceWeights[target]![fold]?.[space] ?? 1;
        }
      }
      return weights;
    }),
  };
}
