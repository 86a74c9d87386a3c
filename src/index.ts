/**
 * The part of neuroloom that runs everywhere: in Node and in a browser.
 *
 * @module
 */

export * from "./bytes/blob-source.js";
export * from "./bytes/byte-source.js";
export * from "./bytes/file-set.js";
export { fromFloat16, toFloat16 } from "./bytes/float16.js";
export * from "./bytes/folder-sink.js";
export * from "./bytes/http-source.js";
export { mapFiles, memoryFiles } from "./bytes/memory-files.js";
export { memoryFolder } from "./bytes/memory-folder.js";
export * from "./bytes/memory-source.js";
export * from "./bytes/sha256.js";
export * from "./bytes/zip.js";
export * from "./connectome/assortativity.js";
export * from "./connectome/betweenness.js";
export type { PathSums } from "./connectome/breadth-sums.js";
export { classBlocks } from "./connectome/class-blocks.js";
export * from "./connectome/closeness.js";
export * from "./connectome/clustering.js";
export * from "./connectome/communities.js";
export * from "./connectome/consensus.js";
export * from "./connectome/core-numbers.js";
export * from "./connectome/correlation-connection.js";
export * from "./connectome/csr-graph.js";
export * from "./connectome/degrees.js";
export * from "./connectome/density.js";
export * from "./connectome/edge-lengths.js";
export * from "./connectome/fiedler.js";
export * from "./connectome/from-graph.js";
export * from "./connectome/graph-of.js";
export * from "./connectome/layer-agreement.js";
export * from "./connectome/local-efficiency.js";
export * from "./connectome/modularity.js";
export * from "./connectome/pair-connections.js";
export * from "./connectome/path-measures.js";
export * from "./connectome/path-sums.js";
export * from "./connectome/reciprocity.js";
export * from "./connectome/rewire.js";
export * from "./connectome/rich-club.js";
export * from "./connectome/small-worldness.js";
export * from "./connectome/spectral-radius.js";
export * from "./connectome/spectrum.js";
export * from "./connectome/strong-components.js";
export * from "./connectome/sub-connectome.js";
export * from "./connectome/to-graph.js";
export * from "./connectome/triad-census.js";
export * from "./connectome/triad-classes.js";
export * from "./connectome/weak-components.js";
export * from "./datasets/dataset.js";
export { type ListedSample, readSampleList } from "./datasets/fisbe/sample-list.js";
export { type OpenVolumeOptions, openVolumeArray } from "./datasets/volumes/open-volume-array.js";
export { type BandedPenalties, deltasOf, penaltiesOf } from "./encoders/banded/banded-choice.js";
export type { SpaceWeights } from "./encoders/banded/banded-form.js";
export type { BandedOptions } from "./encoders/banded/banded-form-of.js";
export * from "./encoders/banded/banded-predict.js";
export {
  type BandedCandidates,
  type BandedRidgeOptions,
  type BandedRidgeResult,
  bandedRidge,
} from "./encoders/banded/banded-ridge.js";
export { type BandedWeights, bandedWeights } from "./encoders/banded/banded-weights.js";
export { joinParts, type SpacePredictions } from "./encoders/banded/predict-bands.js";
export * from "./encoders/banded/random-candidates.js";
export { type RefineBandsOptions, type RefinedBands, refineBands } from "./encoders/banded/refine-bands.js";
export type { BandedSearch } from "./encoders/banded/search-bands.js";
export * from "./encoders/banded/split-scores.js";
export * from "./encoders/banded/variance-partition.js";
export * from "./encoders/column-scores.js";
export * from "./encoders/features/apply-pca.js";
export * from "./encoders/features/corrected-participation-ratio.js";
export * from "./encoders/features/covariance-spectrum.js";
export * from "./encoders/features/feature-grid.js";
export type { FeatureRows } from "./encoders/features/feature-rows.js";
export * from "./encoders/features/fit-pca.js";
export * from "./encoders/features/grid-matrix.js";
export * from "./encoders/features/grid-rows.js";
export * from "./encoders/features/pool-features.js";
export type { RowBatchOptions } from "./encoders/features/row-batches.js";
export * from "./encoders/features/spectrum-divergence.js";
export * from "./encoders/features/spectrum-metrics.js";
export * from "./encoders/folds/check-leaks.js";
export * from "./encoders/folds/chunk-folds.js";
export * from "./encoders/folds/contiguous-folds.js";
export * from "./encoders/folds/explicit-folds.js";
export * from "./encoders/folds/fold.js";
export * from "./encoders/folds/group-folds.js";
export * from "./encoders/folds/inner-folds.js";
export * from "./encoders/folds/time-series-folds.js";
export { type WithGapOptions, withGap } from "./encoders/folds/with-gap.js";
export type { FitKernelsOptions, KernelFit } from "./encoders/kernel/fit-kernels.js";
export * from "./encoders/kernel/kernel-ridge.js";
export * from "./encoders/kernel/kernel-ridge-cv.js";
export * from "./encoders/kernel/multiple-kernel-predict.js";
export * from "./encoders/kernel/multiple-kernel-ridge.js";
export * from "./encoders/kernel/refine-kernels.js";
export { type ColumnScaling, type PlsFit, type PlsOptions, pls } from "./encoders/models/pls.js";
export * from "./encoders/models/pls-predict.js";
export * from "./encoders/models/poisson-glm.js";
export * from "./encoders/models/poisson-scores.js";
export * from "./encoders/models/spike-triggered-average.js";
export * from "./encoders/mtrf/mtrf-cross-validate.js";
export * from "./encoders/mtrf/mtrf-lags.js";
export { type MtrfModel, type MtrfOptions, mtrfPredict, mtrfTrain } from "./encoders/mtrf/mtrf-model.js";
export * from "./encoders/mtrf/mtrf-transform.js";
export {
  type NestedFold,
  type NestedRidge,
  type NestedRidgeOptions,
  nestedRidge,
  type PenaltyChoice,
} from "./encoders/nested/nested-ridge.js";
export { type NullDraw, type NullModel, type NullOptions, nullDraws } from "./encoders/nested/null-rows.js";
export * from "./encoders/readouts/cross-predict-readout.js";
export * from "./encoders/readouts/factorised-readout.js";
export type { StepwiseOptions, StepwiseReadout } from "./encoders/readouts/fit-each-target.js";
export * from "./encoders/readouts/gaussian-map.js";
export * from "./encoders/readouts/gaussian-readout.js";
export * from "./encoders/readouts/join-areas.js";
export type { PositionMask } from "./encoders/readouts/position-features.js";
export * from "./encoders/readouts/predict-readout.js";
export * from "./encoders/readouts/readout.js";
export * from "./encoders/readouts/readout-cv.js";
export * from "./encoders/readouts/readout-of-maps.js";
export * from "./encoders/readouts/readouts.js";
export * from "./encoders/readouts/receptive-fields.js";
export * from "./encoders/readouts/softmax-map.js";
export * from "./encoders/readouts/softmax-readout.js";
export * from "./encoders/readouts/unit-map.js";
export type { AlphaPer, ChosenAlphas } from "./encoders/ridge/alpha-choice.js";
export type { RidgeDesignOptions, RidgeFormName } from "./encoders/ridge/choose-form.js";
export * from "./encoders/ridge/cross-predict.js";
export type { RidgeWeights } from "./encoders/ridge/fit-weights.js";
export type { TargetWarning } from "./encoders/ridge/odd-targets.js";
export type { SolverName } from "./encoders/ridge/penalty-solvers.js";
export * from "./encoders/ridge/predict-ridge.js";
export { type RidgeFit, type RidgeOptions, ridge } from "./encoders/ridge/ridge.js";
export {
  type CrossValidationOptions,
  type RidgeCVOptions,
  type RidgeCVResult,
  ridgeCV,
} from "./encoders/ridge/ridge-cv.js";
export * from "./encoders/ridge/ridge-gcv.js";
export * from "./encoders/scores/bootstrap-interval.js";
export * from "./encoders/scores/bootstrap-orders.js";
export * from "./encoders/scores/finite-predictions.js";
export * from "./encoders/scores/noise-ceilings.js";
export * from "./encoders/scores/noise-normalised.js";
export * from "./encoders/scores/permutation-test.js";
export * from "./encoders/scores/score-predictions.js";
export * from "./encoders/targets.js";
export * from "./encoders/training-scale.js";
export {
  ArgumentError,
  DownloadError,
  EmptyResultError,
  type ErrorContext,
  FormatError,
  IntegrityError,
  isNeuroloomError,
  LicenceError,
  MissingFileError,
  MissingPartError,
  NeuroloomError,
  NumericError,
  OfflineError,
  SchemaError,
  TableError,
  UnknownNameError,
} from "./errors.js";
export { neuralDataColumns, writeNeuralData } from "./export/celegans-neural-data.js";
export { edgesOfDocument, graphDocument } from "./export/graph-document.js";
export * from "./export/image-label.js";
export { readRdmFile } from "./export/rdms/read-rdm-file.js";
export type { ReadRdmOptions } from "./export/rdms/read-rdms.js";
export * from "./export/rdms/write-hdf5-rdms.js";
export * from "./export/rdms/write-plain-rdms.js";
export type { ArrayReadOptions } from "./formats/array-window.js";
export * from "./formats/blocked-array.js";
export * from "./formats/csv.js";
export type { CsvRow } from "./formats/csv-parser.js";
export * from "./formats/described-rows.js";
export * from "./formats/gexf.js";
export * from "./formats/graph-document.js";
export * from "./formats/graphml.js";
export * from "./formats/hdf5.js";
export * from "./formats/hdf5-blocks.js";
export * from "./formats/jld2.js";
export * from "./formats/json.js";
export * from "./formats/mat/mat-access.js";
export * from "./formats/mat/mat-value.js";
export * from "./formats/mat.js";
export * from "./formats/nifti.js";
export * from "./formats/nifti-blocks.js";
export * from "./formats/npy.js";
export * from "./formats/npy-blocks.js";
export * from "./formats/npz.js";
export * from "./formats/nwb.js";
export * from "./formats/parse-number.js";
export * from "./formats/safe-numbers.js";
export * from "./formats/swc.js";
export * from "./formats/text-matrix.js";
export type { WavEncoding } from "./formats/wav/wav-samples.js";
export * from "./formats/wav.js";
export * from "./formats/workbook.js";
export type { JsonObject } from "./formats/zarr/json-fields.js";
export * from "./formats/zarr.js";
export * from "./identities/aliases.js";
export * from "./identities/neurons.js";
export * from "./identities/resolve-cell.js";
export * from "./identities/resolve-neuron.js";
export { completeLinalg } from "./linalg/complete-linalg.js";
export * from "./linalg/js-linalg.js";
export { matrix } from "./linalg/matrix.js";
export type {
  Floats,
  LinalgPrimitives,
  LinalgProvider,
  Matrix,
  MatrixView,
  ProductOptions,
  SingularValues,
  SymmetricEigen,
} from "./linalg/provider.js";
export { solveCholesky } from "./linalg/solve-cholesky.js";
export { type BlockRange, block, contiguous, type FullView, isContiguous, transposed } from "./linalg/views.js";
export * from "./linalg/wasm/wasm-linalg.js";
export * from "./manifest/cite.js";
export * from "./manifest/manifest-json-schema.js";
export * from "./manifest/parse-manifest.js";
export * from "./manifest/schema.js";
export * from "./manifest/select-files.js";
export * from "./manifest/single-files.js";
export { type AnalysisParts, analysisId, type InputPart } from "./operations/analysis-id.js";
export * from "./operations/operation.js";
export { operationNamed, operations } from "./operations/operations.js";
export { describeParams, type ParamDescription, parseParams } from "./operations/parse-params.js";
export { parseRecipe } from "./operations/parse-recipe.js";
export { parseProcessing } from "./operations/processing-steps.js";
export * from "./operations/recipe.js";
export type { RdmRow } from "./operations/rsa/rdm-row.js";
export {
  type PairReasons,
  type RdmEntryRow,
  type RdmTables,
  type SharedRdmColumns,
  stackBatches,
  stackOf,
} from "./operations/rsa/rdm-rows.js";
export type { ChannelImageOptions, ChannelPixels } from "./plots/channel-image.js";
export { type CorrelationMatrixOptions, correlationMatrix } from "./plots/correlation-matrix.js";
export { type Coverage, type CoverageCell, labelCoverage, readCoverage } from "./plots/label-coverage.js";
export * from "./plots/plot-result.js";
export {
  type RecordingPlot,
  type RecordingPlotOptions,
  recordingPlots,
  tablePlots,
} from "./plots/plots.js";
export { plottedCsv } from "./plots/plotted-csv.js";
export { imageProjectionPng, labelProjectionPng } from "./plots/projection-png.js";
export {
  type RecordingView,
  type RecordingViewOptions,
  readRecordingView,
  type TraceView,
} from "./plots/recording-view.js";
export { type SpikeRasterOptions, spikeRaster } from "./plots/spike-raster.js";
export { type StackedTracesOptions, stackedTraces } from "./plots/stacked-traces.js";
export type { TablePlot, TablePlotOptions } from "./plots/table-plot.js";
export { svgText } from "./plots/tidy-svg.js";
export { type TraceHeatmapOptions, traceHeatmap } from "./plots/trace-heatmap.js";
export * from "./progress.js";
export { type NamedColumn, type Naming, nameColumns } from "./published/name-columns.js";
export { nearestLabels } from "./published/nearest-label.js";
export { type PublishedRules, type PublishedTables, publishedTables } from "./published/published-tables.js";
export {
  type PublishedResidual,
  type PublishedTrace,
  publishedResidual,
  publishedTrace,
} from "./published/published-trace.js";
export { type PublishedResampler, publishedResampler } from "./published/resampler.js";
export * from "./published/settings.js";
export * from "./random/create-random.js";
export * from "./random/random-source.js";
export * from "./report/build-report.js";
export * as rsa from "./rsa/index.js";
export * from "./signals/bin-events.js";
export * from "./signals/circular-shifts.js";
export * from "./signals/correlate-traces.js";
export * from "./signals/cycle-phase.js";
export * from "./signals/fourier-transform.js";
export * from "./signals/hann-weights.js";
export * from "./signals/integrate-trace.js";
export * from "./signals/magnitude-spectrogram.js";
export * from "./signals/nulls/phase-randomised.js";
export * from "./signals/nulls/shuffled-blocks.js";
export * from "./signals/principal-components.js";
export {
  type ProcessTracesOptions,
  processTrace,
  processTraces,
  type RecordedTrace,
} from "./signals/processing/process-traces.js";
export { type ProcessingPreset, processingPresets } from "./signals/processing/processing-presets.js";
export * from "./signals/processing/step.js";
export { type TotalVariationFitOptions, totalVariationFit } from "./signals/processing/total-variation-fit.js";
export { type Resampled, type ResampleMethod, type ResampleOptions, resample } from "./signals/resample.js";
export * from "./signals/runs/canonical-hrf.js";
export * from "./signals/runs/convolve-runs.js";
export * from "./signals/runs/delays.js";
export * from "./signals/runs/detrend-runs.js";
export * from "./signals/runs/event-design.js";
export type { RunLabels } from "./signals/runs/run-segments.js";
export * from "./signals/runs/zscore-runs.js";
export * from "./signals/smooth-with-kernel.js";
export * from "./signals/state-tuning.js";
export * from "./signals/to-matrix.js";
export * from "./signals/z-score.js";
export * from "./stats/benjamini-hochberg.js";
export * from "./stats/bonferroni.js";
export * from "./stats/circular-mean.js";
export * from "./stats/cohens-d.js";
export * from "./stats/decibels.js";
export * from "./stats/fisher-z.js";
export * from "./stats/group-auc.js";
export * from "./stats/holm.js";
export * from "./stats/masked-moments.js";
export * from "./stats/mean.js";
export * from "./stats/pearson-correlation.js";
export { percentile } from "./stats/percentile.js";
export * from "./stats/rank-order.js";
export * from "./stats/ranks.js";
export { sharedParts } from "./stats/shared-parts.js";
export * from "./stats/variance.js";
export * from "./tables/arrow.js";
export { batchOf, type Columns, type ColumnValues, rowCount, rowsOf, type TableBatch } from "./tables/batch.js";
export * from "./tables/check.js";
export * from "./tables/csv.js";
export {
  type DatasetIndex,
  type PartitionEntry,
  readDatasetIndex,
  type TableFolder,
  type WrittenPart,
} from "./tables/dataset-index.js";
export type { Column, ColumnType, RowOf, TableDefinition, ValueOf } from "./tables/definition.js";
export * from "./tables/evaluate-check.js";
export type { WriterMetadata } from "./tables/file-metadata.js";
export * from "./tables/memory-tables.js";
export * from "./tables/open-dataset.js";
export { type OpenTables, openTables } from "./tables/open-tables.js";
export * from "./tables/read-connectomes.js";
export * from "./tables/table-reader.js";
export * from "./tables/table-writer.js";
export * from "./tables/tables.js";
export * from "./tables/validate.js";
export { type Problem, problemText } from "./tables/validation/problem.js";
export { type ValidateOptions, validateTables } from "./tables/validation/validate-tables.js";
export * as volumes from "./volumes/index.js";
