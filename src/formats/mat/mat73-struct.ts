import type { Hdf5File, Hdf5Reference } from "../hdf5.js";
import type { MatStruct, MatValue } from "./mat-value.js";
import { mat73Node } from "./mat73-node.js";
import { failure, type Mat73Array, mat73References } from "./mat73-value.js";

/** How the values of fields are read. */
interface FieldReader {
  /** Only these fields; all when undefined. */
  readonly wanted: readonly string[] | undefined;
  read(path: string, place: string): Promise<MatValue>;
  follow(references: readonly Hdf5Reference[], place: (index: number) => string): Promise<readonly MatValue[]>;
}

/** A group as structure: its members are the fields. @throws FormatError */
export async function mat73Struct(hdf5: Hdf5File, array: Mat73Array, reader: FieldReader): Promise<MatStruct> {
  const { shape, className, attributes, members } = array;
  const fields = (attributes.fields ?? members).filter((name) => reader.wanted?.includes(name) ?? true);
  const struct = { kind: "struct" as const, ...(className === "struct" ? {} : { className }), shape, fields };
  if (attributes.isEmpty) return { ...struct, elements: [] };
  const columns: (readonly [string, readonly MatValue[]])[] = [];
  for (const name of fields) {
    if (!members.includes(name)) throw failure(array, `a field "${name}"`, "none");
    columns.push([name, await (array.isStructArray ? column : single)(hdf5, array, name, reader)]);
  }
  const count = shape.reduce((product, length) => product * length, 1);
  const elements = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values[index]!])),
  );
  return { ...struct, elements };
}

type ReadField = (hdf5: Hdf5File, array: Mat73Array, name: string, reader: FieldReader) => Promise<readonly MatValue[]>;

const single: ReadField = async (_, { path, place }, name, reader) => [
  await reader.read(`${path}/${name}`, `${place}.${name}`),
];

/** The values of one field of all elements. */
const column: ReadField = async (hdf5, array, name, reader) => {
  const { path, place, shape } = array;
  const stored = { ...array, ...(await mat73Node(hdf5, array.file, `${path}/${name}`)), place: `${place}.${name}` };
  if (stored.shape.join() !== shape.join()) throw failure(stored, shape.join(" × "), stored.shape.join(" × "));
  return reader.follow(await mat73References(stored), (index) => `${place}(${index + 1}).${name}`);
};
