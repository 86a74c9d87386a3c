import type * as h5wasm from "h5wasm/node";
import type { MatNumbers, MatSparse, MatStruct, MatText, MatValue } from "../../src/formats/mat/mat-value.js";
import { writtenHdf5 } from "./hdf5-files.js";
import { charUnits, type MatInput, toMatValue } from "./mat-input.js";

const userBlock = 512;
const formats: Readonly<Record<string, string>> = {
  double: "<d",
  single: "<f",
  int8: "<b",
  uint8: "<B",
  int16: "<h",
  uint16: "<H",
  int32: "<i",
  uint32: "<I",
  int64: "<q",
  uint64: "<Q",
  logical: "<B",
};

/**
 * The bytes of a MAT file of version 7.3, for the values of `mat-input.ts`: an HDF5 file behind a block of 512 bytes, axes
 * reversed, items of cells and of structure arrays in the group `#refs#`, as MATLAB writes them. `spell` may do more
 * to the HDF5 file.
 */
export async function makeMat73(
  variables: Readonly<Record<string, MatInput>>,
  spell: (file: h5wasm.File) => void = () => undefined,
): Promise<Uint8Array> {
  const hdf5 = await writtenHdf5((file) => {
    const write = valueWriter(file);
    for (const [name, input] of Object.entries(variables)) write(file as h5wasm.Group, name, toMatValue(input));
    spell(file);
  }, "oldest");
  return behindUserBlock(hdf5);
}

/** The header of MATLAB before an HDF5 file, whose superblock (version 0) then says where it begins. */
export function behindUserBlock(hdf5: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(userBlock + hdf5.length).fill(0x20, 0, 116);
  bytes.set(new TextEncoder().encode("MATLAB 7.3 MAT-file, written for a test"));
  bytes.set([0, 2, 0x49, 0x4d], 124);
  bytes.set(hdf5, userBlock);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(userBlock + 24, BigInt(userBlock), true);
  view.setBigUint64(userBlock + 40, BigInt(bytes.length), true);
  return bytes;
}

type Item = h5wasm.Group | h5wasm.Dataset;
type Write = (group: h5wasm.Group, name: string, value: MatValue) => Item;

function valueWriter(file: h5wasm.File): Write {
  let stored = 0;

  function refer(value: MatValue): h5wasm.Reference {
    const group = (file.get("#refs#") ?? file.create_group("#refs#")) as h5wasm.Group;
    const item = write(group, `${stored++}`, value);
    return item.create_reference();
  }

  function dataset(group: h5wasm.Group, name: string, shape: readonly number[], data: unknown, dtype: unknown): Item {
    group.create_dataset({ name, data: data as never, shape: [...shape].reverse(), dtype: dtype as never });
    return group.get(name) as h5wasm.Dataset;
  }

  function references(group: h5wasm.Group, name: string, shape: readonly number[], items: readonly MatValue[]): Item {
    return dataset(group, name, shape, items.map(refer), "Reference");
  }

  function numbers(group: h5wasm.Group, name: string, value: MatNumbers | MatSparse): Item {
    const { className, shape, values, imaginary } = value;
    const format = formats[className]!;
    const stored64 = (list: ArrayLike<number | bigint>): unknown =>
      className.endsWith("int64") ? BigInt64Array.from(Array.from(list, BigInt)) : list;
    if (!imaginary) return dataset(group, name, shape, stored64(values), format);
    const parts = new Map([
      ["real", stored64(values)],
      ["imag", stored64(imaginary)],
    ]);
    const compound = [
      ["real", format],
      ["imag", format],
    ];
    return dataset(group, name, shape, parts, compound);
  }

  const writers: { readonly [K in MatValue["kind"]]: (group: h5wasm.Group, name: string, value: never) => Item } = {
    numeric: numbers,
    logical: (group, name, value: MatNumbers) => {
      const item = numbers(group, name, value);
      item.create_attribute("MATLAB_int_decode", Int32Array.of(1), [], "<i");
      return item;
    },
    char: (group, name, value: MatText) => {
      const item = dataset(group, name, value.shape, Uint16Array.from(charUnits(value)), "<H");
      item.create_attribute("MATLAB_int_decode", Int32Array.of(2), [], "<i");
      return item;
    },
    cell: (group, name, value: { shape: readonly number[]; items: readonly MatValue[] }) =>
      references(group, name, value.shape, value.items),
    struct: (group, name, value: MatStruct) => {
      group.create_group(name);
      const item = group.get(name) as h5wasm.Group;
      const [only] = value.elements;
      for (const field of value.fields) {
        if (value.elements.length === 1) write(item, field, only![field]!);
        else
          references(
            item,
            field,
            value.shape,
            value.elements.map((element) => element[field]!),
          );
      }
      return item;
    },
    sparse: (group, name, value: MatSparse) => {
      group.create_group(name);
      const item = group.get(name) as h5wasm.Group;
      const integers = (field: string, list: Int32Array): Item =>
        dataset(item, field, [list.length], BigInt64Array.from(list, BigInt), "<Q");
      integers("jc", value.columnStarts);
      if (value.values.length > 0) {
        integers("ir", value.rowIndices);
        numbers(item, "data", { ...value, shape: [value.values.length] as never });
      }
      item.create_attribute("MATLAB_sparse", BigInt64Array.of(BigInt(value.shape[0])), [], "<Q");
      return item;
    },
    opaque: (group, name, value: { className: string; shape: readonly number[] }) => {
      const parts = Uint32Array.from([0xdd000000, value.shape.length, ...value.shape, 1, 1]);
      const item = dataset(group, name, [parts.length, 1], parts, "<I");
      item.create_attribute("MATLAB_object_decode", Int32Array.of(3), [], "<i");
      return item;
    },
  };

  /** Of an empty array MATLAB stores the shape. */
  function empty(group: h5wasm.Group, name: string, value: MatValue): Item {
    const lengths = BigInt64Array.from(value.shape, BigInt);
    const item = dataset(group, name, [lengths.length], lengths, "<Q");
    item.create_attribute("MATLAB_empty", Uint8Array.of(1), [], "<B");
    if (value.kind === "char") item.create_attribute("MATLAB_int_decode", Int32Array.of(2), [], "<i");
    if (value.kind === "logical") item.create_attribute("MATLAB_int_decode", Int32Array.of(1), [], "<i");
    return item;
  }

  function write(group: h5wasm.Group, name: string, value: MatValue): Item {
    const isEmpty = value.kind !== "sparse" && value.shape.includes(0);
    const item = (isEmpty ? empty : writers[value.kind])(group, name, value as never);
    const className = "className" in value ? value.className! : value.kind;
    item.create_attribute("MATLAB_class", className, [], `S${className.length}`);
    return item;
  }

  return write;
}
