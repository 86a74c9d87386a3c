import { ArgumentError } from "../../errors.js";
import { mean } from "../../stats/mean.js";
import { variance } from "../../stats/variance.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { type BootstrapIdentificationOptions, bootstrapIdentification } from "./bootstrap-identification.js";
import type { Thresholds } from "./check-thresholds.js";
import { type DifferenceTest, differenceTest, pairedDifferenceTest } from "./difference-test.js";
import { drawThresholds } from "./draw-thresholds.js";
import { identificationMap } from "./identification-map.js";
import { type ThresholdRegion, thresholdRegions } from "./threshold-regions.js";

/** Settings of {@link compareThresholdRegions}. */
export interface CompareThresholdRegionsOptions extends Omit<BootstrapIdentificationOptions, "cells"> {
  /** Thresholds drawn per region. Default: 10. */
  readonly count?: number | undefined;
}

/** The accuracy in one region of the (l, u) triangle. */
export interface ThresholdRegionAccuracy {
  readonly region: ThresholdRegion;
  readonly thresholds: readonly Thresholds[];
  /** One per thresholds. */
  readonly accuracies: Float64Array;
  /** Mean of `accuracies`. */
  readonly accuracy: number;
  /** Standard deviation over the bootstrap of the mean accuracy over the thresholds. */
  readonly standardError: number;
}

/** Two regions of the (l, u) triangle. */
export interface ThresholdRegionContrast {
  readonly regions: readonly [ThresholdRegion, ThresholdRegion];
  /** Over subjects and conditions: the bootstrapped standard error of the difference, subjects − 1 degrees of freedom. */
  readonly overSubjects: DifferenceTest;
  /** Over the drawn thresholds, paired in their order: what it says, it says of thresholds on these data alone. */
  readonly overThresholds: DifferenceTest;
}

/**
 * Compares how well regions (of the brain, or layers) are identified with thresholds from the five regions of the (l, u)
 * triangle: thresholds are drawn per region, accuracies averaged over them, and pairs compared by t tests.
 *
 * @param rdms - Untransformed dissimilarities, one RDM per subject and region.
 * @throws ArgumentError when labels do not fit, or fewer than two thresholds or draws are asked for; NumericError as
 *   `identificationMap`.
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.2309.11028
 */
export function compareThresholdRegions(
  rdms: RdmVectors,
  { count = 10, draws = 1000, ...options }: CompareThresholdRegionsOptions,
): { readonly regions: readonly ThresholdRegionAccuracy[]; readonly contrasts: readonly ThresholdRegionContrast[] } {
  for (const [argument, value] of Object.entries({ count, draws })) {
    if (Number.isInteger(value) && value >= 2) continue;
    throw new ArgumentError({ argument, expected: "a whole number from 2", found: String(value) });
  }
  const cells = thresholdRegions.flatMap((region) =>
    drawThresholds(region, { count, random: options.random.derive("thresholds", region) }),
  );
  const { accuracies } = identificationMap(rdms, { ...options, cells });
  const resampled = bootstrapIdentification(rdms, { ...options, cells, draws }).accuracies;
  const part = (values: Float64Array, region: number) => values.subarray(region * count, (region + 1) * count);
  const meansOf = (region: number) =>
    Float64Array.from({ length: draws }, (_, draw) => {
      return mean(part(resampled.values.subarray(draw * cells.length, (draw + 1) * cells.length), region));
    });
  const bootstrapped = thresholdRegions.map((_, place) => meansOf(place));
  const regions = thresholdRegions.map((region, place) => ({
    region,
    thresholds: cells.slice(place * count, (place + 1) * count),
    accuracies: part(accuracies, place).slice(),
    accuracy: mean(part(accuracies, place)),
    standardError: Math.sqrt(variance(bootstrapped[place]!)),
  }));
  const nSubjects = new Set(options.subjects).size;
  const contrasts = regions.flatMap((a, i) =>
    regions.slice(i + 1).map((b, offset): ThresholdRegionContrast => {
      const j = i + 1 + offset;
      const error = Math.sqrt(variance(bootstrapped[i]!.map((value, draw) => value - bootstrapped[j]![draw]!)));
      return {
        regions: [a.region, b.region],
        overSubjects: differenceTest(a.accuracy - b.accuracy, error, nSubjects - 1),
        overThresholds: pairedDifferenceTest(a.accuracies.map((value, k) => value - b.accuracies[k]!)),
      };
    }),
  );
  return { regions, contrasts };
}
