import { ArgumentError } from "../../errors.js";

/** Per axis the elements from `start` (inclusive) to `end` (exclusive); null takes the whole axis. */
export type Hdf5Window = readonly (readonly [start: number, end: number] | null)[];

/** A box of a dataset: first index and length per axis. */
export interface Box {
  readonly offset: readonly number[];
  readonly count: readonly number[];
}

/** The box that `window` selects. @throws ArgumentError when it does not fit into `shape` */
export function windowBox(shape: readonly number[], window: Hdf5Window | undefined): Box {
  if (window && window.length !== shape.length) {
    throw new ArgumentError({ argument: "window", expected: `${shape.length} axes`, found: `${window.length}` });
  }
  const ranges = shape.map((length, axis): readonly [number, number] => {
    const [start, end] = window?.[axis] ?? [0, length];
    if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end >= start && end <= length)) {
      const expected = `0 ≤ start ≤ end ≤ ${length} on axis ${axis}`;
      throw new ArgumentError({ argument: "window", expected, found: `[${start}, ${end})` });
    }
    return [start, end];
  });
  return { offset: ranges.map(([start]) => start), count: ranges.map(([start, end]) => end - start) };
}

/**
 * Cuts `box` into boxes that one call reads. A part never cuts a chunk more often than the box does, and touches at
 * most about `limit` elements of the file: of a contiguous dataset the stretch between its first and last element
 * counts, of a chunked one its own elements.
 */
export function* parts(
  box: Box,
  shape: readonly number[],
  chunks: readonly number[] | null,
  limit: number,
): Iterable<Box> {
  const rank = shape.length;
  const strides = chunks ? undefined : rowMajorStrides(shape);
  const extent = new Array<number>(rank).fill(1);
  for (let axis = rank - 1; axis >= 0; axis--) {
    const step = Math.max(1, chunks?.[axis] ?? 1);
    const whole = box.count[axis]!;
    let length = Math.min(step, whole);
    const others = strides ? strides[axis]! : extent.reduce((product, n, i) => (i === axis ? product : product * n), 1);
    const fitting = Math.floor(limit / Math.max(1, others) / step) * step;
    length = Math.min(whole, Math.max(length, fitting));
    extent[axis] = length;
  }
  function* cut(axis: number, offset: readonly number[], count: readonly number[]): Iterable<Box> {
    if (axis === rank) {
      yield { offset, count };
      return;
    }
    const end = box.offset[axis]! + box.count[axis]!;
    const chunk = chunks?.[axis] ?? 1;
    let start = box.offset[axis]!;
    while (start < end) {
      const aligned = (Math.floor(start / chunk) + Math.max(1, Math.floor(extent[axis]! / chunk))) * chunk;
      const next = Math.min(end, aligned);
      yield* cut(axis + 1, [...offset, start], [...count, next - start]);
      start = next;
    }
  }
  if (box.count.every((n) => n > 0)) yield* cut(0, [], []);
}

/** Elements between neighbours of each axis in C order. */
export function rowMajorStrides(shape: readonly number[]): readonly number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}

/** Number of elements. */
export function elementCount(lengths: readonly number[]): number {
  return lengths.reduce((product, n) => product * n, 1);
}
