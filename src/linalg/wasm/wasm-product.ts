import type { MatrixView } from "../provider.js";
import { fullView } from "../views.js";
import { type Factor, leftFactor, type Part, packBlock, rightFactor } from "./pack-block.js";
import { blockStride, clearBlock, loadBlock, type ProductBlock, storeBlock } from "./product-block.js";
import { blockRows, blockTerms, type Precision, panelTerms, rowBytes, type Workspace } from "./workspace.js";

/** What of a product is computed and how it is written. */
export interface WasmProductOptions {
  /** Adds to what the target holds. Default: false. */
  readonly add?: boolean | undefined;
  /** Takes the product from what the target holds. Default: false. */
  readonly subtract?: boolean | undefined;
  /** Leaves what lies below the diagonal undefined. Default: false. */
  readonly upper?: boolean | undefined;
}

/** A diagonal so far down that every tile lies above it. */
const everywhere = 1 << 28;

/**
 * Writes A · B into the target, m × k times k × n, in the precision of the target; a row of the target must lie side by
 * side. Some columns of B, with up to {@link panelTerms} of their terms, stay packed while all rows of A pass in blocks:
 * only blocks are ever in the memory of the kernels (Goto and van de Geijn 2008,
 * https://doi.org/10.1145/1356052.1356053). An entry has the same digits whatever else is computed with it.
 */
export function wasmProduct(
  space: Workspace,
  a: MatrixView,
  b: MatrixView,
  target: MatrixView,
  { add = false, subtract = false, upper = false }: WasmProductOptions = {},
): void {
  const precision = target.values instanceof Float32Array ? space.single : space.double;
  const [left, right] = [leftFactor(a), rightFactor(b, precision)];
  const into = fullView(target);
  const blockColumns = rowBytes / precision.bytes;
  for (let term = 0; term < a.columns; term += panelTerms) {
    const terms = Math.min(panelTerms, a.columns - term);
    for (let column = 0; column < b.columns; column += blockColumns) {
      const columns = Math.min(blockColumns, b.columns - column);
      packPanel(space, precision, right, { lane: column, lanes: columns, term, terms });
      const rowEnd = upper ? Math.min(a.rows, column + columns) : a.rows;
      for (let row = 0; row < rowEnd; row += blockRows) {
        const block = { row, rows: Math.min(blockRows, rowEnd - row), column, columns };
        if (add || subtract || term > 0) loadBlock(space, precision, into, block);
        else clearBlock(space, precision, block);
        const options = { term, terms, diagonal: upper ? column - row : everywhere, sign: subtract ? -1 : 1 };
        addProducts(space, precision, left, block, options);
        storeBlock(space, precision, into, block);
      }
    }
  }
  if (a.columns === 0 && !add && !subtract) into.values.fill(0);
}

/** Where the packed columns for the given term lie, `lanes` columns in whole groups. */
function panelAddress({ at }: Workspace, bytes: number, lanes: number, term: number): number {
  return at.packedB + Math.ceil((lanes * bytes) / 32) * 32 * term;
}

function packPanel(space: Workspace, precision: Precision, right: Factor, part: Part): void {
  for (let done = 0; done < part.terms; done += blockTerms) {
    const terms = Math.min(blockTerms, part.terms - done);
    const address = panelAddress(space, precision.bytes, part.lanes, done);
    packBlock(space, precision, right, { ...part, term: part.term + done, terms }, address);
  }
}

interface AddOptions {
  readonly term: number;
  readonly terms: number;
  readonly diagonal: number;
  readonly sign: number;
}

function addProducts(
  space: Workspace,
  precision: Precision,
  left: Factor,
  block: ProductBlock,
  { term, terms, diagonal, sign }: AddOptions,
): void {
  const { row, rows, columns } = block;
  const { packedA, product } = space.at;
  const stride = blockStride(block, precision);
  for (let done = 0; done < terms; done += blockTerms) {
    const some = Math.min(blockTerms, terms - done);
    packBlock(space, precision, left, { lane: row, lanes: rows, term: term + done, terms: some }, packedA);
    const packedB = panelAddress(space, precision.bytes, columns, done);
    precision.multiply(packedA, packedB, product, rows, columns, some, stride, diagonal, sign);
  }
}
