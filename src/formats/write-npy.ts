import { ArgumentError } from "../errors.js";

/**
 * The bytes of an NPY file (NumPy NEP 1, version 1.0) of float64 values in C order.
 *
 * @throws ArgumentError for values that do not fill the shape
 */
export function writeNpy(shape: readonly number[], values: Float64Array): Uint8Array {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count !== values.length) {
    throw new ArgumentError({ argument: "values", expected: `${count} values`, found: String(values.length) });
  }
  const header = npyHeader("<f8", shape);
  const start = header.length;
  const bytes = new Uint8Array(start + 8 * values.length);
  bytes.set(header);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setFloat64(start + 8 * index, value, true);
  return bytes;
}

/** All that stands before the values of an NPY file in C order; `descr` is NumPy's name of their type, such as `<f8`. */
export function npyHeader(descr: string, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const fixed = 10;
  const start = Math.ceil((fixed + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start).fill(0x20);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0]);
  new DataView(bytes.buffer).setUint16(8, start - fixed, true);
  bytes.set(new TextEncoder().encode(text), fixed);
  bytes[start - 1] = 0x0a;
  return bytes;
}
