/**
 * Label volumes: sets of voxels as runs, tables of instances, connected pieces, thinning and centre lines, projections, and
 * the scores of instance segmentation of the FISBe benchmark.
 *
 * @module
 */

export * from "./accumulate-intensities.js";
export * from "./accumulate-statistics.js";
export * from "./collect-label-volume.js";
export { type Connectivity, componentsOfRuns, type RunComponents } from "./components-of-runs.js";
export * from "./contains-voxel.js";
export * from "./count-shared.js";
export * from "./count-voxels.js";
export * from "./dense-block.js";
export type {
  InstanceColumn,
  InstanceTable,
  InstanceValues,
  NeighbourColumn,
  SummedColumn,
  VolumeFacts,
} from "./instance-columns.js";
export * from "./instance-pairs.js";
export * from "./instance-statistics.js";
export * from "./label-volume.js";
export * from "./metrics/aggregate-scores.js";
export { pooledClDice } from "./metrics/combined-scores.js";
export type { MatchedPair, MatchingName } from "./metrics/instance-matching.js";
export type { LocalisationName } from "./metrics/localisation.js";
export type { LocalisationMatrices } from "./metrics/localisation-matrices.js";
export * from "./metrics/match-rows.js";
export * from "./metrics/prepare-instances.js";
export * from "./metrics/read-scores-toml.js";
export * from "./metrics/read-summary-csv.js";
export * from "./metrics/sample-scores.js";
export * from "./metrics/score-instances.js";
export { protocolName, type ScoreOptions } from "./metrics/score-options.js";
export * from "./metrics/score-record.js";
export * from "./metrics/score-rows.js";
export * from "./metrics/score-stability.js";
export * from "./metrics/score-table.js";
export * from "./metrics/scored-instance.js";
export * from "./metrics/scores-toml.js";
export { summaryCsv } from "./metrics/summary-csv.js";
export * from "./metrics/thinning-rule.js";
export type { LabelOptions, OnLabelRun } from "./number-runs.js";
export * from "./pieces-of-runs.js";
export * from "./projections/display-levels.js";
export type { FrontRule } from "./projections/front-ranks.js";
export { instanceColour, type Rgb } from "./projections/instance-colours.js";
export * from "./projections/label-projector.js";
export { maxPool, maxPoolBlocks } from "./projections/max-pool.js";
export * from "./projections/max-pool-pyramid.js";
export type { PoolTarget } from "./projections/pool-into.js";
export * from "./projections/project-blocks.js";
export * from "./projections/project-labels.js";
export { type ProjectionAxis, type ProjectionOptions, projectionAxes } from "./projections/projection-size.js";
export * from "./runs-of-voxels.js";
export * from "./runs-without.js";
export * from "./shared-runs.js";
export type { CentreLineOptions } from "./skeleton/centre-line-options.js";
export * from "./skeleton/centre-lines.js";
export * from "./skeleton/distance-to-background.js";
export * from "./skeleton/fill-holes.js";
export * from "./skeleton/forest.js";
export * from "./skeleton/forest-branches.js";
export * from "./skeleton/rasterise-tree.js";
export * from "./skeleton/skeleton-branches.js";
export * from "./skeleton/skeleton-forest.js";
export * from "./skeleton/skeleton-graph.js";
export * from "./skeleton/tree-measures.js";
export * from "./thinning/thin.js";
export * from "./union-of-runs.js";
export * from "./volume-overlaps.js";
export * from "./voxels-of-runs.js";
