import { jsLinalg } from "../../src/linalg/js-linalg.js";
import type { Operation } from "../../src/operations/operation.js";
import { parseParams } from "../../src/operations/parse-params.js";
import type { ProgressEvent } from "../../src/progress.js";
import { createRandom } from "../../src/random/create-random.js";
import { rowsOf, type TableBatch } from "../../src/tables/batch.js";
import { checkBatch } from "../../src/tables/check-batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { Row, TableName } from "../../src/tables/tables.js";

/** What an operation gives on tables in memory: all its batches, each checked against its definition. */
export async function batchesFrom<P>(
  operation: Operation<P>,
  batches: readonly TableBatch[],
  params: unknown = {},
  seed = "0",
  notes: ProgressEvent[] = [],
): Promise<TableBatch[]> {
  const context = {
    linalg: jsLinalg,
    random: createRandom(seed),
    signal: new AbortController().signal,
    onProgress: (event: ProgressEvent) => void notes.push(event),
  };
  const input = memoryTables(batches, { partition: "small" });
  const results: TableBatch[] = [];
  for await (const batch of operation.run(input, parseParams(operation as Operation, params) as P, context)) {
    checkBatch(batch);
    results.push(batch);
  }
  return results;
}

/** The rows of one table among batches. */
export function rowsFrom<T extends TableName>(batches: readonly TableBatch[], table: T): Row<T>[] {
  return batches.flatMap((batch) => (batch.table === table ? [...rowsOf({ ...batch, table })] : []));
}
