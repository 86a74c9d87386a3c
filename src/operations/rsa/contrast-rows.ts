import type { RandomSource } from "../../random/random-source.js";
import { compareThresholdRegions, type ThresholdRegionAccuracy } from "../../rsa/topology/compare-threshold-regions.js";
import type { DifferenceTest } from "../../rsa/topology/difference-test.js";
import { publishedThresholdComparison } from "../../rsa/topology/published/published-threshold-comparison.js";
import type { Row } from "../../tables/tables.js";
import { numberOrNull } from "../number-or-null.js";
import type { Classified } from "./identified.js";
import type { TopologyParams } from "./topology-params.js";

type Contrast = Row<"identification_contrasts">;
type Over = Contrast["over"];

/** Parts of the (l, u) triangle, every two compared, by the tests of the mode. */
export function* contrastRows(
  { rdms, ...data }: Classified,
  params: TopologyParams,
  random: RandomSource,
): Generator<Contrast> {
  const { count, draws } = params.compare_regions!;
  const given = { ...data, count, draws, random };
  const shared = {
    target: params.target,
    classifier: data.rule,
    mode: params.mode,
    n_thresholds: count,
    n_draws: draws,
  };
  if (params.mode === "published") {
    const { regions, contrasts } = publishedThresholdComparison(rdms, { ...given, data: "fmri" });
    for (const { regions: pair, test } of contrasts)
      yield { ...shared, ...contrastOf(pair, regions, "published", test) };
    return;
  }
  const { regions, contrasts } = compareThresholdRegions(rdms, given);
  for (const { regions: pair, overSubjects, overThresholds } of contrasts) {
    yield { ...shared, ...contrastOf(pair, regions, "subjects", overSubjects) };
    yield { ...shared, ...contrastOf(pair, regions, "thresholds", overThresholds) };
  }
}

function contrastOf(
  [a, b]: readonly [Contrast["region_a"], Contrast["region_b"]],
  regions: readonly ThresholdRegionAccuracy[],
  over: Over,
  { difference, standardError, t, dof, p }: DifferenceTest,
) {
  const accuracyOf = (name: string) => regions.find(({ region }) => region === name)!.accuracy;
  return {
    ...{ region_a: a, region_b: b, over, accuracy_a: accuracyOf(a), accuracy_b: accuracyOf(b), difference, dof },
    ...{ sem: numberOrNull(standardError), t: Number.isFinite(t) ? t : null, p_value: numberOrNull(p) },
  };
}
