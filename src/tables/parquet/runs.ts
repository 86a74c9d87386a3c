import type { ByteWriter } from "hyparquet-writer";

/** Writes levels as runs of equal values, in Parquet's run-length encoding for levels of one byte. */
export interface RunWriter {
  push(value: number, count: number): void;
  /** Ends the last run. */
  end(): void;
}

/** A run writer that appends to `out`. */
export function runWriter(out: ByteWriter): RunWriter {
  let current = 0;
  let length = 0;
  const end = () => {
    if (length > 0) {
      out.appendVarInt(length << 1);
      out.appendUint8(current);
    }
    length = 0;
  };
  const push = (value: number, count: number) => {
    if (value !== current) {
      end();
      current = value;
    }
    length += count;
  };
  return { push, end };
}

/**
 * Reads `count` values of `bitWidth` bits in Parquet's hybrid of run-length and bit-packed runs.
 *
 * @throws RangeError when the bytes end before, so that a damaged length never costs more than `count` steps
 */
export function readRuns(bytes: Uint8Array, bitWidth: number, count: number): Uint8Array | Uint32Array {
  const values = bitWidth <= 8 ? new Uint8Array(count) : new Uint32Array(count);
  const width = (bitWidth + 7) >> 3;
  let at = 0;
  let done = 0;
  const next = (): number => {
    if (at >= bytes.length) throw new RangeError("levels end early");
    return bytes[at++]!;
  };
  while (done < count) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = next();
      if (shift > 28) throw new RangeError("run length is not a number");
      header |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    header >>>= 0;
    const length = header & 1 ? Math.min((header >>> 1) * 8, count - done) : header >>> 1;
    if (length === 0) throw new RangeError("run of no length");
    if (header & 1) {
      unpack(bytes, at, bitWidth, values, done, length);
      at += (header >>> 1) * bitWidth;
      if (at > bytes.length + bitWidth) throw new RangeError("levels end early");
    } else {
      let value = 0;
      for (let byte = 0; byte < width; byte++) value |= next() << (8 * byte);
      if (length > count - done) throw new RangeError("run is longer than the page");
      values.fill(value, done, done + length);
    }
    done += length;
  }
  return values;
}

function unpack(
  bytes: Uint8Array,
  start: number,
  bitWidth: number,
  values: Uint8Array | Uint32Array,
  from: number,
  length: number,
): void {
  if (start * 8 + length * bitWidth > bytes.length * 8) throw new RangeError("levels end early");
  let bit = start * 8;
  for (let index = from; index < from + length; index++) {
    let value = 0;
    for (let place = 0; place < bitWidth; place++, bit++) {
      value |= ((bytes[bit >> 3]! >> (bit & 7)) & 1) << place;
    }
    values[index] = value;
  }
}
