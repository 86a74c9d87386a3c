import { rowsOf } from "../tables/batch.js";
import type { Recording } from "../tables/open-dataset.js";
import { recordingReader } from "./recording-reader.js";

/** Onsets of the events of a kind by label, sorted by label; events without one stand under their kind. */
export async function readOnsets(
  { row, tables }: Recording,
  { kind, labels }: { readonly kind: string; readonly labels?: readonly string[] | undefined },
): Promise<ReadonlyMap<string, readonly number[]>> {
  const onsets = new Map<string, number[]>();
  const columns = ["label", "onset_s"];
  for await (const batch of recordingReader(tables, row).read("events", { columns, where: { kind } })) {
    for (const { label, onset_s } of rowsOf({ ...batch, table: "events" })) {
      const own = label ?? kind;
      if (labels && !labels.includes(own)) continue;
      const list = onsets.get(own);
      if (list) list.push(onset_s);
      else onsets.set(own, [onset_s]);
    }
  }
  return new Map([...onsets].sort(([a], [b]) => (a < b ? -1 : 1)));
}
