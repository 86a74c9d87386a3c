import type { MatNumbers } from "./mat-value.js";

type Values = MatNumbers["values"];
type ArrayConstructor = { new (values: ArrayLike<number>): Values };

const arrays: Readonly<Record<string, ArrayConstructor>> = {
  double: Float64Array,
  single: Float32Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: Float64Array,
  uint64: Float64Array,
};

/** True for the numeric classes of MATLAB. */
export function isNumericClass(className: string): boolean {
  return Object.hasOwn(arrays, className);
}

/**
 * Stored numbers as those of a numeric class, which may be stored in a narrower type: in that class's typed array,
 * 64-bit integers as float64 unless one of them is beyond ±(2^53 − 1). Undefined where the class cannot hold them.
 */
export function toClass(stored: Values, className: string): Values | undefined {
  const target = arrays[className]!;
  if (stored instanceof BigInt64Array || stored instanceof BigUint64Array) {
    const numbers = Float64Array.from(stored, Number);
    if (numbers.every(Number.isSafeInteger)) return target === Float64Array ? numbers : exact(numbers, target);
    const own = className === "int64" ? BigInt64Array : className === "uint64" ? BigUint64Array : undefined;
    return own && stored instanceof own ? stored : undefined;
  }
  if (stored instanceof target) return stored;
  return target === Float64Array ? new Float64Array(stored) : exact(stored, target);
}

/** The truth values of stored numbers, 0 and 1. */
export function toTruth(stored: Values): Uint8Array {
  return Uint8Array.from(stored as ArrayLike<number | bigint>, (value) => (value ? 1 : 0));
}

function exact(stored: ArrayLike<number>, target: ArrayConstructor): Values | undefined {
  const converted = new target(stored);
  for (let i = 0; i < stored.length; i++) {
    if (converted[i] !== stored[i] && !Number.isNaN(stored[i])) return undefined;
  }
  return converted;
}
