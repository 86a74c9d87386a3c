import type { TableReader } from "../tables/table-reader.js";
import type { Operation } from "./operation.js";
import type { RecordingId } from "./recording-reader.js";

/** One part of the work of an operation: a recording, or everything (null). */
export type Partition = RecordingId | null;

/** The parts of the work in the order of the recordings; one, null, for an operation that is not split. */
export async function partitionsOf(
  reader: TableReader,
  operation: Operation,
  params: unknown,
): Promise<readonly Partition[]> {
  if (operation.partitionBy === undefined || operation.joins?.(params) === true) return [null];
  const partitions: RecordingId[] = [];
  const columns = ["dataset_id", "recording_id"];
  for await (const { columns: values } of reader.read("recordings", { columns })) {
    const { dataset_id, recording_id } = values as Readonly<Record<keyof RecordingId, ArrayLike<string>>>;
    for (let row = 0; row < recording_id.length; row++) {
      partitions.push({ dataset_id: dataset_id[row]!, recording_id: recording_id[row]! });
    }
  }
  return partitions;
}

/** What to call a part of the work. */
export function partitionName(partition: Partition): string {
  return partition === null ? "all" : `${partition.dataset_id}/${partition.recording_id}`;
}
