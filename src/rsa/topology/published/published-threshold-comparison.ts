import type { RandomSource } from "../../../random/random-source.js";
import { mean } from "../../../stats/mean.js";
import { variance } from "../../../stats/variance.js";
import type { RdmVectors } from "../../rdm-vectors.js";
import type { Thresholds } from "../check-thresholds.js";
import type { ThresholdRegionAccuracy } from "../compare-threshold-regions.js";
import type { DifferenceTest } from "../difference-test.js";
import { identifyRegions } from "../identify-regions.js";
import { type ThresholdRegion, thresholdRegion, thresholdRegions } from "../threshold-regions.js";
import { type PublishedBootstrapOptions, publishedBootstrap } from "./published-bootstrap.js";
import { publishedDifferenceTest } from "./published-difference-test.js";
import { publishedGeoTopological } from "./published-geo-topological.js";

/** Settings of {@link publishedThresholdComparison}. */
export interface PublishedThresholdComparisonOptions extends Omit<PublishedBootstrapOptions, "resample"> {
  /** Which degrees of freedom the published code puts in. */
  readonly data: "fmri" | "networks";
  /** Thresholds drawn per region. Default: 10. */
  readonly count?: number | undefined;
}

/** Two regions of the (l, u) triangle, by the published test. */
export interface PublishedContrast {
  readonly regions: readonly [ThresholdRegion, ThresholdRegion];
  readonly test: DifferenceTest;
}

/**
 * The comparison of the five regions of the (l, u) triangle as the authors' published code makes it, so that what its defects do
 * can be shown beside `compareThresholdRegions`: thresholds rounded to hundredths, the upper one 0.00001 higher; the bootstrap of
 * `publishedBootstrap`, drawn alike for all thresholds; the test of `publishedDifferenceTest`.
 *
 * @param rdms - Untransformed dissimilarities, one RDM per subject and region.
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.2309.11028, and the code that goes with it
 */
export function publishedThresholdComparison(
  rdms: RdmVectors,
  { data, count = 10, ...options }: PublishedThresholdComparisonOptions,
): { readonly regions: readonly ThresholdRegionAccuracy[]; readonly contrasts: readonly PublishedContrast[] } {
  const regions = thresholdRegions.map((region): ThresholdRegionAccuracy => {
    const random = options.random.derive("thresholds", region);
    const thresholds = Array.from({ length: count }, () => drawRounded(region, random));
    const transformed = thresholds.map((cell) => publishedGeoTopological(rdms, cell));
    const accuracies = Float64Array.from(transformed, (own) => identifyRegions(own, options).accuracy);
    const draws = transformed.map((own) => publishedBootstrap(own, options));
    const means = draws[0]!.map((_, draw) => mean(draws.map((own) => own[draw]!)));
    const standardError = Math.sqrt(variance(means, { ddof: 0 }));
    return { region, thresholds, accuracies, accuracy: mean(accuracies), standardError };
  });
  const contrasts = regions.flatMap((a, place) =>
    regions.slice(place + 1).map((b): PublishedContrast => {
      const differences = a.accuracies.map((accuracy, sample) => accuracy - b.accuracies[sample]!);
      return { regions: [a.region, b.region], test: publishedDifferenceTest(differences, { data }) };
    }),
  );
  return { regions, contrasts };
}

function drawRounded(region: ThresholdRegion, random: RandomSource): Thresholds {
  for (;;) {
    const [a, b] = [random.uniform(), random.uniform()];
    const isLeftOut = a + b <= 0.01 || a + b >= 1.99;
    const low = Math.round(100 * Math.min(a, b)) / 100;
    const high = Math.min(1, Math.round(100 * Math.max(a, b)) / 100 + 1e-5);
    if (!isLeftOut && thresholdRegion({ low, high }) === region) return { low, high };
  }
}
