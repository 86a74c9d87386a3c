import { jsLinalg } from "../../src/linalg/js-linalg.js";
import type { Operation } from "../../src/operations/operation.js";
import { parseParams } from "../../src/operations/parse-params.js";
import type { ProgressEvent } from "../../src/progress.js";
import { createRandom } from "../../src/random/create-random.js";
import { rowsOf } from "../../src/tables/batch.js";
import { checkBatch } from "../../src/tables/check-batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { Row, TableName } from "../../src/tables/tables.js";
import { type SmallRecording, smallTables } from "../support/small-tables.js";

/** The rows of one table that an operation gives on small recordings, each batch checked against its definition. */
export async function runOn<T extends TableName, P>(
  operation: Operation<P>,
  recordings: readonly SmallRecording[],
  table: T,
  params: unknown = {},
  notes: ProgressEvent[] = [],
): Promise<Row<T>[]> {
  const input = memoryTables(smallTables(recordings), { partition: "small" });
  const context = {
    linalg: jsLinalg,
    random: createRandom("0"),
    signal: new AbortController().signal,
    onProgress: (event: ProgressEvent) => void notes.push(event),
  };
  const rows: Row<T>[] = [];
  for await (const batch of operation.run(input, parseParams(operation as Operation, params) as P, context)) {
    checkBatch(batch);
    if (batch.table === table) rows.push(...rowsOf({ ...batch, table }));
  }
  return rows;
}
