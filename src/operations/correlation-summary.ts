import * as z from "zod/mini";
import { pairingOf } from "../identities/pairing-of.js";
import { correlationByAnimal, pairCorrelations } from "../signals/pair-correlations.js";
import { combineCorrelations } from "../stats/fisher-z.js";
import { animalsOf } from "../tables/animals-of.js";
import { byScope, groupRows, signConsistency } from "../tables/group-rows.js";
import { readAnalysis } from "../tables/read-analysis.js";
import { batchesOf } from "./batches-of.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation } from "./operation.js";

const params = z.strictObject({
  analysis: z.optional(z.string()).check(z.describe("Which result of correlation. Default: the only one.")),
  names: z
    ._default(z.array(z.string()).check(z.minLength(1)), ["AVA", "AVE", "RIM", "AIB", "RIB", "AVB"])
    .check(z.describe("Neurons by name or class; every pair among them is summarized.")),
  level: z
    ._default(z.enum(["neuron", "class"]), "neuron")
    .check(z.describe("neuron: pairs of names; class: pairs of classes, over whichever members an animal has.")),
});

/** Correlations of pairs of neurons across animals and datasets: mean by Fisher's z, spread and range between animals. */
export const correlationSummary: Operation<z.infer<typeof params>> = {
  name: "correlation-summary",
  summary: "Correlations of pairs of neurons over the animals of each dataset, and of all: mean, spread, range.",
  params,
  reads: ["recordings", "correlations"],
  writes: ["correlation_summaries"],
  async *run(input, { analysis, level, names }, { signal }) {
    const found = await readAnalysis(input, "correlations", { operation: "correlation", analysis, signal });
    const pairs = pairCorrelations(found, { names, level });
    const animalOf = await animalsOf(input, signal);
    const rows = byScope(pairs).flatMap(([scope, inScope]) =>
      [...groupRows(inScope, ({ pair }) => JSON.stringify(pair)).values()].map((group) => {
        const [name_a, name_b] = group[0]!.pair;
        const key = { scope, level, name_a, name_b, pairing: pairingOf(name_a, name_b) };
        return { ...key, n_pairs: group.length, ...summarize(correlationByAnimal(group, animalOf)) };
      }),
    );
    yield* batchesOf("correlation_summaries", rows);
  },
};

function summarize(correlations: readonly number[]) {
  const { r, zStandardDeviation } = combineCorrelations(correlations);
  return {
    n_animals: correlations.length,
    r,
    z_standard_deviation: numberOrNull(zStandardDeviation),
    minimum_r: Math.min(...correlations),
    maximum_r: Math.max(...correlations),
    sign_consistency: signConsistency(correlations, r),
  };
}
