import { EmptyResultError, TableError } from "../../errors.js";
import { pairCount } from "../../rsa/pair-count.js";
import { pairIndex } from "../../rsa/pair-index.js";
import { rdmVector } from "../../rsa/rdm-vector.js";
import { makeStack } from "../../rsa/stack/make-stack.js";
import type { RdmDescription, RdmStack } from "../../rsa/stack/rdm-stack.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import { parseColumn } from "./parse-column.js";
import { descriptorsOf, rowOf } from "./rdm-description.js";
import type { RdmRow } from "./rdm-row.js";

/** A row of `rdm_entries` or `computed_rdm_entries`. */
export type RdmEntryRow = Row<"rdm_entries">;

/** Which pair of tables a stack becomes. */
export type RdmTables = "dataset" | "computed";

/** Columns that all RDMs of a stack share and that no description holds. */
export type SharedRdmColumns = Pick<RdmRow, "kind" | "stimulus_set"> &
  Partial<Pick<Row<"rdms">, "source_file" | "source_place">> &
  Partial<
    Pick<Row<"computed_rdms">, "dataset_id" | "recording_id" | "design" | "folds" | "n_channels" | "n_observations">
  >;

/** Why pairs are unknown: of each RDM of a stack, one entry per pair. */
export type PairReasons = readonly (readonly (string | null)[])[];

/**
 * The RDMs of rows as a stack over the union of their conditions, in the order of first appearance; pairs that an RDM
 * does not have are NaN. Columns that are no provenance become descriptors.
 *
 * @throws EmptyResultError for no row; TableError for entries of no RDM, of one condition with itself, and for a pair
 *   that an RDM has twice
 */
export function stackOf(rdms: readonly RdmRow[], entries: Iterable<RdmEntryRow>): RdmStack {
  if (rdms.length === 0) throw new EmptyResultError({ what: "RDMs" });
  const rdmAt = new Map(rdms.map(({ rdm_id }, index) => [rdm_id, index]));
  const positions = new Map<string, number>();
  const positionOf = (condition: string): number => {
    const known = positions.get(condition) ?? positions.size;
    positions.set(condition, known);
    return known;
  };
  const pairs: (readonly [rdm: number, first: number, second: number, value: number])[] = [];
  for (const { rdm_id, condition_a, condition_b, dissimilarity } of entries) {
    const rdm = rdmAt.get(rdm_id);
    if (rdm === undefined) throw broken("rdm_id", "has to be one of the given RDMs", rdm_id);
    if (condition_a === condition_b) throw broken("condition_b", "differs from condition_a", condition_a);
    pairs.push([rdm, positionOf(condition_a), positionOf(condition_b), dissimilarity ?? Number.NaN]);
  }
  const conditions = [...positions.keys()];
  const perRdm = pairCount(conditions.length);
  const values = new Float64Array(rdms.length * perRdm).fill(Number.NaN);
  const isThere = new Uint8Array(values.length);
  for (const [rdm, first, second, value] of pairs) {
    const at = rdm * perRdm + pairIndex(first, second, conditions.length);
    if (isThere[at] === 1) {
      const found = `${conditions[first]} and ${conditions[second]} of ${rdms[rdm]!.rdm_id}`;
      throw broken("pair_index", "each pair of an RDM stands once", found);
    }
    isThere[at] = 1;
    values[at] = value;
  }
  return makeStack({ conditions, values, rdms: rdms.map(describe) });
}

/** A stack as batches: the RDMs, then the entries of one RDM after another; computed ones with reasons, where given. */
export function* stackBatches(
  stack: RdmStack,
  shared: SharedRdmColumns,
  tables: RdmTables,
  reasons?: PairReasons,
): Generator<TableBatch> {
  const n_conditions = stack.nConditions;
  const rows = stack.rdms.map((rdm, index) => {
    const n_unknown = rdmVector(stack, index).reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
    return { ...rowOf(rdm), ...shared, n_conditions, n_unknown };
  });
  yield batchOf(tables === "dataset" ? "rdms" : "computed_rdms", rows);
  const { conditions } = stack;
  const first = conditions.flatMap((condition, index) => conditions.slice(index + 1).map(() => condition));
  const second = conditions.flatMap((_, index) => conditions.slice(index + 1));
  for (const [index, { id }] of stack.rdms.entries()) {
    yield {
      table: tables === "dataset" ? "rdm_entries" : "computed_rdm_entries",
      columns: {
        rdm_id: first.map(() => id),
        pair_index: Int32Array.from(first.keys()),
        condition_a: first,
        condition_b: second,
        dissimilarity: Array.from(rdmVector(stack, index), (value) => (Number.isNaN(value) ? null : value)),
        ...(tables === "computed" && { reason: reasons?.[index] ?? first.map(() => null) }),
      },
    };
  }
}

function describe(row: RdmRow): RdmDescription {
  const { rdm_id: id, dissimilarity, noise, crossvalidation, normalisation } = row;
  const transforms = parseColumn("transforms", row.transforms);
  if (!Array.isArray(transforms) || !transforms.every((name) => typeof name === "string")) {
    throw broken("transforms", "a JSON list of words", row.transforms, "rdms");
  }
  return {
    ...{ id, dissimilarity, noise, crossvalidation, normalisation, transforms },
    ...{ meanRemoved: row.mean_removed, descriptors: descriptorsOf(row) },
  };
}

function broken(column: string, rule: string, found: string, table = "rdm_entries"): TableError {
  return new TableError({ table, column, rule, found: JSON.stringify(found) });
}
