/** Numbers or truth values of a MATLAB array. Matrices are column-major, as MATLAB has them: element (i, j) is `i + j * shape[0]`. */
export interface MatNumbers {
  readonly kind: "numeric" | "logical";
  /** The class in MATLAB, however narrow the file stores it: double, single, int8 … uint64, logical. */
  readonly className: string;
  readonly shape: readonly number[];
  /** 64-bit integers as numbers where they are safe. */
  readonly values:
    | Float64Array
    | Float32Array
    | Int8Array
    | Uint8Array
    | Int16Array
    | Uint16Array
    | Int32Array
    | Uint32Array
    | BigInt64Array
    | BigUint64Array;
  /** Set for complex arrays. */
  readonly imaginary?: MatNumbers["values"];
}

/** A character array; `rows` are its lines, as long as the second axis says; none where there are no characters. */
export interface MatText {
  readonly kind: "char";
  readonly shape: readonly number[];
  readonly rows: readonly string[];
}

/** A cell array; column-major. */
export interface MatCell {
  readonly kind: "cell";
  readonly shape: readonly number[];
  readonly items: readonly MatValue[];
}

/** A structure array; column-major. A plain structure has one element. */
export interface MatStruct {
  readonly kind: "struct";
  /** Set for an object of a class that keeps its data in fields. */
  readonly className?: string;
  readonly shape: readonly number[];
  readonly fields: readonly string[];
  readonly elements: readonly Readonly<Record<string, MatValue>>[];
}

/** A sparse matrix in compressed columns: column j holds entries `columnStarts[j]` up to `columnStarts[j + 1]`. */
export interface MatSparse {
  readonly kind: "sparse";
  readonly className: string;
  readonly shape: readonly [number, number];
  /** 0-based. */
  readonly rowIndices: Int32Array;
  readonly columnStarts: Int32Array;
  readonly values: Float64Array | Uint8Array;
  readonly imaginary?: Float64Array;
}

/** What only MATLAB can make sense of: function handles, tables, strings and other objects of newer classes. `shape` is [] where unknown. */
export interface MatOpaque {
  readonly kind: "opaque";
  readonly className: string;
  readonly shape: readonly number[];
}

/** A value of a MAT file. An empty array is a value whose shape has a 0. */
export type MatValue = MatNumbers | MatText | MatCell | MatStruct | MatSparse | MatOpaque;
