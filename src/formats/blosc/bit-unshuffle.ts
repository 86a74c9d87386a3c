/**
 * Undoes the bit shuffle of Blosc 1: bit k of byte j of all elements lie together, in the plane `8 j + k`, element e in
 * bit `e mod 8` of the byte `floor(e / 8)` of the plane. A block whose number of elements is no multiple of 8 was not
 * shuffled; bytes behind the last whole element were left where they were. The time follows the bits that are set.
 */
export function bitUnshuffle(input: Uint8Array, elementBytes: number): Uint8Array {
  const count = Math.floor(input.length / elementBytes);
  if (count % 8 !== 0) return input;
  const planeBytes = count / 8;
  const output = new Uint8Array(input.length);
  output.set(input.subarray(count * elementBytes), count * elementBytes);
  const words = wordsOf(input);
  for (let plane = 0; plane < 8 * elementBytes; plane++) {
    const start = plane * planeBytes;
    const end = start + planeBytes;
    const byte = plane >> 3;
    const mask = 1 << (plane & 7);
    for (let at = start; at < end; at++) {
      // most of a label volume is zero
      while ((at & 3) === 0 && at + 4 <= end && words[at >> 2] === 0) at += 4;
      if (at >= end) break;
      let column = input[at]!;
      for (let element = (at - start) * 8 * elementBytes + byte; column !== 0; element += elementBytes) {
        if ((column & 1) !== 0) output[element]! |= mask;
        column >>= 1;
      }
    }
  }
  return output;
}

/** The same bytes four at a time; none where they do not begin at a multiple of four. */
function wordsOf(bytes: Uint8Array): Int32Array {
  if (bytes.byteOffset % 4 !== 0) return new Int32Array(0);
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
}
