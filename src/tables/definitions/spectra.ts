import { defineTable, optional, required } from "../definition.js";

export const spectra = defineTable({
  name: "spectra",
  version: 1,
  grain: "the covariance of the channels of one recording",
  key: ["dataset_id", "recording_id"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    quantity: required("string", "What the numbers of the channels are, after the processing that provenance lists."),
    n_channels: required("int32", "Channels, D."),
    n_left_out: required("int32", "Chosen channels that do not vary."),
    n_samples: required("int32", "Samples in which no channel is missing."),
    n_incomplete: required("int32", "Samples that were left out."),
    participation_ratio: required("float64", "(Σ λ)² / Σ λ² of the eigenvalues: how many axes matter, 1 to D."),
    participation_ratio_corrected: optional(
      "float64",
      "The same, estimated for the population that samples were drawn from; null where there is no estimate.",
    ),
    spectral_entropy: required("float64", "−Σ p ln p of the shares p, 0 to ln D."),
    early_enrichment: required("float64", "(2 / D) Σ (share of the first k axes − k / D), 0 where all axes are equal."),
    top_share: required("float64", "Share of the first axis."),
    total_variance: required("float64", "Sum of the eigenvalues, divisor n_samples − 1, unit squared."),
    shares: required("list<float64>", "Each eigenvalue as a share of their sum, falling."),
  },
});
