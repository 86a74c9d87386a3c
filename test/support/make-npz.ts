import { makeZip } from "./make-zip.js";

/** The bytes of an NPY file (version 1.0) of float64 values, given in the order in which they are stored. */
export function makeNpy(shape: readonly number[], values: readonly number[], fortranOrder = false): Uint8Array {
  const order = fortranOrder ? "True" : "False";
  const head = `{'descr': '<f8', 'fortran_order': ${order}, 'shape': (${shape.join(", ")}${shape.length === 1 ? "," : ""}), }`;
  const text = `${head.padEnd(Math.ceil((head.length + 11) / 64) * 64 - 11)}\n`;
  const header = Buffer.alloc(10);
  header.write("\x93NUMPY", 0, "latin1");
  header.writeUInt8(1, 6);
  header.writeUInt16LE(text.length, 8);
  return new Uint8Array(
    Buffer.concat([header, Buffer.from(text, "latin1"), Buffer.from(Float64Array.from(values).buffer)]),
  );
}

/** The bytes of an NPZ file with these arrays. */
export function makeNpz(arrays: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return makeZip(Object.entries(arrays).map(([name, bytes]) => ({ name: `${name}.npy`, bytes })));
}
