/** IEEE 754 half-precision numbers, as the words of a buffer, in single precision (exact). */
export function bytesToFloat16Values(buffer: ArrayBuffer): Float32Array {
  return Float32Array.from(new Uint16Array(buffer), (word) => {
    const sign = word & 0x8000 ? -1 : 1;
    const exponent = (word >> 10) & 31;
    const fraction = word & 0x3ff;
    if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}
