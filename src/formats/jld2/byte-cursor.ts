import { FormatError } from "../../errors.js";

const utf8 = new TextDecoder();
const word = 2 ** 32;

/** A run of bytes of the file: `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads little-endian fields one after the other, never beyond its span; every method throws a FormatError there.
 * It works on the bytes of the whole file: a file holds tens of thousands of structures, and a view of its own for
 * each costs more than the reading.
 */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  readonly #where: { readonly file: string; readonly place: string };
  readonly #end: number;
  #position: number;

  /** @param where names file and structure in errors */
  constructor(bytes: Uint8Array, where: { readonly file: string; readonly place: string }, span?: Span) {
    this.#bytes = bytes;
    this.#where = where;
    this.#position = span?.start ?? 0;
    this.#end = span?.end ?? bytes.length;
  }

  /** Where the next field stands, counted from the first of the bytes. */
  get position(): number {
    return this.#position;
  }

  get remaining(): number {
    return this.#end - this.#position;
  }

  u8(): number {
    return this.#bytes[this.#take(1)]!;
  }

  u16(): number {
    const start = this.#take(2);
    return this.#bytes[start]! | (this.#bytes[start + 1]! << 8);
  }

  u32(): number {
    return this.unsigned(4);
  }

  /** An unsigned integer of `size` bytes, at most 2^53 − 1. */
  unsigned(size: number): number {
    const start = this.#take(size);
    let value = 0;
    for (let i = size - 1; i >= 0; i--) value = value * 256 + this.#bytes[start + i]!;
    if (!Number.isSafeInteger(value)) throw this.fail("a number below 2^53", "a larger one");
    return value;
  }

  /** An address; null for the undefined one (all bits set). */
  address(): number | null {
    const low = this.u32();
    const high = this.u32();
    if (low === word - 1 && high === word - 1) return null;
    const address = high * word + low;
    if (!Number.isSafeInteger(address)) throw this.fail("an address below 2^53", "a larger one");
    return address;
  }

  /** The next `length` bytes, not copied. */
  bytes(length: number): Uint8Array {
    const { start, end } = this.span(length);
    return this.#bytes.subarray(start, end);
  }

  /** Where the next `length` bytes stand; they are passed over. */
  span(length: number): Span {
    const start = this.#take(length);
    return { start, end: start + length };
  }

  /** Bytes up to a NUL, which is skipped, as UTF-8. */
  terminated(): string {
    const end = this.#bytes.indexOf(0, this.#position);
    if (end < 0 || end >= this.#end) throw this.fail("a name that ends", "none");
    const start = this.#take(end - this.#position + 1);
    return utf8.decode(this.#bytes.subarray(start, end));
  }

  /** Passes over four characters. @throws FormatError when they are others */
  signature(expected: string): void {
    const start = this.#take(expected.length);
    for (let i = 0; i < expected.length; i++) {
      if (this.#bytes[start + i] === expected.charCodeAt(i)) continue;
      const found = String.fromCharCode(...this.#bytes.subarray(start, start + expected.length));
      throw this.fail(`signature ${expected}`, JSON.stringify(found));
    }
  }

  /** An error of this structure. */
  fail(expected: string, found: string): FormatError {
    return new FormatError({ ...this.#where, expected, found });
  }

  #take(length: number): number {
    if (!(length >= 0 && length <= this.#end - this.#position)) {
      throw this.fail(`${length} more bytes`, `${this.remaining}`);
    }
    const start = this.#position;
    this.#position += length;
    return start;
  }
}
