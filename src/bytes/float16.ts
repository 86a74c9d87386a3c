const float64 = new Float64Array(1);
const halves = new Uint32Array(float64.buffer);
// the half with sign and exponent, whatever the machine's byte order
const high = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Half of the step above the largest finite half-precision number, 65,504: from here on numbers become infinite. */
const overflow = 65_520;
const smallestNormal = 2 ** -14;

/**
 * A number as an IEEE 754 half-precision word (0 to 65,535): rounded to the nearest, ties to even; from 65,520 on
 * infinite; below 2⁻¹⁴ in steps of 2⁻²⁴. The sign of zero is kept, every NaN becomes 0x7e00.
 */
export function toFloat16(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  float64[0] = value;
  const top = halves[high]!;
  const sign = top >>> 31 ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= overflow) return sign | 0x7c00;
  if (size < smallestNormal) return sign | roundToEven(size * 2 ** 24);
  const exponent = ((top >>> 20) & 0x7ff) - 1023;
  // a fraction that rounds up to 2048 carries into the exponent
  return sign | ((exponent + 15) * 1024 + roundToEven(size * 2 ** (10 - exponent)) - 1024);
}

/** The number that a half-precision word stands for; exact. */
export function fromFloat16(word: number): number {
  const sign = word & 0x8000 ? -1 : 1;
  const exponent = (word >> 10) & 31;
  const fraction = word & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const float32 = new Float32Array(1);
const word32 = new Uint32Array(float32.buffer);
/** Adding and taking off this leaves a multiple of 2⁻²⁴, rounded as float64 rounds. */
const subnormalShift = 1.5 * 2 ** 28;

/**
 * Numbers after a stay in half precision, in single precision, which holds all of them: `fromFloat16(toFloat16(value))`
 * without the word in between. A normal number goes through single precision first: rounded to odd there, so that the
 * second rounding, to the ten bits of the fraction and ties to even, comes out as if there had been no first one.
 */
export function throughFloat16(values: ArrayLike<number>): Float32Array {
  const rounded = new Float32Array(values.length);
  for (let index = 0; index < rounded.length; index++) {
    const value = values[index]!;
    const size = Math.abs(value);
    let kept: number;
    if (size < smallestNormal) kept = size + subnormalShift - subnormalShift;
    else if (size >= overflow) kept = Number.POSITIVE_INFINITY;
    else {
      float32[0] = size;
      const single = float32[0]!;
      if (single !== size) word32[0] = (word32[0]! - (single > size ? 1 : 0)) | 1;
      const bits = word32[0]!;
      word32[0] = (bits + 0xfff + ((bits >>> 13) & 1)) & 0xffffe000;
      kept = float32[0]!;
    }
    // zero has a sign too
    rounded[index] = value < 0 || Object.is(value, -0) ? -kept : kept;
  }
  return rounded;
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest > 0.5 ? below + 1 : below;
  return below % 2 === 0 ? below : below + 1;
}
