import type { ByteSource } from "../../../bytes/byte-source.js";
import { blockValues } from "../../block-values.js";
import type { BlockValues } from "../../blocked-array.js";
import { type ConstantChunks, constantChunks } from "../../constant-chunks.js";
import { decodeElements } from "../decode.js";
import type { ChunkIndex } from "./chunk-index.js";
import type { ChunkedDataset } from "./chunked-dataset.js";
import { readStoredChunks } from "./read-stored-chunks.js";
import { undoFilters } from "./undo-filters.js";

/** Chunks that are decoded at a time, and bytes that they may fill together. */
const mostAtOnce = 8;
const bytesAtOnce = 32 * 1024 * 1024;

/** A dataset whose index was read. */
export interface IndexedDataset {
  readonly source: ByteSource;
  readonly path: string;
  readonly dataset: ChunkedDataset;
  readonly index: ChunkIndex;
}

/** The elements of a chunk at its full size; one number where it is known that all of them are equal. */
export interface DecodedChunk {
  /** Place in the index. */
  readonly entry: number;
  readonly values: BlockValues | number;
}

/**
 * Decodes the chunks at `entries`, in that order, some together. Equal stored bytes that stand for one value are decoded
 * once.
 *
 * @throws FormatError for damaged chunks
 */
export async function* decodeChunks(
  { source, path, dataset, index }: IndexedDataset,
  entries: Iterable<number>,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly DecodedChunk[]> {
  const { type, filters, chunks } = dataset;
  const chunkBytes = chunks.reduce((product, length) => product * length, type.bytes);
  const atOnce = Math.max(1, Math.min(mostAtOnce, Math.floor(bytesAtOnce / chunkBytes)));
  const known = constantChunks();
  const where = { file: source.name, path };

  async function decoded(entry: number, stored: Uint8Array): Promise<DecodedChunk> {
    const mask = index.masks[entry]!;
    const place = `chunk ${index.numbers[entry]} of ${path}`;
    const chunk = { stored, filters, mask, chunkBytes, elementBytes: type.bytes, file: source.name, place };
    const bytes = await undoFilters(chunk);
    const count = chunkBytes / type.bytes;
    const values = blockValues(decodeElements(type, { bytes, count, heap: bytes, ...where }), where);
    rememberConstant(known, { stored, mask, values });
    return { entry, values };
  }

  for await (const batch of readStoredChunks(source, index, entries, { place: path, signal })) {
    let ready: (DecodedChunk | Promise<DecodedChunk>)[] = [];
    let decoding = 0;
    for (const { entry, stored } of batch) {
      const values = known.valueOf(stored, index.masks[entry]!);
      if (values === undefined) decoding += 1;
      ready.push(values === undefined ? decoded(entry, stored) : { entry, values });
      if (decoding < atOnce) continue;
      yield await Promise.all(ready);
      ready = [];
      decoding = 0;
    }
    yield await Promise.all(ready);
  }
}

function rememberConstant(
  known: ConstantChunks,
  { stored, mask, values }: { readonly stored: Uint8Array; readonly mask: number; readonly values: BlockValues },
): void {
  const [first] = values;
  if (first === undefined) return;
  for (let at = 1; at < values.length; at += 1) if (values[at] !== first) return;
  known.remember(stored, mask, first);
}
