import type { Floats } from "./provider.js";

/** An array of zeros in the precision of another. */
export function zerosLike<V extends Floats>(like: V, length: number): V {
  return new (like.constructor as new (length: number) => V)(length);
}
