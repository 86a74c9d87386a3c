import type { TableReader } from "../tables/table-reader.js";
import type { Operation } from "./operation.js";
import { type Part, partTables } from "./part-reader.js";

/** One part of the work of an operation, or everything (null). */
export type Partition = Part | null;

/** The parts of the work in the order of their table; one, null, for an operation that is not split. */
export async function partitionsOf(
  reader: TableReader,
  { partitionBy: column, joins }: Operation,
  params: unknown,
): Promise<readonly Partition[]> {
  if (column === undefined || joins?.(params) === true) return [null];
  const partitions: Part[] = [];
  for await (const { columns } of reader.read(partTables[column], { columns: ["dataset_id", column] })) {
    const datasets = columns.dataset_id as ArrayLike<string>;
    const ids = columns[column] as ArrayLike<string>;
    for (let row = 0; row < ids.length; row++) partitions.push({ dataset_id: datasets[row]!, column, id: ids[row]! });
  }
  return partitions;
}

/** What to call a part of the work. */
export function partitionName(partition: Partition): string {
  return partition === null ? "all" : `${partition.dataset_id}/${partition.id}`;
}
