import { block, type FullView } from "../views.js";
import { copyRun } from "./copy-run.js";
import { wasmProduct } from "./wasm-product.js";
import { rowBytes, rowPadding, type Workspace } from "./workspace.js";

/** Up to so many unknowns are solved by one kernel; more are split into halves. */
const blockUnknowns = 64;

/**
 * Solves L · X = B in place of B: the upper half of the unknowns, what they take from the lower half by one product, and
 * the lower half. L may be any view of which the lower triangle counts; rows of X must lie side by side.
 */
export function wasmSolveLower(space: Workspace, l: FullView<Float64Array>, x: FullView<Float64Array>): void {
  const n = l.rows;
  if (n <= blockUnknowns) {
    solveBlock(space, l, x);
    return;
  }
  const half = Math.ceil(n / 2 / blockUnknowns) * blockUnknowns;
  const [first, second] = [[0, half] as const, [half, n] as const];
  const [above, below] = [block(x, { rows: first }), block(x, { rows: second })];
  wasmSolveLower(space, block(l, { rows: first, columns: first }), above);
  wasmProduct(space, block(l, { rows: second, columns: first }), above, below, { subtract: true });
  wasmSolveLower(space, block(l, { rows: second, columns: second }), below);
}

function solveBlock({ at, double, solveLower }: Workspace, l: FullView<Float64Array>, x: FullView<Float64Array>): void {
  const { memory } = double;
  const n = l.rows;
  const factors = at.packedA / 8;
  for (let i = 0; i < n; i++) {
    const from = l.offset + i * l.rowStride;
    for (let j = 0; j <= i; j++) memory[factors + i * n + j] = l.values[from + j * l.columnStride]!;
  }
  const solved = at.product / 8;
  const stride = (rowBytes + rowPadding) / 8;
  for (let column = 0; column < x.columns; column += rowBytes / 8) {
    const columns = Math.min(rowBytes / 8, x.columns - column);
    const whole = Math.ceil(columns / 8) * 8;
    for (let i = 0, to = solved; i < n; i++, to += stride) {
      copyRun(x.values, x.offset + i * x.rowStride + column, columns, memory, to);
      memory.fill(0, to + columns, to + whole);
    }
    solveLower(at.packedA, at.product, n, whole, stride);
    for (let i = 0, from = solved; i < n; i++, from += stride) {
      copyRun(memory, from, columns, x.values, x.offset + i * x.rowStride + column);
    }
  }
}
