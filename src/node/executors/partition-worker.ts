import { Tinypool } from "tinypool";
import type { LinalgProvider } from "../../linalg/provider.js";
import { type PartitionResult, type PartitionTask, runPartition } from "../../operations/run-partition.js";
import type { TableReader } from "../../tables/table-reader.js";
import { type LinalgName, linalgNamed } from "../linalg-named.js";
import { openFolders } from "../open-folders.js";

/** A part of the work and where its tables are. */
export interface WorkerTask extends PartitionTask {
  readonly folders: readonly string[];
  readonly only: readonly string[] | undefined;
  readonly linalg: LinalgName;
}

// a pool serves one task, so its threads open the folders, and make the provider, once
let opened: Promise<TableReader> | undefined;
let provider: Promise<LinalgProvider> | undefined;

/** Entry of a worker thread: runs one partition and hands the memory of its arrays over. */
export async function runInWorker({ folders, only, linalg, ...task }: WorkerTask): Promise<unknown> {
  opened ??= openFolders(folders, only);
  provider ??= linalgNamed(linalg);
  // the pool stops a thread that is to be aborted, so no signal has to reach in here
  const result = await runPartition(await opened, task, {
    linalg: await provider,
    signal: new AbortController().signal,
  });
  const moved = { [Tinypool.transferableSymbol]: buffersOf(result), [Tinypool.valueSymbol]: result };
  return Tinypool.move(moved as unknown as Movable);
}

type Movable = Parameters<typeof Tinypool.move>[0];

function buffersOf({ batches }: PartitionResult): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const add = (array: unknown) => {
    if (!ArrayBuffer.isView(array) || !(array.buffer instanceof ArrayBuffer)) return;
    // a view on a part of a buffer is copied: others may need the rest
    if (array.byteLength === array.buffer.byteLength) buffers.add(array.buffer);
  };
  for (const { columns } of batches) {
    for (const column of Object.values(columns)) {
      add(column);
      if (Array.isArray(column)) column.forEach(add);
    }
  }
  return [...buffers];
}
