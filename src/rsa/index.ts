/**
 * Representational similarity analysis and topological RSA: dissimilarity matrices (RDMs) from patterns, their comparison,
 * models, inference, and measures of similarity between sets of patterns.
 *
 * @module
 */

export type { RankMethod } from "../stats/rank-by.js";
export * from "./ceilings/boot-noise-ceiling.js";
export * from "./ceilings/challenge-ceilings.js";
export * from "./ceilings/chosen-rdms.js";
export * from "./ceilings/cv-noise-ceiling.js";
export * from "./ceilings/pool.js";
export * from "./ceilings/pool-methods.js";
export * from "./ceilings/prepare-noise-ceiling.js";
export type { CeilingRange } from "./ceilings/sample-ceilings.js";
export type { SamplePools, SampleSimilarities, Similarities, SimilaritySample } from "./ceilings/similarities.js";
export * from "./comparison/compare.js";
export * from "./comparison/compare-options.js";
export * from "./comparison/compare-resampled.js";
export * from "./comparison/measure-name.js";
export { type PreparedComparison, prepareComparison } from "./comparison/prepare-comparison.js";
export * from "./dissimilarities/rdm.js";
export * from "./dissimilarities/rdm-movie.js";
export { rdmOf } from "./dissimilarities/rdm-of.js";
export {
  type DissimilarityLabel,
  type DissimilarityMethod,
  dissimilarityLabels,
  type RdmOptions,
} from "./dissimilarities/rdm-options.js";
export * from "./group-positions.js";
export * from "./inference/bootstrap-test-sets.js";
export * from "./inference/confidence-intervals.js";
export * from "./inference/contrast-variances.js";
export * from "./inference/contrast-with-model.js";
export * from "./inference/correct-tests.js";
export { defaultConditionFolds, defaultRdmFolds } from "./inference/default-folds.js";
export type { Draw } from "./inference/draw.js";
export * from "./inference/dual-variance.js";
export * from "./inference/evaluate.js";
export * from "./inference/evaluate-options.js";
export * from "./inference/evaluate-samples.js";
export * from "./inference/evaluation.js";
export { evaluationSummary, type SummaryRow } from "./inference/evaluation-summary.js";
export * from "./inference/fold.js";
export * from "./inference/make-folds.js";
export * from "./inference/model-tests.js";
export * from "./inference/permute-labels.js";
export { type PreparedEvaluation, prepareEvaluation, type SampleKind } from "./inference/prepare-evaluation.js";
export type { SampleRange } from "./inference/sample-range.js";
export { kFoldSplits, leaveOneOutSplits, ofSizeSplits, randomSplit } from "./inference/splits.js";
export * from "./inference/summarise-samples.js";
export * from "./inference/test-models.js";
export * from "./mds/aligned-maps.js";
export * from "./mds/classical-mds.js";
export * from "./mds/procrustes-aligned.js";
export * from "./models/commonality.js";
export * from "./models/fit-model.js";
export * from "./models/fit-options.js";
export * from "./models/fitter.js";
export * from "./models/fitters.js";
export * from "./models/model.js";
export * from "./models/model-family.js";
export * from "./models/non-negative-solution.js";
export * from "./models/partial-correlations.js";
export { defaultTheta, predict, predictRdms } from "./models/predict.js";
export * from "./models/regress-rdms.js";
export * from "./noise/condition-covariance.js";
export * from "./noise/measurement-covariance.js";
export type { NoiseMethod, NoiseOptions } from "./noise/noise-methods.js";
export { type PrecisionOptions, precisionOf } from "./noise/precision-of.js";
export * from "./noise/residual-covariance.js";
export * from "./pair-count.js";
export * from "./pair-index.js";
export { type AveragedPatterns, averagePatterns } from "./patterns/average-patterns.js";
export * from "./patterns/bin-time.js";
export * from "./patterns/flatten-time.js";
export * from "./patterns/merge-patterns.js";
export * from "./patterns/odd-even-split.js";
export type { DescriptorValue, Patterns } from "./patterns/patterns.js";
export * from "./patterns/repeats-of.js";
export * from "./patterns/sort-patterns.js";
export * from "./patterns/sorted-ids.js";
export * from "./patterns/split-patterns.js";
export * from "./patterns/subset-patterns.js";
export * from "./patterns/subset-time.js";
export { takeChannels } from "./patterns/take-channels.js";
export { patternsAt, type TimePatterns } from "./patterns/time-patterns.js";
export * from "./rdm-vector.js";
export * from "./rdm-vectors.js";
export * from "./searchlight/local-precision.js";
export * from "./searchlight/neighbourhoods.js";
export * from "./searchlight/point-neighbourhoods.js";
export * from "./searchlight/searchlight.js";
export type { SurfaceMesh } from "./searchlight/surface-edges.js";
export * from "./searchlight/surface-neighbourhoods.js";
export * from "./searchlight/volume-neighbourhoods.js";
export * from "./similarity/cca.js";
export type { SimilarityOptions } from "./similarity/check-pattern-pair.js";
export * from "./similarity/cka.js";
export {
  type DistanceCorrelationOptions,
  distanceCorrelation,
  doublyCentred,
} from "./similarity/distance-correlation.js";
export type { PatternKernel } from "./similarity/pattern-kernels.js";
export type { KeptComponents } from "./similarity/principal-patterns.js";
export { type ProcrustesResult, procrustes } from "./similarity/procrustes.js";
export * from "./similarity/shape-distance.js";
export * from "./simulation/make-design.js";
export * from "./simulation/make-patterns.js";
export * from "./simulation/make-signal.js";
export * from "./stack/align-rdms.js";
export * from "./stack/categorical-rdm.js";
export * from "./stack/choose.js";
export * from "./stack/concat-rdms.js";
export * from "./stack/descriptor-values.js";
export * from "./stack/from-partials.js";
export * from "./stack/long-table.js";
export { makeStack, type StackInput } from "./stack/make-stack.js";
export { type MeanRdmOptions, meanRdm } from "./stack/mean-rdm.js";
export * from "./stack/name-conditions.js";
export * from "./stack/pairs-by-percentile.js";
export * from "./stack/permute-conditions.js";
export * from "./stack/rdm-matrix.js";
export * from "./stack/rdm-stack.js";
export { arrangeConditions, reorderConditions, sortConditions } from "./stack/reorder.js";
export * from "./stack/rescale-rdms.js";
export * from "./stack/stack-of-matrices.js";
export * from "./stack/subset.js";
export * from "./stack/transforms.js";
export * from "./topology/adaptive-dependence-test.js";
export * from "./topology/best-cells.js";
export * from "./topology/bootstrap-identification.js";
export type { Thresholds } from "./topology/check-thresholds.js";
export * from "./topology/compare-threshold-regions.js";
export type { DependenceForm, DistanceThresholds } from "./topology/dependence-transforms.js";
export * from "./topology/difference-test.js";
export * from "./topology/draw-thresholds.js";
export type { EdgeRule } from "./topology/edge-rules.js";
export { type GeoTopologicalOptions, geoTopological } from "./topology/geo-topological.js";
export { type GeodesicOptions, geodesicDistances } from "./topology/geodesic-distances.js";
export * from "./topology/identification-map.js";
export * from "./topology/identify-regions.js";
export type { IdentificationLabels, LabelledRdms } from "./topology/labelled-rdms.js";
export type { CentroidRule } from "./topology/nearest-centroids.js";
export * from "./topology/nested-identification.js";
export * from "./topology/persistence/component-divergence.js";
export * from "./topology/persistence/loop-bars.js";
export * from "./topology/persistence/quantile-scaled.js";
export * from "./topology/persistence/spanning-tree.js";
export * from "./topology/persistence/topology-divergence.js";
export * from "./topology/published/published-bootstrap.js";
export * from "./topology/published/published-dependence.js";
export * from "./topology/published/published-difference-test.js";
export { publishedGeoTopological } from "./topology/published/published-geo-topological.js";
export * from "./topology/published/published-geodesic.js";
export * from "./topology/published/published-threshold-comparison.js";
export * from "./topology/rank-normalised.js";
export type { Disconnected } from "./topology/settle-disconnected.js";
export * from "./topology/sigmoid-transformed.js";
export * from "./topology/threshold-grid.js";
export * from "./topology/threshold-regions.js";
