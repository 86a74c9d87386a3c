import { FormatError } from "../../errors.js";
import type { BlockOptions, BlockValues, OnRun } from "../blocked-array.js";
import { type ConstantChunks, constantChunks } from "../constant-chunks.js";
import { productOf } from "./array-description.js";
import { readStored } from "./chunk-decoder.js";
import { type ChunkBox, checkChunkCount } from "./chunk-grid.js";
import { constantOf, runsOfChunk, tellConstant, tellStretch } from "./chunk-runs.js";
import type { ChunkedArray } from "./chunked-array.js";
import { numbersOfBytes } from "./numbers-of-bytes.js";
import { readAhead } from "./read-ahead.js";
import { tellBloscChunk } from "./tell-blosc-chunk.js";

/** Elements that are not stored but stand for another value than 0, at most. */
const mostFilled = 2 ** 31;

/** A chunk that was read: its bytes, or the elements where a shard held it; nothing where it is not stored. */
interface LoadedChunk {
  readonly box: ChunkBox;
  readonly file?: string;
  readonly bytes?: Uint8Array;
  readonly values?: BlockValues;
}

/**
 * Tells all elements of an array other than 0. Equal stored bytes that stand for one value, whole chunks or blocks of a
 * Blosc frame, are decoded once.
 *
 * @throws FormatError for damaged chunks
 */
export async function foregroundOfChunks(array: ChunkedArray, onRun: OnRun, options: BlockOptions = {}): Promise<void> {
  const { grid, description, reading } = array;
  const { signal, onChunk } = options;
  const stored = storedChunks(array);
  const isSparse = reading.fill === 0;
  if (!isSparse) {
    checkFilled(array, (grid.count - stored.length) * productOf(description.chunks));
    checkChunkCount(grid, array);
  }
  const load = (index: number): Promise<LoadedChunk> => {
    signal?.throwIfAborted();
    return loadChunk(array, grid.box(index), signal);
  };
  const known = constantChunks();
  let done = 0;
  for await (const chunk of readAhead(
    isSparse ? stored : range(grid.count),
    description.shards ? array.chunksAhead : array.filesAhead,
    load,
  )) {
    const { chunks, shape } = description;
    await tellChunk(array, chunk, known, runsOfChunk(chunk.box, chunks, shape, onRun));
    onChunk?.(++done, isSparse ? stored.length : grid.count);
  }
}

function* range(count: number): Generator<number> {
  for (let index = 0; index < count; index++) yield index;
}

/** The chunks that there are files for, ascending. */
function storedChunks({ keys, grid }: ChunkedArray): readonly number[] {
  const found = keys.flatMap((key) => grid.chunksOf(key));
  return found.sort((a, b) => a - b);
}

function checkFilled({ file, place, reading }: ChunkedArray, count: number): void {
  if (count <= mostFilled) return;
  const found = `${count} elements of ${reading.fill} that are not stored`;
  throw new FormatError({ file, place, expected: `at most ${mostFilled} elements beside the stored ones`, found });
}

async function loadChunk(array: ChunkedArray, box: ChunkBox, signal: AbortSignal | undefined): Promise<LoadedChunk> {
  const source = await array.open(box);
  if (!source) return { box };
  const where = { source, place: array.placeOf(box), signal };
  if (array.description.shards) return { box, values: await array.decoder.decode(box, array.grid.key(box), where) };
  return { box, file: source.name, bytes: await readStored(where, array.reading.chunkBytes) };
}

async function tellChunk(
  array: ChunkedArray,
  { box, file = array.file, bytes, values }: LoadedChunk,
  known: ConstantChunks,
  onRun: OnRun,
): Promise<void> {
  const { chunks } = array.description;
  const { isPlain, byteCodecs, chunkBytes, type, fill } = array.reading;
  const rowLength = chunks.at(-1) ?? 1;
  if (values) return tellStretch(values, 0, rowLength, onRun);
  if (!bytes) return tellConstant(fill, 0, productOf(chunks), rowLength, onRun);
  const where = { file, place: array.placeOf(box) };
  if (isPlain && byteCodecs.length === 1 && byteCodecs[0]!.name === "blosc") {
    const valuesOf = (one: Uint8Array): BlockValues => numbersOfBytes(one, type, array);
    const chunk = { bytes, size: chunkBytes, elementBytes: type.bytes, rowLength, where, valuesOf };
    return tellBloscChunk(chunk, known, onRun);
  }
  const value = known.valueOf(bytes, 0);
  if (value !== undefined) return tellConstant(value, 0, productOf(chunks), rowLength, onRun);
  const decoded = await array.decoder.decode(box, array.grid.key(box), { bytes, ...where });
  const constant = constantOf(decoded);
  if (constant !== undefined) known.remember(bytes, 0, constant);
  tellStretch(decoded, 0, rowLength, onRun);
}
