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
export * from "./formats/csv.js";
export type { CsvRow } from "./formats/csv-parser.js";
export * from "./formats/described-rows.js";
export * from "./formats/gexf.js";
export * from "./formats/graph-document.js";
export * from "./formats/graphml.js";
export * from "./formats/hdf5.js";
export * from "./formats/jld2.js";
export * from "./formats/json.js";
export * from "./formats/mat/mat-access.js";
export * from "./formats/mat/mat-value.js";
export * from "./formats/mat.js";
export * from "./formats/npy.js";
export * from "./formats/npz.js";
export * from "./formats/nwb.js";
export * from "./formats/parse-number.js";
export * from "./formats/safe-numbers.js";
export * from "./formats/text-matrix.js";
export * from "./formats/workbook.js";
export * from "./identities/aliases.js";
export * from "./identities/neurons.js";
export * from "./identities/resolve-cell.js";
export * from "./identities/resolve-neuron.js";
export * from "./linalg/js-linalg.js";
export { matrix } from "./linalg/matrix.js";
export type { LinalgProvider, Matrix } from "./linalg/provider.js";
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
export {
  type RecordingView,
  type RecordingViewOptions,
  readRecordingView,
  type TraceView,
} from "./plots/recording-view.js";
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
export * from "./signals/circular-shifts.js";
export * from "./signals/correlate-traces.js";
export * from "./signals/cycle-phase.js";
export * from "./signals/integrate-trace.js";
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
export * from "./signals/state-tuning.js";
export * from "./signals/to-matrix.js";
export * from "./signals/z-score.js";
export * from "./stats/benjamini-hochberg.js";
export * from "./stats/circular-mean.js";
export * from "./stats/cohens-d.js";
export * from "./stats/fisher-z.js";
export * from "./stats/group-auc.js";
export * from "./stats/masked-moments.js";
export * from "./stats/mean.js";
export * from "./stats/pearson-correlation.js";
export { percentile } from "./stats/percentile.js";
export * from "./stats/rank-order.js";
export * from "./stats/ranks.js";
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
