import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import { mirrorUpper } from "../../linalg/mirror-upper.js";
import type { LinalgPrimitives, MatrixView } from "../../linalg/provider.js";
import { checkView } from "../../linalg/views.js";
import type { BlasLibrary } from "./blas-library.js";
import { cblas } from "./cblas-choices.js";
import { type Operand, operand } from "./operand.js";

/** Numbers of a block of single precision that is converted at once: 4 MB in double precision. */
const blockSize = 1 << 19;

/** G = Aᵀ · A by `cblas_dsyrk`; A in single precision is converted block by block. */
export function blasGram(library: BlasLibrary): LinalgPrimitives["gram"] {
  return (a: MatrixView) => {
    checkView(a, "a");
    const [rows, n] = [a.rows, a.columns];
    const result = matrix(n, n);
    if (rows === 0 || n === 0) return result;
    const add = (part: Operand<Float64Array>, partRows: number, factor: number): void => {
      const way = part.transposed ? cblas.asItIs : cblas.transposed;
      library.cblas.cblas_dsyrk(
        ...[cblas.rowMajor, cblas.upper, way, n, partRows],
        ...[1, part.values, part.leading, factor, result.values, n],
      );
    };
    const { values, ...shape } = operand(a, library);
    if (values instanceof Float64Array) add({ values, ...shape }, rows, 0);
    else if (values instanceof Float32Array) convertedParts({ values, ...shape }, rows, n, add);
    else throw new ArgumentError({ argument: "a", expected: "Float32Array or Float64Array", found: typeof values });
    return mirrorUpper(result);
  };
}

function convertedParts(
  { values, transposed, leading }: Operand<Float32Array>,
  rows: number,
  columns: number,
  use: (part: Operand<Float64Array>, rows: number, factor: number) => void,
): void {
  const most = Math.min(rows, Math.max(64, Math.floor(blockSize / columns)));
  const block = new Float64Array(most * columns);
  for (let start = 0; start < rows; start += most) {
    const count = Math.min(most, rows - start);
    const [stored, length] = transposed ? [columns, count] : [count, columns];
    for (let row = 0; row < stored; row++) {
      const from = transposed ? row * leading + start : (start + row) * leading;
      block.set(values.subarray(from, from + length), row * length);
    }
    use({ values: block, transposed, leading: length }, count, start === 0 ? 0 : 1);
  }
}
