import type { MatOpaque, MatValue } from "./mat-value.js";
import type { Mat5Matrix } from "./mat5-matrix.js";
import { opaqueShape } from "./opaque-shape.js";

/** A function handle; what it holds is left unread. */
export function mat5FunctionHandle(matrix: Mat5Matrix): MatOpaque {
  return { kind: "opaque", className: "function_handle", shape: matrix.header.shape };
}

/** An object of MATLAB's newer classes, of Java and so on: only its class and shape are known. @throws FormatError */
export function mat5Opaque(matrix: Mat5Matrix): MatOpaque {
  matrix.cursor.text("the kind of an object");
  const className = matrix.cursor.text("the name of a class");
  const handle: MatValue = matrix.child(`${matrix.place} (its handle)`);
  return { kind: "opaque", className, shape: handle.kind === "numeric" ? opaqueShape(handle.values) : [] };
}
