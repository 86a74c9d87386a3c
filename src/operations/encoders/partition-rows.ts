import { boundsOf } from "../../encoders/scores/bootstrap-orders.js";
import { mean } from "../../stats/mean.js";
import { bits } from "../../stats/shared-parts.js";
import type { Row } from "../../tables/tables.js";
import { numberOrNull } from "../number-or-null.js";
import { type FitWords, fitKey, targetKey } from "./score-rows.js";

/** For each target the part of each subset of the spaces, by its number. */
export type PartLists = readonly Float64Array[];

/**
 * Rows of `encoder_partitions`: the parts of every target that could be fitted, and their means over targets.
 *
 * @param blocks - Parts of the same in blocks of rows, draw by draw.
 */
export function partitionRows(
  parts: PartLists,
  blocks: readonly PartLists[],
  names: readonly string[],
  { data, folds, ceiling }: FitWords,
): readonly Partial<Row<"encoder_partitions">>[] {
  const fitted = [...parts.keys()].filter((target) => !parts[target]!.some(Number.isNaN));
  const common = { ...fitKey(data), ceiling_note: ceiling.note, folds };
  const own = fitted.flatMap((target) => {
    const { target_index, target: label, name } = targetKey(data, target);
    const top = numberOrNull(ceiling.values?.r2?.[target] ?? Number.NaN);
    const words = { ...common, aggregate: "target", target_index, target: label, name, ceiling: top, n_targets: 1 };
    const drawn = blocks.map((draw) => draw[target]!);
    return partsOf(parts[target]!, drawn, names).map((part) => ({ ...words, ...part }));
  });
  if (fitted.length === 0) return own;
  const meansOf = (lists: PartLists) =>
    parts[0]!.map((_, subset) => mean(fitted.map((target) => lists[target]![subset]!)));
  const top = ceiling.values ? numberOrNull(mean(fitted.map((target) => ceiling.values!.r2![target]!))) : null;
  const overall = { ...common, aggregate: "mean", ceiling: top, n_targets: fitted.length };
  const means = partsOf(meansOf(parts), blocks.map(meansOf), names);
  return [...own, ...means.map((part) => ({ ...overall, ...part }))];
}

/** The parts of one target, single spaces first, and their sum, with 95 % intervals. */
function partsOf(parts: Float64Array, blocks: readonly Float64Array[], names: readonly string[]) {
  const sumOf = (list: Float64Array) => list.reduce((sum, part) => sum + part, 0);
  const total = sumOf(parts);
  const { low, high } = boundsOf(blocks.map((list) => Float64Array.of(...list, sumOf(list))));
  const interval = (place: number) => ({
    ci_low: numberOrNull(low[place] ?? Number.NaN),
    ci_high: numberOrNull(high[place] ?? Number.NaN),
  });
  const shareOf = (value: number) => (total > 0 ? value / total : null);
  const subsets = Array.from({ length: parts.length - 1 }, (_, index) => index + 1);
  const divided = subsets
    .sort((a, b) => bits(a) - bits(b) || a - b)
    .map((subset) => ({
      part: names.filter((_, space) => (subset >> space) & 1).join("&"),
      kind: bits(subset) === 1 ? "unique" : "shared",
      n_spaces: bits(subset),
      value: parts[subset]!,
      ...interval(subset),
      share: shareOf(parts[subset]!),
    }));
  const all = { part: "all", kind: "total", n_spaces: names.length, value: total, ...interval(parts.length) };
  return [...divided, { ...all, share: shareOf(total) }];
}
