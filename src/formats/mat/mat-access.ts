import type { MatNumbers, MatSparse, MatText, MatValue } from "./mat-value.js";

/** A matrix of real numbers; element (i, j) is `values[i + j * rows]`. */
export interface MatMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Sparse matrices are spread out up to this many elements (128 MiB). */
const maxSpreadElements = 2 ** 24;

/**
 * The field `name` of a structure, of its element `index` where it is an array. Undefined where the value is no
 * structure, or has no such field or element.
 */
export function fieldOf(value: MatValue | undefined, name: string, index = 0): MatValue | undefined {
  if (value?.kind !== "struct") return undefined;
  const element = value.elements[index];
  return element && Object.hasOwn(element, name) ? element[name] : undefined;
}

/** The items of a cell array, column-major; none for any other value. */
export function cellItems(value: MatValue | undefined): readonly MatValue[] {
  return value?.kind === "cell" ? value.items : [];
}

/** A text of one line; cells that hold one item are looked into. An empty character array is "". Undefined for others. */
export function matText(value: MatValue | undefined): string | undefined {
  const inner = onlyItem(value);
  return inner?.kind === "char" && inner.rows.length <= 1 ? (inner.rows[0] ?? "") : undefined;
}

/**
 * The texts of a cell array, or the rows of a character array without the blanks that pad them. Lists of one within a
 * list collapse; what is no text, and an empty numeric item, is null. Any other value gives none.
 */
export function matTexts(value: MatValue | undefined): readonly (string | null)[] {
  if (value?.kind === "char") return rowsOf(value);
  const items = cellItems(value);
  const only = items.length === 1 ? items[0] : undefined;
  if (only?.kind === "cell" || (only?.kind === "char" && only.rows.length > 1)) return matTexts(only);
  return items.map((item) => matText(item) ?? null);
}

/**
 * The numbers of a real numeric or logical array, column-major; sparse ones are spread out. Undefined for other
 * values, for complex numbers, and for sparse arrays of more than 2^24 elements.
 */
export function matNumbers(value: MatValue | undefined): Float64Array | undefined {
  if (value?.kind === "sparse") return spread(value);
  if (value?.kind !== "numeric" && value?.kind !== "logical") return undefined;
  return value.imaginary ? undefined : toFloat64(value.values);
}

/** The numbers of an array of two axes, as {@link matNumbers} gives them. Undefined for other numbers of axes. */
export function matMatrix(value: MatValue | undefined): MatMatrix | undefined {
  const values = value?.shape.length === 2 ? matNumbers(value) : undefined;
  return values && { rows: value!.shape[0]!, columns: value!.shape[1]!, values };
}

function onlyItem(value: MatValue | undefined): MatValue | undefined {
  let inner = value;
  while (inner?.kind === "cell" && inner.items.length === 1) inner = inner.items[0];
  return inner;
}

/** MATLAB pads the rows of a character matrix with blanks to one length; a single row is kept as it is. */
function rowsOf(text: MatText): readonly string[] {
  return text.rows.length > 1 ? text.rows.map((row) => row.trimEnd()) : text.rows;
}

function spread(sparse: MatSparse): Float64Array | undefined {
  const [rows, columns] = sparse.shape;
  if (sparse.imaginary || rows * columns > maxSpreadElements) return undefined;
  const dense = new Float64Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    for (let entry = sparse.columnStarts[column]!; entry < sparse.columnStarts[column + 1]!; entry++) {
      dense[column * rows + sparse.rowIndices[entry]!] = sparse.values[entry]!;
    }
  }
  return dense;
}

function toFloat64(values: MatNumbers["values"]): Float64Array {
  if (values instanceof Float64Array) return values;
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) return Float64Array.from(values, Number);
  return Float64Array.from(values);
}
