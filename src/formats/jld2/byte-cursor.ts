import { FormatError } from "../../errors.js";

const utf8 = new TextDecoder();
const undefinedAddress = 0xffff_ffff_ffff_ffffn;

/** Reads little-endian fields one after the other, never beyond its bytes; every method throws a FormatError there. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #where: { readonly file: string; readonly place: string };
  #position = 0;

  /** @param where names file and structure in errors */
  constructor(bytes: Uint8Array, where: { readonly file: string; readonly place: string }) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#where = where;
  }

  get position(): number {
    return this.#position;
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
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
    const raw = this.#view.getBigUint64(this.#take(8), true);
    if (raw === undefinedAddress) return null;
    if (raw > BigInt(Number.MAX_SAFE_INTEGER)) throw this.fail("an address below 2^53", raw.toString());
    return Number(raw);
  }

  /** The next `length` bytes, not copied. */
  bytes(length: number): Uint8Array {
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** Bytes up to a NUL, which is skipped, as UTF-8. */
  terminated(): string {
    const end = this.#bytes.indexOf(0, this.#position);
    if (end < 0) throw this.fail("a name that ends", "none");
    const start = this.#take(end - this.#position + 1);
    return utf8.decode(this.#bytes.subarray(start, end));
  }

  /** An error of this structure. */
  fail(expected: string, found: string): FormatError {
    return new FormatError({ ...this.#where, expected, found });
  }

  #take(length: number): number {
    if (!(length >= 0 && length <= this.remaining)) throw this.fail(`${length} more bytes`, `${this.remaining}`);
    const start = this.#position;
    this.#position += length;
    return start;
  }
}
