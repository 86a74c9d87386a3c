import { RecordBatchFileWriter } from "apache-arrow";
import { toArrow } from "./arrow.js";
import type { TableBatch } from "./batch.js";

/** Batches of one table as an Arrow IPC file (Feather 2), piece by piece; nothing where there is no batch. */
export async function* arrowFile(batches: AsyncIterable<TableBatch>): AsyncGenerator<Uint8Array> {
  const writer = new RecordBatchFileWriter();
  const pieces = writer[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<Uint8Array>> | undefined;
  // what is ready now; a piece that is still to come stays promised in `next`
  const ready = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      next ??= pieces.next();
      const piece = await Promise.race([next, undefined]);
      if (!piece || piece.done) return;
      next = undefined;
      yield piece.value;
    }
  };
  let isEmpty = true;
  for await (const batch of batches) {
    for (const record of toArrow([batch]).batches) writer.write(record);
    isEmpty = false;
    yield* ready();
  }
  if (isEmpty) return;
  writer.finish();
  yield* ready();
}
