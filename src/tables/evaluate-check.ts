import { UnknownNameError } from "../errors.js";
import { rowCount } from "./batch.js";
import type { Check, CheckResult } from "./check.js";
import type { Scalar, TableReader } from "./table-reader.js";
import { tables } from "./tables.js";

type Found = Pick<CheckResult, "found"> & { readonly problem?: string };

/**
 * Compares one expected fact with the tables. Numbers agree when |found − equals| ≤ tolerance (absolute, default 0);
 * NaN agrees with nothing, an infinity with itself only. Everything else has to be equal.
 *
 * @throws UnknownNameError for a table, column or measure that does not exist; ArgumentError for a condition on a list
 */
export async function evaluateCheck(
  reader: TableReader,
  check: Check,
  options: { readonly signal?: AbortSignal } = {},
): Promise<CheckResult> {
  const { table, column, at, above, where } = check;
  const name = check.measure ?? (column === undefined ? "count" : "value");
  if (!Object.hasOwn(tables, table)) {
    throw new UnknownNameError({ kind: "table", name: table, known: Object.keys(tables) });
  }
  if (!Object.hasOwn(measures, name)) {
    throw new UnknownNameError({ kind: "measure", name, known: Object.keys(measures) });
  }
  const definition = tables[table as keyof typeof tables];
  const columns = column === undefined ? [definition.partition] : [column];
  const query = { columns, ...(where ? { where } : {}), ...(options.signal ? { signal: options.signal } : {}) };
  const values: Scalar[] = [];
  for await (const batch of reader.read(definition.name as keyof typeof tables, query)) {
    const cells = batch.columns[columns[0]!]!;
    for (let row = 0; row < rowCount(batch); row++) {
      const cell = cells[row] as Scalar | ArrayLike<number>;
      const value = at === undefined ? (cell as Scalar) : valueAt(cell, at);
      if (above === undefined || (typeof value === "number" && value > above)) values.push(value);
    }
  }
  const { found, problem } = measures[name]!(values, column !== undefined);
  const pass = problem === undefined && agrees(found, check.equals, check.tolerance ?? 0);
  return problem === undefined ? { check, found, pass } : { check, found, pass, problem };
}

/** One value of a list; null where the list, or the value in it, is missing. */
function valueAt(cell: Scalar | ArrayLike<number>, at: number): Scalar {
  if (typeof cell !== "object" || cell === null) return null;
  const value = cell[at < 0 ? cell.length + at : at];
  return value === undefined || Number.isNaN(value) ? null : value;
}

function agrees(found: Scalar, expected: Scalar, tolerance: number): boolean {
  if (typeof found !== "number" || typeof expected !== "number") return found === expected;
  // the difference of two infinities is NaN
  return found === expected || Math.abs(found - expected) <= tolerance;
}

/** Each measure takes the cells of the rows that are left; `hasColumn` is false where only rows count. */
const measures: Readonly<Record<string, (values: readonly Scalar[], hasColumn: boolean) => Found>> = {
  count: (values, hasColumn) => ({ found: hasColumn ? present(values).length : values.length }),
  value(values) {
    if (values.length === 1) return { found: values[0]! };
    return { found: null, problem: `${values.length} rows where one was expected` };
  },
  distinct: (values) => ({ found: new Set(present(values)).size }),
  min: reducer((values) => values.reduce((least, value) => Math.min(least, value))),
  max: reducer((values) => values.reduce((most, value) => Math.max(most, value))),
  sum: reducer((values) => sumOf(values)),
  mean: reducer((values) => sumOf(values) / values.length),
};

function present(values: readonly Scalar[]): readonly NonNullable<Scalar>[] {
  return values.filter((value) => value !== null && value !== undefined);
}

function reducer(reduce: (values: readonly number[]) => number) {
  return (values: readonly Scalar[]): Found => {
    const numbers = present(values);
    if (numbers.length === 0) return { found: null, problem: "no value that is not null" };
    const words = numbers.find((value) => typeof value !== "number");
    if (words !== undefined) return { found: null, problem: `${JSON.stringify(words)} is not a number` };
    return { found: reduce(numbers as readonly number[]) };
  };
}

/** Sum with Neumaier's compensation, so that the order of the rows hardly matters. */
function sumOf(values: readonly number[]): number {
  let [sum, lost] = [0, 0];
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}
