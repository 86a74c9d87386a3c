import type { OperationRun } from "../node/run-operation.js";
import type { Operation } from "../operations/operation.js";
import { exitCode, type Session } from "./command.js";

/** Which operation to run over which folders. */
export interface RunOver {
  readonly operation: Operation;
  /** As `parseParams` gives them. */
  readonly params: unknown;
  /** Folders to read as one. */
  readonly from: readonly string[];
  readonly to: string;
  readonly analysisId: string | undefined;
}

/** Runs an operation over folders and tells what came of it; with `--dry-run` says what would be done. */
export async function runOver(run: RunOver, session: Session): Promise<number> {
  const { operation, params, from, to, analysisId } = run;
  if (session.options.dryRun) {
    await announce(run, session);
    return exitCode.good;
  }
  const { runOperation } = await import("../node/run-operation.js");
  const { executor, jobs, linalg, seed } = session.options;
  const { signal, onProgress } = session;
  const how = { executor, jobs, linalg, seed, signal, onProgress };
  const made = await runOperation({ ...how, operation: operation.name, params, from, to, analysisId });
  const isSplit = operation.partitionBy !== undefined && operation.joins?.(params) !== true;
  const noun = !isSplit ? null : operation.partitionBy === "volume_id" ? "volumes" : "recordings";
  tell(made, noun, to, session);
  return made.failed.length === 0 ? exitCode.good : exitCode.someFailed;
}

async function announce({ operation, params, from, to }: RunOver, session: Session): Promise<void> {
  const { openFolders } = await import("../node/open-folders.js");
  const { partitionName, partitionsOf } = await import("../operations/partitions-of.js");
  const partitions = (await partitionsOf(await openFolders(from), operation, params)).map(partitionName);
  const { name, writes } = operation;
  const place = from.length === 1 ? from[0] : from;
  if (session.options.json) session.printJson({ operation: name, params, from: place, to, writes, partitions });
  else {
    session.print(`${name} with ${JSON.stringify(params)}: would write ${writes.join(", ")} into ${to}`);
    for (const partition of partitions) session.print(`  ${partition}`);
  }
}

/** @param noun - What the parts of the work are; null where it is not split. */
function tell(run: OperationRun, noun: string | null, to: string, { options, print, printJson }: Session): void {
  const { analysisId, rows, partitions, failed, parts } = run;
  if (options.json) {
    printJson({ analysis: analysisId, folder: to, rows, partitions, failed, parts });
    return;
  }
  const counts = Object.entries(rows).map(([table, count]) => `${count} ${table}`);
  const done = noun === null ? "" : `${partitions - failed.length} of ${partitions} ${noun}; `;
  print(`${analysisId}: ${done}rows: ${counts.join(", ") || "none"}`);
  for (const { partition, message } of failed) {
    print(noun === null ? `  failed: ${message}` : `  failed: ${partition}: ${message}`);
  }
}
