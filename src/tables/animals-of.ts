import { rowsOf } from "./batch.js";
import type { TableReader } from "./table-reader.js";

/** Names the animal of a recording. */
export type AnimalOf = (recording: { readonly dataset_id: string; readonly recording_id: string }) => string;

/** Which recordings are of one animal: those of one `animal_group`; a recording without one is an animal of its own. */
export async function animalsOf(reader: TableReader, signal?: AbortSignal): Promise<AnimalOf> {
  const groups = new Map<string, string>();
  const keyOf: AnimalOf = ({ dataset_id, recording_id }) => `${dataset_id}/${recording_id}`;
  const columns = ["dataset_id", "recording_id", "animal_group"];
  for await (const batch of reader.read("recordings", { columns, ...(signal ? { signal } : {}) })) {
    for (const row of rowsOf({ ...batch, table: "recordings" })) {
      const key = keyOf(row as typeof row & { readonly dataset_id: string });
      if (row.animal_group !== null) groups.set(key, row.animal_group);
    }
  }
  return (recording) => groups.get(keyOf(recording)) ?? keyOf(recording);
}
