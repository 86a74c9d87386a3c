import { stackBatches } from "../../../src/operations/rsa/rdm-rows.js";
import { createRandom } from "../../../src/random/create-random.js";
import { pairCount } from "../../../src/rsa/pair-count.js";
import { makeStack } from "../../../src/rsa/stack/make-stack.js";
import type { RdmDescription } from "../../../src/rsa/stack/rdm-stack.js";
import type { TableBatch } from "../../../src/tables/batch.js";

/** An RDM to be made. */
export interface MadeRdm extends Partial<RdmDescription> {
  readonly id: string;
  /** Default: c1, c2, … c8. */
  readonly conditions?: readonly string[];
  /** Default: uniform numbers. */
  readonly values?: readonly number[];
}

/** Ids of conditions. */
export function conditionIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, k) => `c${k + 1}`);
}

/** RDMs as the tables of one dataset. */
export function rdmTablesOf(made: readonly MadeRdm[], dataset = "made"): readonly TableBatch[] {
  return made.flatMap(({ conditions = conditionIds(8), values, ...rdm }) => {
    const random = createRandom(rdm.id);
    const drawn = values ?? Array.from({ length: pairCount(conditions.length) }, () => random.uniform());
    const stack = makeStack({ conditions, values: drawn, rdms: [{ noise: "none", ...rdm }] });
    const shared = { kind: "measured", stimulus_set: "made", source_file: "made" } as const;
    return [...stackBatches(stack, shared, "dataset")].map((batch) => {
      const [first] = Object.values(batch.columns);
      return { ...batch, columns: { ...batch.columns, dataset_id: new Array<string>(first!.length).fill(dataset) } };
    });
  });
}
