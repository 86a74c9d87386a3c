import { ArgumentError, EmptyResultError } from "../../errors.js";
import { rowsOf } from "../../tables/batch.js";
import type { TableReader } from "../../tables/table-reader.js";
import type { Row } from "../../tables/tables.js";
import type { Score } from "../../volumes/metrics/sample-scores.js";
import { protocolBesidesLabelling } from "./scores-over-samples.js";

/** The single numbers of one sample, or over samples, as an analysis wrote them. */
export interface ReadRecord {
  readonly analysis: string;
  readonly unit: string;
  readonly record: Readonly<Record<string, Score>>;
  readonly protocol: string;
}

/** Units of the table `scores` that are no samples. */
export const unitsOverSamples: readonly string[] = ["completely", "partly", "combined"];

/**
 * The single numbers of the table `scores`, in its order; lists over instances are left out.
 *
 * @param analyses - Results to read; undefined for all.
 * @throws EmptyResultError where one of them has no scores, or there are none; ArgumentError where they follow protocols
 *   that differ in more than how samples are labelled
 */
export async function readScoreRecords(
  input: TableReader,
  analyses: readonly string[] | undefined,
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly ReadRecord[]> {
  const found = new Map<string, { analysis: string; unit: string; record: Record<string, Score>; protocol: string }>();
  const where = analyses ? { analysis_id: analyses } : {};
  for await (const batch of input.read("scores", { where, signal })) {
    for (const row of rowsOf({ ...batch, table: "scores" }) as Iterable<Row<"scores"> & { analysis_id: string }>) {
      if (row.instance !== null) continue;
      const key = JSON.stringify([row.analysis_id, row.unit_id]);
      const { analysis_id: analysis, unit_id: unit, protocol } = row;
      if (!found.has(key)) found.set(key, { analysis, unit, record: {}, protocol });
      found.get(key)!.record[row.metric] = row.value;
    }
  }
  const records = [...found.values()];
  const missing = (analyses ?? []).filter((name) => !records.some(({ analysis }) => analysis === name));
  if (records.length === 0 || missing.length > 0) {
    const what = `scores of ${missing.join(", ") || "any analysis"}`;
    throw new EmptyResultError({ what, next: "run score-instances first, or name other analyses" });
  }
  const protocols = [...new Set(records.map(({ protocol }) => protocolBesidesLabelling(protocol)))];
  if (protocols.length > 1) {
    throw new ArgumentError({
      argument: "analyses",
      expected: "scores of one protocol: others cannot be put together",
      found: protocols.slice(0, 3).join(" and "),
    });
  }
  return records;
}
