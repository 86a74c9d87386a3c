import { FormatError } from "../../errors.js";
import type { Hdf5Element, Hdf5List, Hdf5Reference } from "../hdf5.js";
import { charRows, textOfUnits } from "./char-rows.js";
import type { MatNumbers, MatText } from "./mat-value.js";
import { isComplex, type Mat73Node } from "./mat73-node.js";
import { type MemoryBudget, valueBytes } from "./memory-budget.js";
import { toClass, toTruth } from "./to-class.js";

/** An array, and what its elements may cost. */
export interface Mat73Array extends Mat73Node {
  readonly file: string;
  /** Names the variable and the part of it, as MATLAB would write it. */
  readonly place: string;
  readonly budget: MemoryBudget;
}

/** Elements of records and references become objects of their own. */
const elementBytes: Readonly<Record<string, number>> = { compound: 2 * valueBytes, reference: valueBytes };

/** Numbers or truth values. @throws FormatError */
export async function mat73Numbers(array: Mat73Array): Promise<MatNumbers> {
  const { className, shape } = array;
  const kind = array.kind === "logical" ? "logical" : "numeric";
  const convert = (list: ArrayLike<unknown>): MatNumbers["values"] => {
    const stored = list as MatNumbers["values"];
    const values = !ArrayBuffer.isView(list)
      ? undefined
      : kind === "logical"
        ? toTruth(stored)
        : toClass(stored, className);
    if (values) return values;
    throw failure(array, `numbers of class ${className}`, "some that it cannot hold");
  };
  const list = array.attributes.isEmpty ? new Float64Array(0) : await elements(array);
  if (!array.dataset || !isComplex(array.dataset)) return { kind, className, shape, values: convert(list) };
  const part = (name: string): MatNumbers["values"] => {
    const numbers = (list as readonly ReadonlyMap<string, Hdf5Element>[]).map((pair) => pair.get(name));
    const isWide = typeof numbers[0] === "bigint";
    const signed = className === "int64" ? BigInt64Array : BigUint64Array;
    return convert(isWide ? signed.from(numbers as bigint[]) : Float64Array.from(numbers as number[]));
  };
  return { kind, className, shape, values: part("real"), imaginary: part("imag") };
}

/** Characters, which MATLAB stores as UTF-16 code units. @throws FormatError */
export async function mat73Text(array: Mat73Array): Promise<MatText> {
  const { shape } = array;
  if (shape.includes(0)) return { kind: "char", shape, rows: [] };
  const stored = await elements(array);
  const isCodes = ArrayBuffer.isView(stored) && array.dataset?.type.kind === "integer" && stored.BYTES_PER_ELEMENT <= 2;
  const rows = isCodes ? charRows(textOfUnits(stored as Uint16Array), shape) : undefined;
  if (rows) return { kind: "char", shape, rows };
  throw failure(array, "characters", `elements of type ${array.dataset?.dtype}`);
}

/** References to the items of a cell, or to the elements of one field of a structure array. @throws FormatError */
export async function mat73References(array: Mat73Array): Promise<readonly Hdf5Reference[]> {
  if (array.shape.includes(0)) return [];
  if (array.dataset?.type.kind === "reference") return (await elements(array)) as readonly Hdf5Reference[];
  throw failure(array, "references", `elements of type ${array.dataset?.dtype}`);
}

/** The elements of a dataset, counted before they are read. */
async function elements(array: Mat73Array): Promise<Hdf5List> {
  const { dataset, budget, place } = array;
  if (!dataset) throw failure(array, "a dataset", "a group");
  const count = (dataset.shape ?? [0]).reduce((product, length) => product * length, 1);
  budget.take(count * (dataset.type.bytes + (elementBytes[dataset.type.kind] ?? 8)), place);
  return dataset.read();
}

/** An error of this array. */
export function failure(array: Mat73Array, expected: string, found: string): FormatError {
  return new FormatError({ file: array.file, place: `${array.place} (${array.path})`, expected, found });
}
