import * as z from "zod/mini";
import { chooseRdms } from "../../rsa/stack/choose.js";
import { adaptiveDependenceTest } from "../../rsa/topology/adaptive-dependence-test.js";
import type { Row } from "../../tables/tables.js";
import { batchesOf } from "../batches-of.js";
import type { Operation } from "../operation.js";
import { joinStacks } from "./known-conditions.js";
import { rdmChoice } from "./rdm-choice.js";
import { rdmTables, readRdmChoice } from "./read-rdm-choice.js";

const params = z.strictObject({
  a: z.strictObject(rdmChoice).check(z.describe("The RDMs on the one side: distances, not squared ones.")),
  b: z.strictObject(rdmChoice).check(z.describe("The RDMs on the other side.")),
  form: z
    ._default(z.enum(["raw", "to-threshold", "to-max"]), "raw")
    .check(
      z.describe("Dissimilarities between the thresholds stay, or rise from 0 to the upper one or to the largest."),
    ),
  n_thresholds: z
    ._default(z.int().check(z.minimum(2), z.maximum(30)), 8)
    .check(z.describe("Equally spaced quantiles from 0 to 1 whose pairs are tried on both sides.")),
  permutations: z
    ._default(z.int().check(z.minimum(1), z.maximum(100_000)), 999)
    .check(z.describe("Orders of the conditions, of which each has its own best thresholds.")),
});

/** Whether RDMs depend on each other, see `adaptiveDependenceTest`; p accounts for the choice of thresholds. */
export const rsaDependence: Operation<z.infer<typeof params>> = {
  name: "rsa-dependence",
  summary: "Tests whether RDMs depend on each other, with thresholds that adapt to where it shows best.",
  params,
  reads: rdmTables,
  writes: ["rdm_dependences"],
  usesRandom: true,
  async *run(input, { a, b, form, n_thresholds, permutations }, context) {
    const [left, right] = [await readRdmChoice(input, a, context), await readRdmChoice(input, b, context)];
    const rows: Row<"rdm_dependences">[] = [];
    for (let i = 0; i < left.nRdms; i++) {
      for (let j = 0; j < right.nRdms; j++) {
        context.signal.throwIfAborted();
        const [x, y] = joinStacks([chooseRdms(left, [i]), chooseRdms(right, [j])]).stacks;
        const [rdm_a, rdm_b] = [left.rdms[i]!.id, right.rdms[j]!.id];
        const random = context.random.derive("dependence", rdm_a, rdm_b);
        const given = { form, nThresholds: n_thresholds, permutations, random, linalg: context.linalg };
        const { statistic, thresholds, p } = adaptiveDependenceTest(x!, y!, given);
        rows.push({
          ...{ rdm_a, rdm_b, form, statistic, p_value: p, n_permutations: permutations, n_conditions: x!.nConditions },
          ...{ lower_a: thresholds.x.low, upper_a: thresholds.x.high },
          ...{ lower_b: thresholds.y.low, upper_b: thresholds.y.high },
        });
      }
    }
    yield* batchesOf("rdm_dependences", rows);
  },
};
