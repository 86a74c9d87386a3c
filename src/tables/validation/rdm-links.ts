import type { Row } from "../tables.js";
import type { ProblemList } from "./problem.js";

type In<T extends "stimuli" | "rdms" | "rdm_entries" | "responses"> = Row<T> & { readonly dataset_id: string };

/** Watches stimuli and what is known of them; call the parts in the order of the fields. */
export interface RdmLinks {
  stimuli(row: In<"stimuli">, at: number): void;
  rdms(row: In<"rdms">, at: number): void;
  rdm_entries(row: In<"rdm_entries">, at: number): void;
  responses(row: In<"responses">, at: number): void;
  /** Compares the counts when all rows have come. */
  finish(): void;
}

interface KnownRdm {
  readonly row: In<"rdms">;
  readonly at: number;
  entries: number;
  unknown: number;
}

/** Checks that entries belong to an RDM that is there and to known stimuli, and that each RDM has all of its pairs. */
export function rdmLinks(problems: ProblemList): RdmLinks {
  const stimuli = new Set<string>();
  const known = new Map<string, KnownRdm>();
  let isFollowed = false;
  const checkStimulus = (table: string, column: string, dataset: string, found: string, row: number): void => {
    if (stimuli.has(keyOf(dataset, found))) return;
    problems.add({ table, column, row, rule: "has to be a stimulus of the stimuli table", found });
  };
  return {
    stimuli(row) {
      stimuli.add(keyOf(row.dataset_id, row.stimulus_id));
    },
    rdms(row, at) {
      known.set(keyOf(row.dataset_id, row.rdm_id), { row, at, entries: 0, unknown: 0 });
    },
    rdm_entries(row, at) {
      isFollowed = true;
      checkStimulus("rdm_entries", "condition_a", row.dataset_id, row.condition_a, at);
      checkStimulus("rdm_entries", "condition_b", row.dataset_id, row.condition_b, at);
      const rdm = known.get(keyOf(row.dataset_id, row.rdm_id));
      if (!rdm) {
        const rule = "has to be an RDM of the rdms table";
        problems.add({ table: "rdm_entries", column: "rdm_id", row: at, rule, found: row.rdm_id });
        return;
      }
      rdm.entries++;
      if (row.dissimilarity === null) rdm.unknown++;
    },
    responses(row, at) {
      checkStimulus("responses", "stimulus_id", row.dataset_id, row.stimulus_id, at);
    },
    finish() {
      if (!isFollowed) return;
      for (const { row, at, entries, unknown } of known.values()) {
        const pairs = (row.n_conditions * (row.n_conditions - 1)) / 2;
        const rule = "has n (n − 1) / 2 rows in rdm_entries";
        const place = { table: "rdms", row: at };
        if (entries !== pairs)
          problems.add({ ...place, column: "n_conditions", rule, found: `${entries} for ${pairs}` });
        const counted = "has to be the number of its entries without a value";
        const found = `${row.n_unknown}, not ${unknown}`;
        if (row.n_unknown !== unknown) problems.add({ ...place, column: "n_unknown", rule: counted, found });
      }
    },
  };
}

function keyOf(dataset: string, id: string): string {
  return `${dataset}\u0000${id}`;
}
