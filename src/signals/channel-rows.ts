import { rowsOf } from "../tables/batch.js";
import type { Recording } from "../tables/open-dataset.js";
import type { TableQuery } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";

/** The channels of a recording by their index, all or those that `where` selects. */
export async function channelRows(
  { row, tables }: Recording,
  options: Pick<TableQuery, "where" | "signal"> = {},
): Promise<readonly Row<"channels">[]> {
  const { dataset_id, recording_id } = row;
  const rows: Row<"channels">[] = [];
  const query = { ...options, where: { ...options.where, dataset_id, recording_id } };
  for await (const batch of tables.read("channels", query)) rows.push(...rowsOf({ ...batch, table: "channels" }));
  return rows.sort((a, b) => a.channel_index - b.channel_index);
}
