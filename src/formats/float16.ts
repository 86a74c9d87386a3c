import { fromFloat16 } from "../bytes/float16.js";

/** IEEE 754 half-precision numbers, as the words of a buffer, in single precision (exact). */
export function bytesToFloat16Values(buffer: ArrayBuffer): Float32Array {
  return Float32Array.from(new Uint16Array(buffer), fromFloat16);
}
