import { defineTable, optional, required } from "../definition.js";

export const layerAgreements = defineTable({
  name: "layer_agreements",
  version: 1,
  grain: "agreement of two layers over all pairs, or over those with a path of one length in layer a",
  key: ["stratum"],
  partition: "analysis_id",
  columns: {
    a: required("string", "Layer a, as dataset/annotation."),
    b: required("string", "Layer b, as dataset/annotation."),
    stratum: required("string", "all, or the fewest edges of layer a from pre to post.", [
      "all",
      "1",
      "2",
      "3",
      "4+",
      "no path",
    ]),
    n_neurons: required("int32", "Neurons that both layers have."),
    n_pairs: required("int32", "Ordered pairs of them that were measured, without self pairs."),
    n_a: required("int32", "Pairs with an edge in a."),
    n_b: required("int32", "Pairs with an edge in b."),
    n_both: required("int32", "Pairs with an edge in both."),
    jaccard: optional("float64", "Both / either."),
    a_in_b: optional("float64", "Share of a's pairs that b has."),
    b_in_a: optional("float64", "Share of b's pairs that a has."),
    rate_b: optional("float64", "Share of all pairs that b has."),
    odds_ratio: optional("float64", "(both x neither) / (only a x only b); null where a count is 0."),
    log_odds_standard_error: optional(
      "float64",
      "Standard error of ln odds ratio by Woolf's formula, as if pairs were independent: too small, since pairs share neurons.",
    ),
    rank_correlation: optional("float64", "Spearman's correlation of the weights over pairs of both layers."),
    rank_correlation_absolute: optional("float64", "The same of weights without sign."),
    expected_both: optional("float64", "Mean number of pairs in both over the shuffles; of the stratum all."),
    p_value: optional(
      "float64",
      "Share of shuffles with at least as many pairs in both, the found one among them; of the stratum all.",
    ),
    n_shuffles: required("int32", "Shuffles of the neurons, by class or one by one."),
  },
});
