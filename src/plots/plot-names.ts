/**
 * Names of all plots by what they are of; in a file of its own, so that a command line can list them without loading what
 * draws them.
 */
export const plotNames = {
  "one recording": ["trace-heatmap", "stacked-traces", "spike-raster", "correlation-matrix"],
  identities: ["label-coverage"],
  wiring: ["adjacency-matrix", "node-link", "degree-distributions", "layer-overlap", "connection-correlations"],
  states: ["state-tuning", "correlation-dots", "neural-cycle", "cycle-phases", "spike-triggered-average"],
  encoders: [
    ...(["encoder-scores", "encoder-map", "encoder-alphas", "encoder-weights"] as const),
    ...(["encoder-predictions", "encoder-partition"] as const),
  ],
  volumes: [
    ...(["volume-projection", "volume-slice", "volume-overlay"] as const),
    ...(["skeleton-projections", "volume-scores"] as const),
  ],
  RDMs: ["rdm", "rdm-map", "rdm-movie", "rdm-evaluation", "identification-map", "searchlight-map"],
} as const;

/** A plot of one recording. */
export type RecordingPlotName = (typeof plotNames)["one recording"][number];

/** A plot of tables. */
export type TablePlotName = Exclude<(typeof plotNames)[keyof typeof plotNames][number], RecordingPlotName>;
