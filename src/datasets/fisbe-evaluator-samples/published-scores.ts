import type { ByteSource } from "../../bytes/byte-source.js";
import { textLines } from "../../formats/text-lines.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import { readSummaryCsv } from "../../volumes/metrics/read-summary-csv.js";
import type { ScoreRecord } from "../../volumes/metrics/score-record.js";

/** Scores that were published as a file, as the manifest's fact `published_scores` states them. */
export interface StatedScores {
  readonly method: string;
  readonly protocol: string;
  readonly file: string;
}

/** A summary of the reference evaluation as rows of `sample_scores`: each sample, then the rows over samples. */
export async function publishedScores(
  source: ByteSource,
  stated: StatedScores,
  signal?: AbortSignal,
): Promise<TableBatch> {
  const { method, protocol, file: source_file } = stated;
  const lines: string[] = [];
  for await (const { text } of textLines(source, { ...(signal && { signal }) })) lines.push(text);
  const { metrics, samples, totals } = readSummaryCsv(lines.join("\n"), source_file);
  const rowsOf = (kind: Row<"sample_scores">["kind"], sample: string, scores: ScoreRecord) =>
    Object.entries(scores).map(([metric, value]) => ({
      ...{ method, kind, sample, metric, element: 0, value, protocol, source_file },
      reason: value === null ? "the file has nan" : null,
      is_derived: !metrics.includes(metric),
    }));
  return batchOf("sample_scores", [
    ...samples.flatMap(({ name, scores }) => rowsOf("sample", name, scores)),
    ...Object.entries(totals).flatMap(([name, scores]) => rowsOf(name as Row<"sample_scores">["kind"], name, scores)),
  ]);
}
