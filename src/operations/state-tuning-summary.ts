import * as z from "zod/mini";
import { neuronByName } from "../identities/neurons.js";
import { mean } from "../stats/mean.js";
import { variance } from "../stats/variance.js";
import { animalsOf } from "../tables/animals-of.js";
import { byScope, groupRows, signConsistency } from "../tables/group-rows.js";
import { readAnalysis } from "../tables/read-analysis.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation } from "./operation.js";

const params = z.strictObject({
  analysis: z.optional(z.string()).check(z.describe("Which result of state-tuning. Default: the only one.")),
  level: z
    ._default(z.enum(["neuron", "class"]), "neuron")
    .check(z.describe("neuron: each name; class: all members of a class together.")),
  alpha: z
    ._default(z.number().check(z.minimum(0), z.maximum(1)), 0.05)
    .check(z.describe("Largest q value that counts as significant.")),
});

type Params = z.infer<typeof params>;
type Tuning = Row<"state_tuning">;

/**
 * What tuning to states is across animals: mean effect, spread, how many animals agree in its sign. At the level of
 * neurons, a name that two channels of a recording claim is ambiguous and is left out of that recording.
 */
export const stateTuningSummary: Operation<Params> = {
  name: "state-tuning-summary",
  summary: "Tuning of each named neuron over the animals of each dataset, and of all: mean effect, spread, sign.",
  params,
  reads: ["recordings", "state_tuning"],
  writes: ["state_tuning_summaries"],
  async *run(input, chosen, { signal }) {
    const { analysis, level } = chosen;
    const tuning = await readAnalysis(input, "state_tuning", { operation: "state-tuning", analysis, signal });
    const animalOf = await animalsOf(input, signal);
    const nameOf = ({ name }: Tuning) => (level === "class" ? (neuronByName(name!)?.neuronClass ?? name!) : name!);
    const named = tuning.filter(({ name }) => name !== null);
    const clear = level === "class" ? named : withoutDoubled(named);
    const settled = clear.filter(({ cohens_d, auc }) => cohens_d !== null && auc !== null);
    const groupOf = (row: Tuning) => JSON.stringify([row.state, row.against, nameOf(row)]);
    const rows = byScope(settled).flatMap(([scope, inScope]) =>
      [...groupRows(inScope, groupOf).values()].map((group) => ({
        scope,
        level,
        name: nameOf(group[0]!),
        state: group[0]!.state,
        against: group[0]!.against,
        ...summarize([...groupRows(group, animalOf).values()], chosen),
      })),
    );
    yield* batchesOf("state_tuning_summaries", rows);
  },
};

function withoutDoubled(rows: readonly Tuning[]): readonly Tuning[] {
  const keyOf = ({ dataset_id, recording_id, state, against, name }: Tuning) =>
    JSON.stringify([dataset_id, recording_id, state, against, name]);
  const groups = groupRows(rows, keyOf);
  return rows.filter((row) => groups.get(keyOf(row))!.length === 1);
}

function summarize(animals: readonly (readonly Tuning[])[], { alpha }: Params) {
  const effects = animals.map((rows) => mean(rows.map(({ cohens_d }) => cohens_d!)));
  const areas = animals.map((rows) => mean(rows.map(({ auc }) => auc!)));
  const effect = mean(effects);
  const channels = animals.flat();
  return {
    n_animals: animals.length,
    n_channels: channels.length,
    mean_cohens_d: effect,
    standard_deviation_cohens_d: numberOrNull(Math.sqrt(variance(effects))),
    mean_auc: mean(areas),
    minimum_auc: Math.min(...areas),
    maximum_auc: Math.max(...areas),
    sign_consistency: signConsistency(effects, effect),
    n_significant: channels.filter(({ q_value }) => q_value !== null && q_value <= alpha).length,
    alpha,
  };
}
