import { optional, required } from "../definition.js";

/** What is known of an RDM, whether a source has it or an operation made it. */
export const rdmColumns = {
  rdm_id: required("string", "Name of the RDM, unique in its dataset or analysis."),
  title: required("string", "What it is, in words."),
  kind: required("string", "Measured in a brain, computed by a model, collected from behaviour, or simulated.", [
    "measured",
    "model",
    "behaviour",
    "simulated",
  ]),
  stimulus_set: required("string", "The set of stimuli that its conditions belong to."),
  subject: optional("string", "Who was measured; null for models and for means over subjects."),
  session: optional("string", "Session, where the source tells several apart."),
  task: optional("string", "Task, in the source's words."),
  region: optional("string", "Region, population or sensors that were measured."),
  model: optional("string", "The model, for example AlexNet; null for what was measured."),
  layer: optional("string", "Layer or part of the model."),
  start_s: optional("float64", "Of an RDM of a time window: its start, from the onset of the stimulus."),
  end_s: optional("float64", "Of an RDM of a time window: its end."),
  dissimilarity: optional(
    "string",
    "How two patterns were compared, for example correlation, squared euclidean, crossnobis; null where unknown.",
  ),
  noise: optional("string", "How noise was normalised; none where it was not, null where unknown."),
  crossvalidation: optional("string", "How it was crossvalidated; none where it was not, null where unknown."),
  mean_removed: optional("boolean", "Whether the mean over channels was subtracted from each pattern."),
  normalisation: optional("string", "How the finished RDM was scaled; none where it was not, null where unknown."),
  transforms: required("json", "What was done to the dissimilarities afterwards: a JSON list, in this order."),
  n_conditions: required("int32", "Conditions n; its pairs are n (n − 1) / 2."),
  n_unknown: required("int32", "Pairs whose dissimilarity is unknown."),
  source_name: optional("string", "What the source calls it."),
  attributes: optional("json", "Whatever else the source says, a JSON object."),
};

/** One pair of an RDM. */
export const rdmEntryColumns = {
  rdm_id: required("string", "The RDM."),
  pair_index: required("int32", "0-based position in the strict upper triangle, row by row."),
  condition_a: required("string", "Id of the stimulus of the row; ids join RDMs, positions never do."),
  condition_b: required("string", "Id of the stimulus of the column."),
  dissimilarity: optional("float64", "The dissimilarity; null where it is unknown."),
};
