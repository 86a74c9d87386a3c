import type { FullView } from "../views.js";
import { copyRun } from "./copy-run.js";
import { type Precision, rowPadding, type Workspace } from "./workspace.js";

/** A block of the product: rows and columns, each by the first one and their number. */
export interface ProductBlock {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

/** How far rows of a block lie apart in the memory of the kernels, in numbers. */
export function blockStride({ columns }: ProductBlock, { bytes }: Precision): number {
  return (Math.ceil((columns * bytes) / 32) * 32 + rowPadding) / bytes;
}

/** Sets a block in the memory of the kernels to what the target holds. */
export function loadBlock({ at }: Workspace, precision: Precision, target: FullView, block: ProductBlock): void {
  const stride = blockStride(block, precision);
  const { values, offset, rowStride } = target;
  for (let i = 0, to = at.product / precision.bytes; i < block.rows; i++, to += stride) {
    copyRun(values, offset + (block.row + i) * rowStride + block.column, block.columns, precision.memory, to);
  }
}

/** Sets a block in the memory of the kernels to 0. */
export function clearBlock({ at }: Workspace, precision: Precision, block: ProductBlock): void {
  const start = at.product / precision.bytes;
  precision.memory.fill(0, start, start + block.rows * blockStride(block, precision));
}

/** Writes a block into the target. */
export function storeBlock({ at }: Workspace, precision: Precision, target: FullView, block: ProductBlock): void {
  const stride = blockStride(block, precision);
  const { values, offset, rowStride } = target;
  for (let i = 0, from = at.product / precision.bytes; i < block.rows; i++, from += stride) {
    copyRun(precision.memory, from, block.columns, values, offset + (block.row + i) * rowStride + block.column);
  }
}
