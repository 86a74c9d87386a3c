import type { ArrayBlock, BlockValues, OnRun } from "./blocked-array.js";

const wordBytes = Int32Array.BYTES_PER_ELEMENT;

/**
 * Tells the runs of equal elements other than 0 of one block, in C order over the block; a run never leaves its row.
 * Zeros are passed over four bytes at a time, so the time follows the bytes of the block divided by four plus its
 * foreground. A negative zero is a zero; neighbouring NaNs are one run.
 *
 * @param block Elements in C order
 * @param arrayShape Lengths of the whole array, over which starts are counted; one per axis of the block
 */
export function foregroundOfValues(block: ArrayBlock, arrayShape: readonly number[], onRun: OnRun): void {
  const { values, shape } = block;
  const rowLength = shape.at(-1) ?? 1;
  const words = wordsOf(values);
  let at = nextNonZero(values, words, 0);
  while (at < values.length) {
    const row = Math.floor(at / rowLength);
    const rowEnd = Math.min((row + 1) * rowLength, values.length);
    const offset = startOfRow(block, arrayShape, row) - row * rowLength;
    while (at < rowEnd) {
      const value = values[at] as number;
      const end = endOfRun(values, value, at + 1, rowEnd);
      if (value !== 0) onRun(value, offset + at, end - at);
      at = end;
    }
    at = nextNonZero(values, words, at);
  }
}

/** Where a row of the block begins in the whole array, in elements. */
function startOfRow(block: ArrayBlock, arrayShape: readonly number[], row: number): number {
  let rest = row;
  let stride = 1;
  let start = 0;
  for (let axis = arrayShape.length - 1; axis >= 0; axis -= 1) {
    const length = axis === arrayShape.length - 1 ? 1 : (block.shape[axis] ?? 1);
    start += ((block.start[axis] ?? 0) + (rest % length)) * stride;
    rest = Math.floor(rest / length);
    stride *= arrayShape[axis] ?? 1;
  }
  return start;
}

function endOfRun(values: BlockValues, value: number, from: number, rowEnd: number): number {
  let at = from;
  if (Number.isNaN(value)) while (at < rowEnd && Number.isNaN(values[at])) at += 1;
  else while (at < rowEnd && values[at] === value) at += 1;
  return at;
}

/** The same bytes four at a time; null where they do not begin at a multiple of four. */
function wordsOf(values: BlockValues): Int32Array | null {
  if (values.byteOffset % wordBytes !== 0) return null;
  return new Int32Array(values.buffer, values.byteOffset, Math.floor(values.byteLength / wordBytes));
}

/** The place of the first element at or behind `from` whose bytes are not all 0 (a negative zero is one); the length where none is. */
function nextNonZero(values: BlockValues, words: Int32Array | null, from: number): number {
  const { BYTES_PER_ELEMENT: bytes, length } = values;
  let at = from;
  if (words !== null && from < length) {
    let word = Math.ceil((from * bytes) / wordBytes);
    const wordStart = Math.floor((word * wordBytes) / bytes);
    while (at < wordStart && at < length && values[at] === 0) at += 1;
    if (at < wordStart) return at;
    while (word < words.length && words[word] === 0) word += 1;
    at = Math.max(at, Math.floor((word * wordBytes) / bytes));
  }
  while (at < length && values[at] === 0) at += 1;
  return at;
}
