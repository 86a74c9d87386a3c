import { checkTriangular, productTarget } from "../check-shapes.js";
import { matrix } from "../matrix.js";
import { mirrorUpper } from "../mirror-upper.js";
import type { LinalgPrimitives } from "../provider.js";
import { checkView, copyOf, type FullView, fullView, transposed } from "../views.js";
import { wasmProduct } from "./wasm-product.js";
import { wasmSolveLower } from "./wasm-solve-lower.js";
import type { Workspace } from "./workspace.js";

/** The primitives by the kernels of a workspace. */
export function wasmPrimitives(space: Workspace): LinalgPrimitives {
  return {
    multiply(a, b, options) {
      const target = productTarget(a, b, options);
      wasmProduct(space, a, b, target, { add: options?.add });
      return target;
    },
    gram(a) {
      checkView(a, "a");
      const result = matrix(a.columns, a.columns);
      wasmProduct(space, transposed(a), a, result, { upper: true });
      return mirrorUpper(result);
    },
    solveTriangular(l, b, options) {
      checkTriangular(l, b);
      const x = fullView(copyOf(b));
      // Lᵀ with rows and columns in reverse order is a lower triangle again
      if (options?.transposed) wasmSolveLower(space, reversedTranspose(fullView(l)), reversedRows(x));
      else wasmSolveLower(space, fullView(l), x);
      const { rows, columns, values } = x;
      return { rows, columns, values };
    },
  };
}

function reversedTranspose(l: FullView<Float64Array>): FullView<Float64Array> {
  const { rows, rowStride, columnStride } = l;
  const offset = l.offset + (rows - 1) * (rowStride + columnStride);
  return { ...l, offset, rowStride: -columnStride, columnStride: -rowStride };
}

function reversedRows(x: FullView<Float64Array>): FullView<Float64Array> {
  return { ...x, offset: x.offset + (x.rows - 1) * x.rowStride, rowStride: -x.rowStride };
}
