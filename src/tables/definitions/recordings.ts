import { defineTable, optional, required } from "../definition.js";

export const recordings = defineTable({
  name: "recordings",
  version: 1,
  grain: "one continuous recording",
  key: ["recording_id"],
  partition: "dataset_id",
  columns: {
    recording_id: required("string", "Name of the recording, unique in its dataset."),
    subject_id: optional("string", "The animal or person, as the source names it."),
    session_id: optional("string", "The session of the subject."),
    task: optional("string", "What the subject did."),
    run: optional("string", "Run inside the session."),
    condition: optional("string", "Genotype, state, food or treatment, in the source's words."),
    modality: required("string", "How activity was measured, for example calcium-imaging."),
    animal_group: optional(
      "string",
      "Recordings with the same value may share animals; keep them on one side of a split.",
    ),
    start_utc: optional("timestamp", "When the recording began."),
    sampling_rate_hz: optional("float64", "Samples per second of the main clock; null where stamps are irregular."),
    n_samples: required("int32", "Samples of the main clock."),
    n_channels: required("int32", "Rows of channels that belong to the recording."),
    duration_s: required("float64", "First to last sample of the main clock plus one median step."),
    reference: optional("string", "Electrical reference."),
    highpass_hz: optional("float64", "High-pass corner applied before we read the data."),
    lowpass_hz: optional("float64", "Low-pass corner applied before we read the data."),
    line_hz: optional("float64", "Power-line frequency."),
    source_file: required("string", "The file the recording was read from, below the data folder."),
    source_sha256: optional("string", "SHA-256 of that file as the manifest states it."),
    licence: optional("string", "SPDX id of the dataset's licence; null where none is stated."),
  },
});
