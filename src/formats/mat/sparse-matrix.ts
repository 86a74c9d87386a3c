import type { MatSparse } from "./mat-value.js";

/** The parts of a sparse matrix as a file stores them; lists may be longer than the entries they hold. */
export interface SparseParts {
  readonly className: string;
  readonly shape: readonly number[];
  readonly rowIndices: ArrayLike<number>;
  readonly columnStarts: ArrayLike<number>;
  readonly values: Float64Array | Uint8Array;
  readonly imaginary?: Float64Array | undefined;
}

/** Puts a sparse matrix together. Gives a text that says what is wrong where the parts do not fit together. */
export function sparseMatrix(parts: SparseParts): MatSparse | string {
  const { className, shape, rowIndices, columnStarts, values, imaginary } = parts;
  const [rows, columns] = shape as [number, number];
  if (shape.length !== 2) return `${shape.length} axes`;
  if (columnStarts.length !== columns + 1) return `${columnStarts.length} column starts for ${columns} columns`;
  const entries = columnStarts[columns]!;
  if (columnStarts[0] !== 0) return `columns that start at ${columnStarts[0]}`;
  for (let j = 0; j < columns; j++) {
    if (!(columnStarts[j]! <= columnStarts[j + 1]!)) return `column ${j + 1} that ends before it starts`;
  }
  const stored = Math.min(rowIndices.length, values.length, imaginary?.length ?? values.length);
  if (!(entries <= stored)) return `${entries} entries, of which ${stored} are stored`;
  for (let entry = 0; entry < entries; entry++) {
    const row = rowIndices[entry]!;
    if (!(row >= 0 && row < rows)) return `an entry in row ${row + 1} of ${rows}`;
  }
  return {
    kind: "sparse",
    className,
    shape: [rows, columns],
    rowIndices: Int32Array.from({ length: entries }, (_, entry) => rowIndices[entry]!),
    columnStarts: Int32Array.from(columnStarts),
    values: values.slice(0, entries),
    ...(imaginary ? { imaginary: imaginary.slice(0, entries) } : {}),
  };
}
