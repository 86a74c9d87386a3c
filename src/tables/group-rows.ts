/** Rows by a key, keys in the order of code points. */
export function groupRows<R>(rows: readonly R[], keyOf: (row: R) => string): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Name of the scope that holds the rows of every dataset. */
const allDatasets = "all";

/** The same rows by dataset, and under {@link allDatasets} all of them. */
export function byScope<R extends { readonly dataset_id: string }>(
  rows: readonly R[],
): readonly (readonly [string, readonly R[]])[] {
  return [...groupRows(rows, ({ dataset_id }) => dataset_id), [allDatasets, rows]];
}

/** Share of the numbers that have the sign of `reference`. */
export function signConsistency(values: readonly number[], reference: number): number {
  return values.filter((value) => Math.sign(value) === Math.sign(reference)).length / values.length;
}
