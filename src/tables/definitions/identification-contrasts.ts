import { defineTable, optional, required } from "../definition.js";

const regions = [
  "local extractor",
  "global extractor",
  "geometry sensitive",
  "topology sensitive",
  "intermediate",
] as const;

export const identificationContrasts = defineTable({
  name: "identification_contrasts",
  version: 1,
  grain: "two parts of the (l, u) triangle compared in how well regions are recognised with thresholds from them",
  key: ["target", "classifier", "region_a", "region_b", "over", "mode"],
  partition: "analysis_id",
  columns: {
    target: required("string", "Name of the set of RDMs."),
    classifier: required("string", "How the nearest centroid is found.", ["euclidean", "pearson"]),
    region_a: required("string", "The one part.", regions),
    region_b: required("string", "The other part.", regions),
    over: required(
      "string",
      "What the test generalises over: subjects and conditions, by a bootstrap; thresholds on these data alone, paired in the order in which they were drawn; published: the test of the published code.",
      ["subjects", "thresholds", "published"],
    ),
    accuracy_a: required("float64", "Mean accuracy over the thresholds drawn from the one part."),
    accuracy_b: required("float64", "The same of the other."),
    difference: required("float64", "accuracy_a less accuracy_b."),
    sem: optional("float64", "Standard error of the difference."),
    t: optional("float64", "difference / sem."),
    dof: required("float64", "Degrees of freedom."),
    p_value: optional("float64", "Two-sided p of no difference."),
    n_thresholds: required("int32", "Pairs of thresholds drawn from each part."),
    n_draws: required("int32", "Bootstrap samples."),
    mode: required("string", "corrected, or published: the published protocol with its defects.", [
      "corrected",
      "published",
    ]),
  },
});
