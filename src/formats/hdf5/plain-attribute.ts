import type { Hdf5Element } from "./values.js";

/**
 * An attribute as JSON could hold it: numbers, texts, lists and objects. Integers beyond ±(2^53 − 1) become texts,
 * references null.
 */
export function plainAttribute(value: Hdf5Element): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value !== "object") return value;
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, part]) => [name, plainAttribute(part)]));
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    return Array.from(value as ArrayLike<Hdf5Element>, (part) => plainAttribute(part));
  }
  return null;
}
