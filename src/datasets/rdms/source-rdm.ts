import { FormatError } from "../../errors.js";
import { upperTriangle } from "../../stats/upper-triangle.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";

type RdmRow = Row<"rdms">;

/** What is known of an RDM; what is left out is unknown. */
export type AboutRdm = Pick<RdmRow, "rdm_id" | "title" | "kind" | "stimulus_set"> & Partial<RdmRow>;

/** One RDM as a source has it. */
export interface SourceRdm {
  readonly about: AboutRdm;
  /** Ids of the stimuli of its rows. */
  readonly conditions: readonly string[];
  /** Its strict upper triangle, row by row; NaN where a pair is unknown. */
  readonly values: ArrayLike<number>;
}

/** Where an RDM stands, for errors. */
export interface RdmPlace {
  readonly file: string;
  readonly place: string;
}

/**
 * RDMs as batches of the tables `rdms` and `rdm_entries`.
 *
 * @throws FormatError for an RDM that has another number of pairs than its conditions ask for, and for an id that
 *   stands twice
 */
export function rdmBatches(rdms: readonly SourceRdm[], file: string): readonly TableBatch[] {
  if (rdms.length === 0) return [];
  const ids = rdms.map(({ about }) => about.rdm_id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new FormatError({ file, place: "names of RDMs", expected: "names that differ", found: `${twice} twice` });
  }
  const rows = rdms.map(({ about, conditions, values }) => {
    const pairs = (conditions.length * (conditions.length - 1)) / 2;
    if (values.length !== pairs) {
      const [expected, found] = [`${pairs} pairs of ${conditions.length} conditions`, String(values.length)];
      throw new FormatError({ file, place: about.source_place ?? about.rdm_id, expected, found });
    }
    const n_unknown = Array.from(values).filter((value) => Number.isNaN(value)).length;
    return { transforms: "[]", source_file: file, ...about, n_conditions: conditions.length, n_unknown };
  });
  return [batchOf("rdms", rows), ...rdms.map(entryBatch)];
}

function entryBatch({ about, conditions, values }: SourceRdm): TableBatch {
  const [first, second]: [string[], string[]] = [[], []];
  for (const [index, condition] of conditions.entries()) {
    for (const other of conditions.slice(index + 1)) {
      first.push(condition);
      second.push(other);
    }
  }
  return {
    table: "rdm_entries",
    columns: {
      rdm_id: first.map(() => about.rdm_id),
      pair_index: Int32Array.from(first.keys()),
      condition_a: first,
      condition_b: second,
      dissimilarity: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    },
  };
}

/**
 * The strict upper triangle of a square matrix of a file.
 *
 * @throws FormatError where it is not symmetric or has something on its diagonal
 */
export function squareVector(
  n: number,
  at: (row: number, column: number) => number,
  { file, place }: RdmPlace,
): Float64Array {
  const { values, problem } = upperTriangle(n, at);
  if (problem === undefined) return values;
  const expected = "a symmetric matrix with zeros on its diagonal";
  throw new FormatError({ file, place, expected, found: problem });
}
