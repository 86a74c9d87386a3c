/** An NPY file with any header and any bytes behind it. */
export function makeNpy(
  header: {
    readonly descr: string;
    readonly shape: readonly number[];
    readonly fortran?: boolean;
    readonly version?: number;
  },
  values: Uint8Array,
): Uint8Array {
  const { descr, shape, fortran = false, version = 1 } = header;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${tuple}, }`;
  return npyWithHeader(text, values, version);
}

/** The same with the text of the header as it is given. */
export function npyWithHeader(text: string, values: Uint8Array, version = 1): Uint8Array {
  const start = version === 1 ? 10 : 12;
  const bytes = Buffer.from(text, version === 3 ? "utf8" : "latin1");
  const length = Math.ceil((start + bytes.length + 1) / 64) * 64 - start;
  const head = Buffer.alloc(start + length, 0x20);
  head.write("\x93NUMPY", 0, "latin1");
  head[6] = version;
  head[7] = 0;
  if (version === 1) head.writeUInt16LE(length, 8);
  else head.writeUInt32LE(length, 8);
  bytes.copy(head, start);
  head[head.length - 1] = 0x0a;
  return new Uint8Array(Buffer.concat([head, values]));
}

/** The bytes of a typed array. */
export function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
}
