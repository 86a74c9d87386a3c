/**
 * Everything of the root module, and what needs Node: folders on disk, downloads, datasets by name, workers, PNG.
 *
 * @module
 */

export type { Guess, InferredImage, InferredRecording, Sureness } from "../datasets/own/infer/guess.js";
export * from "../index.js";
export { bestLinalg } from "./best-linalg.js";
export { type BlasLinalg, type BlasOptions, blasLinalg } from "./blas/blas-linalg.js";
export type { CacheFolder } from "./cache-folder.js";
export * from "./cache-place.js";
export * from "./data-store.js";
export * from "./datasets.js";
export * from "./disk-folder.js";
export * from "./doctor.js";
export type { DownloadOptions } from "./download-options.js";
export { type DrawPlotOptions, drawPlot, plotKinds } from "./draw-plot.js";
export type { ExportedFile, ExportOptions } from "./export-options.js";
export { exportTables } from "./export-tables.js";
export { fileSource } from "./file-source.js";
export * from "./folder-files.js";
export { type InitializedManifest, type InitManifestOptions, initManifest } from "./init-manifest.js";
export { linalgNamed } from "./linalg-named.js";
export type { LocatedFile } from "./locate-file.js";
export * from "./manifests.js";
// these take a path where the root module takes a file set
export { openDataset, openTables } from "./open-tables.js";
export { loadOwnDataset, type OwnDataset } from "./own-dataset.js";
export * from "./plot-document.js";
export * from "./png.js";
export * from "./prepare.js";
export { type PreparedPublished, type PreparePublishedOptions, preparePublished } from "./prepare-published.js";
export * from "./query-tables.js";
export * from "./recipes.js";
export * from "./run-operation.js";
export * from "./run-recipe.js";
export * from "./table-folder.js";
export { writePlot } from "./write-plot.js";
export { type WriteReportOptions, writeReport } from "./write-report.js";
