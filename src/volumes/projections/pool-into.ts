import { ArgumentError } from "../../errors.js";
import type { DenseBlock } from "../dense-block.js";

/** Cells of a coarser array, each over a box of a finer one. */
export interface PoolTarget {
  /** One number per cell in C order; −∞ where nothing was told yet. */
  readonly values: Float32Array;
  /** Lengths of the coarser array. */
  readonly shape: readonly number[];
  /** Elements of the finer array per cell, along each axis. */
  readonly factors: readonly number[];
  /** The part of the finer array that counts, half open. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * Raises each cell to the largest element of the block that falls into it; NaN elements count for nothing.
 *
 * @throws ArgumentError for a block with other axes, or fewer elements than its shape says
 */
export function poolInto(target: PoolTarget, block: DenseBlock): void {
  const axes = target.shape.length;
  const size = block.shape.reduce((product, length) => product * length, 1);
  if (block.shape.length !== axes || block.start.length !== axes || block.values.length < size) {
    const found = `${block.shape.join(" × ")} with ${block.values.length} elements`;
    throw new ArgumentError({ argument: "block", expected: `a filled box of ${axes} axes`, found });
  }
  poolAxis(target, block, 0, 0, 0);
}

function poolAxis(target: PoolTarget, block: DenseBlock, axis: number, sourceRow: number, targetRow: number): void {
  const start = block.start[axis]!;
  const length = block.shape[axis]!;
  const factor = target.factors[axis]!;
  const first = Math.max(0, target.from[axis]! - start);
  const end = Math.min(length, target.to[axis]! - start);
  const source = sourceRow * length;
  const cells = targetRow * target.shape[axis]!;
  if (axis < target.shape.length - 1) {
    for (let at = first; at < end; at++) {
      poolAxis(target, block, axis + 1, source + at, cells + Math.floor((start + at) / factor));
    }
    return;
  }
  poolRow({ values: target.values, cells, factor, start }, block.values, { source, first, end });
}

interface RowOfCells {
  readonly values: Float32Array;
  /** Where the row of cells begins. */
  readonly cells: number;
  readonly factor: number;
  /** The place of the row's first element along the axis. */
  readonly start: number;
}

/** The hot loop: elements `first` to `end − 1` of a row, which may all fall into one cell, or each into its own. */
function poolRow(
  { values, cells, factor, start }: RowOfCells,
  elements: ArrayLike<number>,
  { source, first, end }: { readonly source: number; readonly first: number; readonly end: number },
): void {
  if (factor === 1) {
    const shift = cells + start;
    for (let at = first; at < end; at++) {
      const value = elements[source + at]!;
      if (value > values[shift + at]!) values[shift + at] = value;
    }
    return;
  }
  for (let at = first; at < end; ) {
    const cell = Math.floor((start + at) / factor);
    const stop = Math.min(end, (cell + 1) * factor - start);
    let largest = values[cells + cell]!;
    for (; at < stop; at++) {
      const value = elements[source + at]!;
      if (value > largest) largest = value;
    }
    values[cells + cell] = largest;
  }
}
