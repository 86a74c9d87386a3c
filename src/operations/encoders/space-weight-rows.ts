import { mean } from "../../stats/mean.js";
import type { Row } from "../../tables/tables.js";
import type { EncoderData } from "./encoder-data.js";
import type { SpaceFit } from "./fit-space.js";
import { fitKey, targetKey } from "./score-rows.js";

/** Rows of `encoder_space_weights`: the weight of every space that was chosen for each target; none of other models. */
export function spaceWeightRows(
  set: readonly string[],
  fit: SpaceFit,
  data: EncoderData,
): readonly Partial<Row<"encoder_space_weights">>[] {
  return data.targets.flatMap((_, target) => {
    const weights = fit.spaceWeights[target]!;
    // a target that is a feature too may have fewer spaces
    if (weights.length === 0 || weights[0]!.length !== set.length) return [];
    const { target_index, target: label } = targetKey(data, target);
    return set.map((feature_space, place) => {
      const fold_weights = Float64Array.from(weights, (list) => list[place]!);
      const own = { space: set.join("+"), target_index, target: label, feature_space };
      return { ...fitKey(data), ...own, weight: mean(fold_weights), fold_weights };
    });
  });
}
