import type { BlockValues, OnRun } from "../blocked-array.js";
import { findBloscBlock, readBloscFrame } from "../blosc/blosc-frame.js";
import { decodeBlosc } from "../blosc/decode-blosc.js";
import { decodeBloscBlock } from "../blosc/decode-blosc-block.js";
import type { ConstantChunks } from "../constant-chunks.js";
import type { DataPlace } from "../damaged-data.js";
import { constantOf, tellConstant, tellStretch } from "./chunk-runs.js";

/** A chunk that is a Blosc frame of elements in C order. */
export interface BloscChunk {
  readonly bytes: Uint8Array;
  /** Bytes that it decodes to, and those of an element. */
  readonly size: number;
  readonly elementBytes: number;
  readonly rowLength: number;
  readonly where: DataPlace;
  valuesOf(bytes: Uint8Array): BlockValues;
}

/** Stands for frames as a whole, where blocks are known by their kind. */
const wholeChunk = -1;

/**
 * Tells the foreground of a Blosc frame, counted over the chunk. Frames, and blocks, whose bytes were seen before
 * and stood for one value throughout are not decoded again: `known` keeps them by their bytes, their size and what the
 * header says of compressor and filter. In a label volume these are nearly all.
 *
 * @throws FormatError for a damaged frame
 */
export async function tellBloscChunk(chunk: BloscChunk, known: ConstantChunks, onRun: OnRun): Promise<void> {
  const { bytes, size, elementBytes, rowLength, where, valuesOf } = chunk;
  const seen = known.valueOf(bytes, wholeChunk);
  if (seen !== undefined) {
    tellConstant(seen, 0, size / elementBytes, rowLength, onRun);
    return;
  }
  const frame = readBloscFrame(bytes, size, where);
  if (frame.isStored || frame.blockBytes % elementBytes !== 0) {
    tellStretch(valuesOf(await decodeBlosc(bytes, size, where)), 0, rowLength, onRun);
    return;
  }
  const constants = new Set<number | undefined>();
  for (let index = 0; index < frame.blocks; index++) {
    const block = findBloscBlock(frame, index, where);
    const first = (index * frame.blockBytes) / elementBytes;
    const stored = bytes.subarray(block.start, block.end);
    const kind = (block.size * 256 + frame.elementBytes) * 256 + bytes[2]!;
    const value = known.valueOf(stored, kind);
    if (value !== undefined) {
      constants.add(value);
      tellConstant(value, first, block.size / elementBytes, rowLength, onRun);
      continue;
    }
    const values = valuesOf(await decodeBloscBlock(frame, block, where));
    const constant = constantOf(values);
    if (constant !== undefined) known.remember(stored, kind, constant);
    constants.add(constant);
    tellStretch(values, first, rowLength, onRun);
  }
  const [constant] = constants;
  if (constants.size === 1 && constant !== undefined) known.remember(bytes, wholeChunk, constant);
}
