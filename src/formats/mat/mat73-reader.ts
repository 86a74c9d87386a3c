import type { Hdf5File, Hdf5Reference } from "../hdf5.js";
import type { MatValue } from "./mat-value.js";
import { type Mat73Kind, mat73Node } from "./mat73-node.js";
import { mat73Sparse } from "./mat73-sparse.js";
import { mat73Struct } from "./mat73-struct.js";
import { failure, type Mat73Array, mat73Numbers, mat73References, mat73Text } from "./mat73-value.js";
import { deepestNesting, valueBytes } from "./memory-budget.js";
import type { StoredRead } from "./stored-variables.js";

/** An array that was read once, with what it cost. */
interface Known {
  readonly value: MatValue;
  readonly bytes: number;
}

/**
 * Makes the function that reads one variable of an HDF5 file, following the references of its cells and structure
 * arrays. One array that several references point to is read once, but counted each time.
 *
 * @throws FormatError for references that lead in a circle, and variables that are larger or nested deeper than allowed
 */
export function mat73Reader(hdf5: Hdf5File, file: string, how: StoredRead): (name: string) => Promise<MatValue> {
  const { budget, fields, signal } = how;
  const known = new Map<string, Known>();
  const open = new Set<string>();

  async function read(path: string, place: string, wanted?: readonly string[]): Promise<MatValue> {
    signal?.throwIfAborted();
    const before = known.get(path);
    budget.take(before?.bytes ?? valueBytes, place);
    if (before) return before.value;
    const start = budget.taken() - valueBytes;
    const array: Mat73Array = { ...(await mat73Node(hdf5, file, path)), file, place, budget };
    if (open.has(path)) throw failure(array, "an array that does not hold itself", "a reference back to it");
    if (open.size > deepestNesting)
      throw failure(array, `at most ${deepestNesting} arrays inside of each other`, "more");
    open.add(path);
    const value = await readers[array.kind](array, wanted);
    open.delete(path);
    known.set(path, { value, bytes: budget.taken() - start });
    return value;
  }

  async function follow(references: readonly Hdf5Reference[], place: (index: number) => string): Promise<MatValue[]> {
    const values: MatValue[] = [];
    for (const [index, reference] of references.entries()) {
      values.push(await read(await hdf5.dereference(reference), place(index)));
    }
    return values;
  }

  const readers: Readonly<Record<Mat73Kind, (array: Mat73Array, wanted?: readonly string[]) => Promise<MatValue>>> = {
    numeric: mat73Numbers,
    logical: mat73Numbers,
    char: mat73Text,
    sparse: (array) => mat73Sparse(hdf5, array),
    struct: (array, wanted) => mat73Struct(hdf5, array, { wanted, read, follow }),
    opaque: async ({ className, shape }) => ({ kind: "opaque", className, shape }),
    cell: async (array) => {
      const { shape, place } = array;
      const items = await follow(await mat73References(array), (index) => `${place}{${index + 1}}`);
      return { kind: "cell", shape, items };
    },
  };

  return (name) => read(`/${name}`, name, fields);
}
