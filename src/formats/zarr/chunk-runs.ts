import type { BlockValues, OnRun } from "../blocked-array.js";
import { foregroundOfValues } from "../foreground-of-values.js";
import type { ChunkBox } from "./chunk-grid.js";

/** Runs of a chunk, counted over the chunk, told as runs of the array; what lies outside of the array is dropped. */
export function runsOfChunk(
  box: ChunkBox,
  chunks: readonly number[],
  arrayShape: readonly number[],
  onRun: OnRun,
): OnRun {
  const last = chunks.length - 1;
  const rowLength = chunks[last] ?? 1;
  const kept = box.shape[last] ?? 1;
  const rowStart = box.start[last] ?? 0;
  return (value, at, length) => {
    let rest = Math.floor(at / rowLength);
    const column = at - rest * rowLength;
    const inside = Math.min(length, kept - column);
    if (inside <= 0) return;
    let start = rowStart + column;
    let stride = arrayShape[last] ?? 1;
    for (let axis = last - 1; axis >= 0; axis--) {
      const place = rest % chunks[axis]!;
      if (place >= box.shape[axis]!) return;
      start += (box.start[axis]! + place) * stride;
      stride *= arrayShape[axis]!;
      rest = Math.floor(rest / chunks[axis]!);
    }
    onRun(value, start, inside);
  };
}

/** Tells the runs of `values`, which are the elements of a chunk from `first` on, counted over the chunk. */
export function tellStretch(values: BlockValues, first: number, rowLength: number, onRun: OnRun): void {
  const head = Math.min(values.length, (rowLength - (first % rowLength)) % rowLength);
  const body = head + Math.floor((values.length - head) / rowLength) * rowLength;
  const rows = Math.ceil((first + values.length) / rowLength);
  const tell = (from: number, to: number, shape: readonly [number, number]): void => {
    if (to <= from) return;
    const start = [Math.floor((first + from) / rowLength), (first + from) % rowLength];
    foregroundOfValues({ start, shape, values: values.subarray(from, to) }, [rows, rowLength], onRun);
  };
  tell(0, head, [1, head]);
  tell(head, body, [(body - head) / rowLength, rowLength]);
  tell(body, values.length, [1, values.length - body]);
}

/** Tells `length` elements of one value, from `first` on, row by row. */
export function tellConstant(value: number, first: number, length: number, rowLength: number, onRun: OnRun): void {
  if (value === 0) return;
  for (let at = first; at < first + length; ) {
    const end = Math.min(first + length, (Math.floor(at / rowLength) + 1) * rowLength);
    onRun(value, at, end - at);
    at = end;
  }
}

/** The value that all elements have; undefined where they differ. */
export function constantOf(values: BlockValues): number | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  for (let at = 1; at < values.length; at++) if (values[at] !== first) return undefined;
  return first;
}
