import type { ByteSource } from "../../bytes/byte-source.js";
import type { PublishedEdgeRow } from "../dataset.js";
import { readPairRecords } from "./pair-records.js";

const chemical = 0;
const electrical = 2;

/**
 * A NemaNode list as the rows of the file that the published product was made from: the weight of a record is the
 * length of its `syn`, and records of equal cells and kind are summed (the tail series alone has any). Names stand
 * as in the list.
 *
 * @throws what `readPairRecords` throws
 */
export async function summedRecords(source: ByteSource, signal?: AbortSignal): Promise<readonly PublishedEdgeRow[]> {
  const rows = new Map<string, PublishedEdgeRow & { weight: number }>();
  for (const { pre, post, typ, syn } of await readPairRecords(source, { types: [chemical, electrical], signal })) {
    const key = JSON.stringify([pre, post, typ]);
    const row = rows.get(key);
    if (row) row.weight += syn.length;
    else rows.set(key, { pre, post, type: typ === electrical ? "electrical" : "chemical", weight: syn.length });
  }
  return [...rows.values()];
}
