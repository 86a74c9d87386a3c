import type { Floats, Matrix, MatrixView } from "./provider.js";
import { type FullView, fullView } from "./views.js";

/** Rows of A, columns of B and terms of the sums that are worked on together; what is packed of them stays in the cache. */
const [blockRows, blockColumns, blockTerms] = [128, 128, 256];
/** Rows and columns of the product that are held in registers. */
const tile = 4;
/** What is packed and summed, written anew by every product: making it each time would cost small products the most. */
const packedA = new Float64Array(blockRows * blockTerms);
const packedB = new Float64Array(blockColumns * blockTerms);
const sums = new Float64Array(blockRows * blockColumns);

/** What of a product is computed and how it is written. */
export interface BlockedProductOptions {
  /** Adds to what the target holds. Default: false. */
  readonly add?: boolean | undefined;
  /** Leaves blocks that lie wholly below the diagonal as they are. Default: false. */
  readonly upper?: boolean | undefined;
}

/**
 * Writes A · B into the target, m × k times k × n. Blocks of A and B are packed into double precision in the order in
 * which they are used, whatever their strides, so that transposed factors cost the same; products of 4 × 4 entries are
 * summed in registers (Goto and van de Geijn 2008, https://doi.org/10.1145/1356052.1356053). Each entry is summed from
 * the first term to the last in double precision: exactly what the plain triple loop gives, at any shape.
 */
export function blockedProduct(
  a: MatrixView,
  b: MatrixView,
  target: Matrix<Floats>,
  { add = false, upper = false }: BlockedProductOptions = {},
): void {
  const [rows, terms, columns] = [a.rows, a.columns, b.columns];
  // rows of A are columns of its transpose: one way to pack serves both
  const left = fullView(a);
  const turned = { ...fullView(b), rowStride: fullView(b).columnStride, columnStride: fullView(b).rowStride };
  for (let column = 0; column < columns; column += blockColumns) {
    const columnCount = Math.min(blockColumns, columns - column);
    for (let row = 0; row < rows; row += blockRows) {
      if (upper && row >= column + columnCount) break;
      const rowCount = Math.min(blockRows, rows - row);
      sums.fill(0, 0, whole(rowCount) * whole(columnCount));
      for (let term = 0; term < terms; term += blockTerms) {
        const termCount = Math.min(blockTerms, terms - term);
        pack(left, row, rowCount, term, termCount, packedA);
        pack(turned, column, columnCount, term, termCount, packedB);
        addPacked(rowCount, columnCount, termCount);
      }
      store(target, row, rowCount, column, columnCount, add);
    }
  }
}

const whole = (count: number) => Math.ceil(count / tile) * tile;

/** Adds the product of what is packed to the sums. */
function addPacked(rowCount: number, columnCount: number, termCount: number): void {
  const stride = whole(columnCount);
  for (let i = 0; i < rowCount; i += tile) {
    for (let j = 0; j < columnCount; j += tile)
      addTile(i * termCount, j * termCount, i * stride + j, stride, termCount);
  }
}

/**
 * Copies `count` rows in groups of four, the four entries of a term side by side. What fills up the last group is left
 * as it is: the sums that it goes into are not stored.
 */
function pack(view: FullView, row: number, count: number, term: number, termCount: number, packed: Float64Array): void {
  const { values, rowStride, columnStride } = view;
  const start = view.offset + row * rowStride + term * columnStride;
  for (let k = 0; k < count; k++) {
    const inGroup = k % tile;
    let to = (k - inGroup) * termCount + inGroup;
    let from = start + k * rowStride;
    for (let t = 0; t < termCount; t++, to += tile, from += columnStride) packed[to] = values[from]!;
  }
}

function store(
  { columns, values }: Matrix<Floats>,
  row: number,
  rowCount: number,
  column: number,
  columnCount: number,
  add: boolean,
): void {
  const stride = whole(columnCount);
  for (let i = 0; i < rowCount; i++) {
    const [from, to] = [i * stride, (row + i) * columns + column];
    if (add) for (let j = 0; j < columnCount; j++) values[to + j]! += sums[from + j]!;
    else for (let j = 0; j < columnCount; j++) values[to + j] = sums[from + j]!;
  }
}

/** Adds the product of four packed rows and four packed columns to 4 × 4 sums. */
function addTile(aStart: number, bStart: number, at0: number, stride: number, terms: number): void {
  const [at1, at2, at3] = [at0 + stride, at0 + 2 * stride, at0 + 3 * stride];
  let [s00, s01, s02, s03] = [sums[at0]!, sums[at0 + 1]!, sums[at0 + 2]!, sums[at0 + 3]!];
  let [s10, s11, s12, s13] = [sums[at1]!, sums[at1 + 1]!, sums[at1 + 2]!, sums[at1 + 3]!];
  let [s20, s21, s22, s23] = [sums[at2]!, sums[at2 + 1]!, sums[at2 + 2]!, sums[at2 + 3]!];
  let [s30, s31, s32, s33] = [sums[at3]!, sums[at3 + 1]!, sums[at3 + 2]!, sums[at3 + 3]!];
  for (let t = 0, i = aStart, j = bStart; t < terms; t++, i += tile, j += tile) {
    const b0 = packedB[j]!;
    const b1 = packedB[j + 1]!;
    const b2 = packedB[j + 2]!;
    const b3 = packedB[j + 3]!;
    let factor = packedA[i]!;
    s00 += factor * b0;
    s01 += factor * b1;
    s02 += factor * b2;
    s03 += factor * b3;
    factor = packedA[i + 1]!;
    s10 += factor * b0;
    s11 += factor * b1;
    s12 += factor * b2;
    s13 += factor * b3;
    factor = packedA[i + 2]!;
    s20 += factor * b0;
    s21 += factor * b1;
    s22 += factor * b2;
    s23 += factor * b3;
    factor = packedA[i + 3]!;
    s30 += factor * b0;
    s31 += factor * b1;
    s32 += factor * b2;
    s33 += factor * b3;
  }
  sums[at0] = s00;
  sums[at0 + 1] = s01;
  sums[at0 + 2] = s02;
  sums[at0 + 3] = s03;
  sums[at1] = s10;
  sums[at1 + 1] = s11;
  sums[at1 + 2] = s12;
  sums[at1 + 3] = s13;
  sums[at2] = s20;
  sums[at2 + 1] = s21;
  sums[at2 + 2] = s22;
  sums[at2 + 3] = s23;
  sums[at3] = s30;
  sums[at3 + 1] = s31;
  sums[at3 + 2] = s32;
  sums[at3 + 3] = s33;
}
