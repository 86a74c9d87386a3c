import { ArgumentError } from "../errors.js";
import { firstComponentOrder } from "./first-component-order.js";

/** A row of a plot: its label, null for a neuron without one, and its values. */
export interface LabelledRow {
  readonly label: string | null;
  readonly values: ArrayLike<number>;
}

/** Ways to sort rows; each gives the indexes of the rows from the top. */
const rowOrders: Readonly<Record<string, (rows: readonly LabelledRow[]) => readonly number[]>> = {
  "first-component": (rows) => firstComponentOrder(rows.map(({ values }) => values)),
  name: byName,
  source: (rows) => [...rows.keys()],
};

/** How {@link rowOrders} are told to the reader of a plot. */
export const rowOrderWords: Readonly<Record<string, string>> = {
  "first-component": "sorted by loading on the first principal component",
  name: "sorted by name, unnamed last",
  source: "in the order of the source",
};

/** Indexes of `rows` in a named order. Throws an {@link ArgumentError} for an unknown one. */
export function orderRows(rows: readonly LabelledRow[], order: string): readonly number[] {
  const sort = rowOrders[order];
  if (!sort) {
    throw new ArgumentError({ argument: "order", expected: Object.keys(rowOrders).join(", "), found: order });
  }
  return sort(rows);
}

function byName(rows: readonly LabelledRow[]): readonly number[] {
  const compare = (a: string | null, b: string | null) => {
    if (a === b) return 0;
    if (a === null || b === null) return a === null ? 1 : -1;
    return a < b ? -1 : 1;
  };
  return [...rows.keys()].sort((a, b) => compare(rows[a]!.label, rows[b]!.label) || a - b);
}
