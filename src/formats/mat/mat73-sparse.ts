import type { Hdf5File } from "../hdf5.js";
import type { MatNumbers, MatSparse } from "./mat-value.js";
import { mat73Node } from "./mat73-node.js";
import { failure, type Mat73Array, mat73Numbers } from "./mat73-value.js";
import { sparseMatrix } from "./sparse-matrix.js";
import { toClass } from "./to-class.js";

/** A sparse matrix: a group of rows `ir`, column starts `jc` and values `data`, the first and last absent without entries. */
export async function mat73Sparse(hdf5: Hdf5File, array: Mat73Array): Promise<MatSparse> {
  const { className, members, path, shape } = array;
  const isLogical = className === "logical";
  const part = async (name: string): Promise<MatNumbers> => {
    if (!members.includes(name))
      return { kind: "numeric", className: "double", shape: [0, 1], values: new Float64Array(0) };
    const node = await mat73Node(hdf5, array.file, `${path}/${name}`);
    return mat73Numbers({ ...array, ...node, kind: name === "data" && isLogical ? "logical" : "numeric" });
  };
  const numbers = (values: MatNumbers["values"]): Float64Array => {
    const converted = toClass(values, "double");
    if (converted) return converted as Float64Array;
    throw failure(array, "entries of class double", "some that it cannot hold");
  };
  const data = await part("data");
  const sparse = sparseMatrix({
    className,
    shape,
    rowIndices: numbers((await part("ir")).values),
    columnStarts: numbers((await part("jc")).values),
    values: isLogical ? Uint8Array.from(data.values as Uint8Array) : numbers(data.values),
    imaginary: data.imaginary && numbers(data.imaginary),
  });
  if (typeof sparse === "string") throw failure(array, "a sparse matrix whose parts fit together", sparse);
  return sparse;
}
