import * as z from "zod/mini";
import type { MeasureName } from "../../rsa/comparison/measure-name.js";
import { rdmVector } from "../../rsa/rdm-vector.js";
import { chooseRdms } from "../../rsa/stack/choose.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import type { Row } from "../../tables/tables.js";
import { batchesOf } from "../batches-of.js";
import { numberOrNull } from "../number-or-null.js";
import type { Operation, RunContext } from "../operation.js";
import { comparedStacks } from "./comparison-rows.js";
import { areTooFew, knownConditions, overConditions, tooFew } from "./known-conditions.js";
import { conditionVariances, measureNames, variancesOf } from "./measure-params.js";
import { rdmChoice } from "./rdm-choice.js";
import { rdmTables, readRdmChoice } from "./read-rdm-choice.js";

const params = z.strictObject({
  a: z.strictObject(rdmChoice).check(z.describe("The RDMs on the one side.")),
  b: z
    .optional(z.strictObject(rdmChoice))
    .check(z.describe("The RDMs on the other side. Default: those of a, every two of them once.")),
  measures: z
    ._default(z.union([z.literal("all"), z.array(z.enum(measureNames)).check(z.minLength(1))]), ["rho-a"])
    .check(
      z.describe(
        "How RDMs are compared. rho-a is the rank measure to prefer; cosine and cosine-cov are for dissimilarities with a meaningful zero, such as crossnobis.",
      ),
    ),
  missing: z
    ._default(z.enum(["error", "pairwise"]), "error")
    .check(
      z.describe("Where RDMs do not know the same pairs: an error, or every two are compared over what both know."),
    ),
  condition_variances: conditionVariances,
});

type Params = z.infer<typeof params>;
type Comparison = Row<"rdm_comparisons">;

/** RDMs compared with RDMs, every two over the conditions that both have, joined by the ids of the conditions. */
export const rsaCompare: Operation<Params> = {
  name: "rsa-compare",
  summary: "Compares dissimilarity matrices, joined by the ids of their conditions, by any of twelve measures.",
  params,
  reads: rdmTables,
  writes: ["rdm_comparisons"],
  async *run(input, chosen, context) {
    const a = await readRdmChoice(input, chosen.a, context);
    const b = chosen.b ? await readRdmChoice(input, chosen.b, context) : a;
    const isKept = chosen.b ? () => true : (i: number, j: number) => i < j;
    const names = chosen.measures === "all" ? measureNames : chosen.measures;
    const rows: Comparison[] = [];
    for (const left of groupsOf(a)) {
      for (const right of groupsOf(b)) {
        const shared = left.conditions.filter((id) => right.conditions.includes(id));
        for (const measure of names) {
          context.signal.throwIfAborted();
          const compared = comparedGroups(a, b, { left, right, shared, measure, isKept, chosen, context });
          rows.push(...compared);
        }
      }
    }
    const most = rows.reduce((largest, { n_conditions }) => Math.max(largest, n_conditions), 0);
    if (rows.length > 0 && areTooFew(most)) throw tooFew(most);
    const order = (stack: RdmStack) => new Map(stack.rdms.map(({ id }, place) => [id, place]));
    const [ofA, ofB] = [order(a), order(b)];
    rows.sort((x, y) => ofA.get(x.rdm_a)! - ofA.get(y.rdm_a)! || ofB.get(x.rdm_b)! - ofB.get(y.rdm_b)!);
    yield* batchesOf("rdm_comparisons", rows);
  },
};

/** RDMs of a stack that know the same conditions. */
interface RdmGroup {
  readonly members: readonly number[];
  readonly conditions: readonly string[];
}

function groupsOf(stack: RdmStack): readonly RdmGroup[] {
  const groups = new Map<string, { members: number[]; conditions: readonly string[] }>();
  for (let rdm = 0; rdm < stack.nRdms; rdm++) {
    const conditions = knownConditions(stack, rdm);
    const key = JSON.stringify(conditions);
    const group = groups.get(key) ?? { members: [], conditions };
    group.members.push(rdm);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function comparedGroups(
  a: RdmStack,
  b: RdmStack,
  {
    left,
    right,
    shared,
    measure,
    isKept,
    chosen,
    context,
  }: {
    readonly left: RdmGroup;
    readonly right: RdmGroup;
    readonly shared: readonly string[];
    readonly measure: MeasureName;
    readonly isKept: (i: number, j: number) => boolean;
    readonly chosen: Params;
    readonly context: RunContext;
  },
): readonly Comparison[] {
  const isSmall = areTooFew(shared.length);
  const over = (stack: RdmStack, { members }: RdmGroup) => overConditions(chooseRdms(stack, members), shared);
  const pair = isSmall ? undefined : ([over(a, left), over(b, right)] as const);
  const compared =
    pair &&
    comparedStacks(...pair, {
      ...{ measure, missing: chosen.missing, linalg: context.linalg },
      sigmaK: variancesOf(chosen.condition_variances, shared),
    });
  return left.members.flatMap((i, row) =>
    right.members.flatMap((j, column): Comparison[] => {
      if (!isKept(i, j)) return [];
      const at = row * right.members.length + column;
      return [
        {
          ...{ rdm_a: a.rdms[i]!.id, rdm_b: b.rdms[j]!.id, measure },
          value: compared ? numberOrNull(compared.values.values[at]!) : null,
          reason: compared ? compared.reasons[at]! : `they share ${shared.length} conditions`,
          n_conditions: shared.length,
          n_pairs: pair ? commonPairs(rdmVector(pair[0], row), rdmVector(pair[1], column)) : 0,
        },
      ];
    }),
  );
}

function commonPairs(x: Float64Array, y: Float64Array): number {
  let count = 0;
  for (let pair = 0; pair < x.length; pair++) if (!Number.isNaN(x[pair]! + y[pair]!)) count++;
  return count;
}
