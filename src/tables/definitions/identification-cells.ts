import { defineTable, optional, required } from "../definition.js";

export const identificationCells = defineTable({
  name: "identification_cells",
  version: 1,
  grain:
    "how often the region of an RDM is recognised from other subjects' RDMs after one transform with one pair of thresholds",
  key: ["target", "transform", "setting", "classifier", "selection", "lower", "upper", "mode"],
  partition: "analysis_id",
  columns: {
    target: required("string", "Name of the set of RDMs."),
    transform: required("string", "raw, rank, gt (geo-topological), ram (adjacency) or rgdm (geodesic)."),
    setting: required(
      "string",
      "What else the transform depends on: whether thresholds are quantiles of ranks; the edges of the graph and what becomes of pairs without a path.",
    ),
    classifier: required("string", "How the nearest centroid is found.", ["euclidean", "pearson"]),
    lower: optional("float64", "Lower threshold l, a quantile; null where there are none."),
    upper: optional("float64", "Upper threshold u, a quantile; null where there are none."),
    region: optional("string", "Part of the (l, u) triangle that the thresholds belong to."),
    accuracy: optional("float64", "Share of RDMs whose region was recognised, each subject held out in turn."),
    reason: optional("string", "Why there is no accuracy."),
    chance: required("float64", "1 / regions."),
    sd: optional("float64", "Spread over bootstrap samples of subjects and conditions."),
    n_rdms: required("int32", "RDMs that were classified."),
    n_subjects: required("int32", "Subjects."),
    n_conditions: required("int32", "Conditions."),
    selection: required(
      "string",
      "How the thresholds were chosen; the best of a grid is too high as an accuracy, nested is not.",
      ["fixed", "grid", "nested"],
    ),
    mode: required("string", "corrected, or published: the published protocol with its defects.", [
      "corrected",
      "published",
    ]),
    choices: optional("json", "Of nested: the thresholds chosen for each subject without it."),
    n_unreachable: optional("int32", "Pairs without a path, over all RDMs; for rgdm."),
  },
});
