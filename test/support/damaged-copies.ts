import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** One damaged copy of a file, and what was done to it. */
export interface DamagedCopy {
  readonly bytes: Uint8Array;
  readonly what: string;
}

export interface DamageOptions {
  readonly seed: number;
  readonly count: number;
  /** Where most of the damage goes (start, end), for files whose structure is a small part of them. */
  readonly focus?: readonly (readonly [number, number])[];
}

/** Damaged copies of a file: bits, bytes, numbers, and pieces changed, lost, doubled or cut off. The same for a seed. */
export function* damagedCopies(file: Uint8Array, options: DamageOptions): Generator<DamagedCopy> {
  const original = new Uint8Array(file);
  const random = xoroshiro128plus(options.seed);
  const below = (limit: number): number => (limit <= 1 ? 0 : (random.next() >>> 0) % limit);
  const place = (): number => {
    const focus = options.focus;
    if (!focus || below(10) === 0) return below(original.length);
    const [start, end] = focus[below(focus.length)]!;
    return Math.min(original.length - 1, start + below(end - start));
  };
  for (let turn = 0; turn < options.count; turn++) {
    const [name, damage] = kinds[below(kinds.length)]!;
    const at = place();
    const length = 1 + below(below(2) === 0 ? 8 : 200);
    yield { bytes: damage(original, at, length, below), what: `${name} at ${at}, length ${length}` };
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

type Damage = (original: Uint8Array, at: number, length: number, below: (limit: number) => number) => Uint8Array;

const join = (...parts: readonly (Uint8Array | number[])[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
const overwritten = (original: Uint8Array, at: number, bytes: Uint8Array | number[]): Uint8Array => {
  const copy = original.slice();
  copy.set(bytes.slice(0, original.length - at), at);
  return copy;
};
const marks = encode("\"',\n\r\t\\{}[]():0-9eE\0");
const hugeNumbers = [0x7fffffff, 0x80000000, 0xfffffffe, 1, 0x10000];

const kinds: readonly (readonly [string, Damage])[] = [
  ["bit", (bytes, at, _length, below) => overwritten(bytes, at, [bytes[at]! ^ (1 << below(8))])],
  ["byte", (bytes, at, _length, below) => overwritten(bytes, at, [below(256)])],
  ["mark", (bytes, at, _length, below) => overwritten(bytes, at, [marks[below(marks.length)]!])],
  ["ones", (bytes, at, length) => overwritten(bytes, at, new Uint8Array(Math.min(length, 8)).fill(255))],
  ["zeros", (bytes, at, length) => overwritten(bytes, at, new Uint8Array(Math.min(length, 8)))],
  [
    "number",
    (bytes, at, _length, below) => {
      const number = hugeNumbers[below(hugeNumbers.length)]!;
      return overwritten(bytes, at, [number & 255, (number >>> 8) & 255, (number >>> 16) & 255, number >>> 24]);
    },
  ],
  ["lost piece", (bytes, at, length) => join(bytes.subarray(0, at), bytes.subarray(at + length))],
  ["doubled piece", (bytes, at, length) => join(bytes.subarray(0, at + length), bytes.subarray(at))],
  [
    "inserted piece",
    (bytes, at, length, below) =>
      join(
        bytes.subarray(0, at),
        Array.from({ length }, () => below(256)),
        bytes.subarray(at),
      ),
  ],
  ["digits", (bytes, at, length) => join(bytes.subarray(0, at), new Uint8Array(length).fill(57), bytes.subarray(at))],
  ["cut off", (bytes, at) => bytes.slice(0, at)],
  [
    "moved piece",
    (bytes, at, length, below) => {
      const from = below(bytes.length);
      return overwritten(bytes, at, bytes.subarray(from, from + length));
    },
  ],
];
