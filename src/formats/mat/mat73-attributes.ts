import type { Hdf5Element, Hdf5File } from "../hdf5.js";

/** What MATLAB writes beside an object of an HDF5 file. */
export interface Mat73Attributes {
  /** "double", "char", "cell", "struct", …; undefined where another program wrote the object. */
  readonly className: string | undefined;
  /** The array has no elements; what is stored is its shape. */
  readonly isEmpty: boolean;
  /** Rows of a sparse matrix. */
  readonly sparseRows: number | undefined;
  /** How an object is encoded: 1 for function handles, 2 for objects with fields, 3 for objects of newer classes. */
  readonly objectDecode: number;
  /** Names of the fields of a structure in their order. */
  readonly fields: readonly string[] | undefined;
}

const names = ["MATLAB_class", "MATLAB_empty", "MATLAB_sparse", "MATLAB_object_decode", "MATLAB_fields"];

/** Reads the attributes of the object at `path`. */
export async function mat73Attributes(file: Hdf5File, path: string): Promise<Mat73Attributes> {
  const attributes = await file.attributes(path, names);
  const className = only(attributes.get("MATLAB_class"));
  const fields = attributes.get("MATLAB_fields");
  const sparseRows = attributes.get("MATLAB_sparse");
  return {
    className: typeof className === "string" ? className : undefined,
    isEmpty: Number(only(attributes.get("MATLAB_empty")) ?? 0) !== 0,
    sparseRows: sparseRows === undefined ? undefined : Number(only(sparseRows)),
    objectDecode: Number(only(attributes.get("MATLAB_object_decode")) ?? 0),
    fields: Array.isArray(fields) ? fields.map(joined) : undefined,
  };
}

/** The element of a list of one. */
function only(value: Hdf5Element | undefined): Hdf5Element | undefined {
  return Array.isArray(value) || ArrayBuffer.isView(value) ? (value as ArrayLike<Hdf5Element>)[0] : value;
}

/** A field's name, which MATLAB stores as a list of letters. */
function joined(name: Hdf5Element): string {
  return Array.isArray(name) ? name.join("") : String(name);
}
