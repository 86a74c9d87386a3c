import { bits } from "../../encoders/banded/shared-parts.js";
import { mean } from "../../stats/mean.js";
import type { Row } from "../../tables/tables.js";
import { numberOrNull } from "../number-or-null.js";
import { type FitWords, fitKey, targetKey } from "./score-rows.js";

/**
 * Rows of `encoder_partitions`: the parts of every target that could be fitted, and their means over targets.
 *
 * @param parts - For each target the part of each subset of the spaces, by its number.
 */
export function partitionRows(
  parts: readonly Float64Array[],
  names: readonly string[],
  { data, folds, ceiling }: FitWords,
): readonly Partial<Row<"encoder_partitions">>[] {
  const fitted = [...parts.keys()].filter((target) => !parts[target]!.some(Number.isNaN));
  const common = { ...fitKey(data), ceiling_note: ceiling.note, folds };
  const own = fitted.flatMap((target) => {
    const { target_index, target: label, name } = targetKey(data, target);
    const top = numberOrNull(ceiling.values?.r2[target] ?? Number.NaN);
    const words = { ...common, aggregate: "target", target_index, target: label, name, ceiling: top, n_targets: 1 };
    return partsOf(parts[target]!, names).map((part) => ({ ...words, ...part }));
  });
  if (fitted.length === 0) return own;
  const means = parts[0]!.map((_, subset) => mean(fitted.map((target) => parts[target]![subset]!)));
  const top = ceiling.values ? numberOrNull(mean(fitted.map((target) => ceiling.values!.r2[target]!))) : null;
  const overall = { ...common, aggregate: "mean", ceiling: top, n_targets: fitted.length };
  return [...own, ...partsOf(means, names).map((part) => ({ ...overall, ...part }))];
}

/** The parts of one target, single spaces first, and their sum. */
function partsOf(parts: Float64Array, names: readonly string[]) {
  const total = parts.reduce((sum, part) => sum + part, 0);
  const shareOf = (value: number) => (total > 0 ? value / total : null);
  const subsets = Array.from({ length: parts.length - 1 }, (_, index) => index + 1);
  const divided = subsets
    .sort((a, b) => bits(a) - bits(b) || a - b)
    .map((subset) => ({
      part: names.filter((_, space) => (subset >> space) & 1).join("&"),
      kind: bits(subset) === 1 ? "unique" : "shared",
      n_spaces: bits(subset),
      value: parts[subset]!,
      share: shareOf(parts[subset]!),
    }));
  return [...divided, { part: "all", kind: "total", n_spaces: names.length, value: total, share: shareOf(total) }];
}
