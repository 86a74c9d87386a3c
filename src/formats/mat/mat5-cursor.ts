import { FormatError } from "../../errors.js";
import type { MatNumbers } from "./mat-value.js";
import { storedBytes, storedNumbers, uint8Type } from "./mat5-storage.js";
import type { MemoryBudget } from "./memory-budget.js";

/** The bytes that elements are read from. */
export interface Mat5Bytes {
  readonly bytes: Uint8Array;
  readonly bigEndian: boolean;
  readonly file: string;
  readonly budget: MemoryBudget;
}

/** Where the data of an element stand. */
export interface Mat5Element {
  readonly type: number;
  readonly start: number;
  readonly end: number;
}

const utf8 = new TextDecoder();

/** Reads the data elements of one matrix one after the other, never beyond its end; every method throws a FormatError there. */
export class Mat5Cursor {
  readonly #from: Mat5Bytes;
  readonly #view: DataView;
  readonly #end: number;
  readonly #place: string;
  #position: number;

  /** @param place names the variable and the part of it, for errors */
  constructor(from: Mat5Bytes, span: { readonly start: number; readonly end: number }, place: string) {
    this.#from = from;
    this.#view = new DataView(from.bytes.buffer, from.bytes.byteOffset, from.bytes.byteLength);
    this.#position = span.start;
    this.#end = span.end;
    this.#place = place;
  }

  get remaining(): number {
    return this.#end - this.#position;
  }

  get position(): number {
    return this.#position;
  }

  /** The next element; it and what pads it to eight bytes is passed over. */
  element(): Mat5Element {
    if (this.remaining < 8) throw this.fail("a data element", `${this.remaining} bytes`);
    const first = this.#word(this.#position);
    const smallLength = first >>> 16;
    if (smallLength > 4) throw this.fail("a small element of at most 4 bytes", `${smallLength}`);
    const isSmall = smallLength > 0;
    const start = this.#position + (isSmall ? 4 : 8);
    const length = isSmall ? smallLength : this.#word(this.#position + 4);
    if (length > this.#end - start) throw this.fail(`${length} more bytes`, `${this.#end - start}`);
    this.#position = isSmall ? start + 4 : Math.min(this.#end, start + Math.ceil(length / 8) * 8);
    return { type: isSmall ? first & 0xffff : first, start, end: start + length };
  }

  /**
   * The numbers of the next element, in the type that it stores. As many bytes as `asBytes` says are taken for small
   * numbers, whatever their type.
   */
  numbers(what: string, asBytes?: number): MatNumbers["values"] {
    return this.typedNumbers(what, asBytes).numbers;
  }

  /** As {@link Mat5Cursor.numbers}, with the type that the element has in the file. */
  typedNumbers(what: string, asBytes?: number): { readonly type: number; readonly numbers: MatNumbers["values"] } {
    const { type: stored, start, end } = this.element();
    const type = end - start === asBytes ? uint8Type : stored;
    const size = storedBytes(type);
    if (size === undefined) throw this.fail(what, `an element of type ${type}`);
    if ((end - start) % size !== 0) throw this.fail(`${what} of ${size} bytes each`, `${end - start} bytes`);
    this.#from.budget.take(end - start, this.#place);
    return { type, numbers: storedNumbers(type, this.#from.bytes.subarray(start, end), this.#from.bigEndian) };
  }

  /** The whole numbers of the next element. */
  integers(what: string): readonly number[] {
    const stored = this.numbers(what);
    const numbers = Array.from(stored as ArrayLike<number | bigint>, Number);
    if (numbers.every(Number.isSafeInteger)) return numbers;
    throw this.fail(what, "numbers that are not whole");
  }

  /** The bytes of the next element as text of ASCII or UTF-8. */
  text(what: string): string {
    const { type, start, end } = this.element();
    if (storedBytes(type) !== 1) throw this.fail(what, `an element of type ${type}`);
    return utf8.decode(this.#from.bytes.subarray(start, end));
  }

  /** An error of this matrix. */
  fail(expected: string, found: string): FormatError {
    const place = `${this.#place}, byte ${this.#position}`;
    return new FormatError({ file: this.#from.file, place, expected, found });
  }

  #word(position: number): number {
    return this.#view.getUint32(position, !this.#from.bigEndian);
  }
}
