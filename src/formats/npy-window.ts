import { ArgumentError } from "../errors.js";

/** From `start` (inclusive, default 0) to `end` (exclusive, default all) along one axis; undefined is all of it. */
export interface AxisRange {
  readonly start?: number;
  readonly end?: number;
}

/** A block of an array: where it starts and how long it is along each axis. */
export interface Block {
  readonly start: readonly number[];
  readonly shape: readonly number[];
}

/**
 * The block that a window means in an array of the given shape.
 *
 * @throws ArgumentError when the window has more axes than the array or a range is not inside it
 */
export function blockOf(shape: readonly number[], window: readonly (AxisRange | undefined)[] = []): Block {
  if (window.length > shape.length) {
    const found = `${window.length} ranges`;
    throw new ArgumentError({ argument: "window", expected: `at most ${shape.length} ranges, one per axis`, found });
  }
  const start: number[] = [];
  const lengths: number[] = [];
  for (const [axis, length] of shape.entries()) {
    const from = window[axis]?.start ?? 0;
    const to = window[axis]?.end ?? length;
    if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to >= from && to <= length)) {
      const expected = `whole numbers with 0 <= start <= end <= ${length}`;
      throw new ArgumentError({ argument: `window[${axis}]`, expected, found: `${from} to ${to}` });
    }
    start.push(from);
    lengths.push(to - from);
  }
  return { start, shape: lengths };
}

/**
 * The runs of a block in a file whose first axis changes fastest: values `first` to `first + length` of the file,
 * front to back. Axes that the block covers whole are part of the run.
 */
export function* blockRuns(
  shape: readonly number[],
  block: Block,
): Generator<{ readonly first: number; readonly length: number }> {
  if (block.shape.includes(0)) return;
  const strides: number[] = [];
  let stride = 1;
  for (const length of shape) {
    strides.push(stride);
    stride *= length;
  }
  let inner = 0;
  while (inner < shape.length && block.shape[inner] === shape[inner]) inner++;
  const runAxes = Math.min(inner + 1, shape.length);
  const length = product(block.shape.slice(0, runAxes));
  const position = [...block.start];
  for (;;) {
    yield { first: position.reduce((sum, at, axis) => sum + at * strides[axis]!, 0), length };
    let axis = runAxes;
    for (; axis < shape.length; axis++) {
      position[axis]!++;
      if (position[axis]! < block.start[axis]! + block.shape[axis]!) break;
      position[axis] = block.start[axis]!;
    }
    if (axis >= shape.length) return;
  }
}

export function product(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total * length, 1);
}
