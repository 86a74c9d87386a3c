import * as z from "zod/mini";
import { isNeuroloomError } from "../../errors.js";
import { commonality } from "../../rsa/models/commonality.js";
import { partialCorrelations } from "../../rsa/models/partial-correlations.js";
import { regressRdms } from "../../rsa/models/regress-rdms.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import type { Row } from "../../tables/tables.js";
import { batchesOf } from "../batches-of.js";
import { numberOrNull } from "../number-or-null.js";
import type { Operation } from "../operation.js";
import { evaluateParams } from "./evaluate-params.js";
import { splitTargets } from "./evaluation-data.js";
import { joinStacks } from "./known-conditions.js";
import { rdmChoice } from "./rdm-choice.js";
import { rdmTables, readRdmChoice } from "./read-rdm-choice.js";

const params = z.strictObject({
  targets: evaluateParams.shape.targets,
  models: z.strictObject(rdmChoice).check(z.describe("The model RDMs, each a model by its id.")),
  ranked: z
    ._default(z.boolean(), true)
    .check(z.describe("Average ranks in place of dissimilarities, on both sides: Spearman's correlations.")),
});

type Part = Row<"rdm_partitions">;

/** Divides what models explain of RDMs: partial correlations, least squares, and for 2 to 4 models what they share. */
export const rsaPartition: Operation<z.infer<typeof params>> = {
  name: "rsa-partition",
  summary: "What models explain of RDMs beside each other: partial correlations, weights, commonality analysis.",
  params,
  reads: rdmTables,
  writes: ["rdm_partitions"],
  async *run(input, { targets, models: choice, ranked }, context) {
    const models = await readRdmChoice(input, choice, context);
    for (const target of targets) {
      for (const { name, rdms } of splitTargets(await readRdmChoice(input, target, context), target)) {
        context.signal.throwIfAborted();
        const [data, joined] = joinStacks([rdms, models]).stacks as [RdmStack, RdmStack];
        const shared = { target: name, ranked, n_conditions: data.nConditions };
        const rows = [...partsOf(joined, data, ranked)].map((part) => ({ ...shared, ...part }));
        yield* batchesOf("rdm_partitions", rows);
      }
    }
  },
};

type Found = Pick<Part, "rdm_id" | "kind" | "models" | "value" | "reason">;

function* partsOf(models: RdmStack, data: RdmStack, ranked: boolean): Generator<Found> {
  const names = models.rdms.map(({ id }) => id);
  const correlations = (["partial", "semi-partial"] as const).map((kind) => {
    return [kind, partialCorrelations(models, data, { measure: ranked ? "spearman" : "corr", kind })] as const;
  });
  const weights = weightsOf(models, data, ranked);
  const parts = names.length >= 2 && names.length <= 4 ? commonality(models, data, { ranked }) : undefined;
  const found = (rdm: number, kind: Part["kind"], of: string, value: number, reason: string): Found => {
    const known = numberOrNull(value);
    return { rdm_id: data.rdms[rdm]!.id, kind, models: of, value: known, reason: known === null ? reason : null };
  };
  for (let rdm = 0; rdm < data.nRdms; rdm++) {
    for (const [model, name] of names.entries()) {
      const at = model * data.nRdms + rdm;
      for (const [kind, { values }] of correlations) {
        yield found(rdm, kind, name, values[at]!, "the other models leave nothing of the model, or of the RDM");
      }
      yield found(rdm, "weight", name, weights.values?.[at] ?? Number.NaN, weights.reason);
    }
    for (let subset = 1; parts && subset < 2 ** names.length; subset++) {
      const of = names.filter((_, model) => (subset >> model) & 1).join(" + ");
      const at = rdm * 2 ** names.length + subset;
      yield found(rdm, "r-squared", of, parts.rSquared.values[at]!, "the RDM does not vary");
      yield found(rdm, "part", of, parts.parts.values[at]!, "the RDM does not vary");
    }
  }
}

/** Weights of least squares; none where the models depend on each other. */
function weightsOf(
  models: RdmStack,
  data: RdmStack,
  ranked: boolean,
): { readonly values: Float64Array | undefined; readonly reason: string } {
  try {
    return { values: regressRdms(models, data, { ranked }).weights.values, reason: "the RDM does not vary" };
  } catch (error) {
    if (!isNeuroloomError(error, "numeric")) throw error;
    return { values: undefined, reason: error.message };
  }
}
