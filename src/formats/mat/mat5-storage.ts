import type { MatNumbers } from "./mat-value.js";

export const uint8Type = 2;
/** Types of data elements that are structures themselves. */
export const matrixType = 14;
export const compressedType = 15;

interface Storage {
  readonly bytes: number;
  readonly make: (buffer: ArrayBuffer) => MatNumbers["values"];
}

const int8: Storage = { bytes: 1, make: (buffer) => new Int8Array(buffer) };
const uint8: Storage = { bytes: 1, make: (buffer) => new Uint8Array(buffer) };
const uint16: Storage = { bytes: 2, make: (buffer) => new Uint16Array(buffer) };
const uint32: Storage = { bytes: 4, make: (buffer) => new Uint32Array(buffer) };

/** How the numbers of each type of data element lie in the file; 16 to 18 are UTF-8, UTF-16 and UTF-32. */
const storages: Readonly<Record<number, Storage>> = {
  1: int8,
  2: uint8,
  3: { bytes: 2, make: (buffer) => new Int16Array(buffer) },
  4: uint16,
  5: { bytes: 4, make: (buffer) => new Int32Array(buffer) },
  6: uint32,
  7: { bytes: 4, make: (buffer) => new Float32Array(buffer) },
  9: { bytes: 8, make: (buffer) => new Float64Array(buffer) },
  12: { bytes: 8, make: (buffer) => new BigInt64Array(buffer) },
  13: { bytes: 8, make: (buffer) => new BigUint64Array(buffer) },
  16: uint8,
  17: uint16,
  18: uint32,
};

const machineIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Bytes of one number of a type of data element, undefined for types without numbers. */
export function storedBytes(type: number): number | undefined {
  return storages[type]?.bytes;
}

/** A copy of the numbers in `bytes`, whose length is a multiple of the type's. */
export function storedNumbers(type: number, bytes: Uint8Array, bigEndian: boolean): MatNumbers["values"] {
  const { bytes: size, make } = storages[type]!;
  const copy = new Uint8Array(bytes);
  if (bigEndian === machineIsLittleEndian) {
    for (let start = 0; start < copy.length; start += size) copy.subarray(start, start + size).reverse();
  }
  return make(copy.buffer);
}
