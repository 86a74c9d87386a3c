/**
 * Indices of the values that are there (not NaN), by rising value, equal values by rising index: a radix sort over the
 * eight bytes of the numbers, in O(n), several times as fast as a comparison sort of some thousand values.
 */
export function sortedIndices(values: ArrayLike<number>): Int32Array {
  const keys = new Float64Array(values.length);
  const words = new Uint32Array(keys.buffer);
  let order = new Int32Array(values.length);
  let present = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) continue;
    // −0 becomes 0, its equal
    keys[index] = value + 0;
    const [low, high] = [2 * index, 2 * index + 1];
    // as whole numbers without sign, keys rise with the values: those below 0 are turned round, the others moved up
    if (words[high]! >>> 31 === 1) {
      words[low] = ~words[low]!;
      words[high] = ~words[high]!;
    } else words[high]! |= 0x80000000;
    order[present++] = index;
  }
  order = order.subarray(0, present);
  let sorted = new Int32Array(present);
  for (let byte = 0; byte < 8; byte++) {
    if (sortByByte(order, sorted, words, byte)) [order, sorted] = [sorted, order];
  }
  return order;
}

/** One stable pass; false where all keys have the same byte there, so that nothing was moved. */
function sortByByte(from: Int32Array, to: Int32Array, words: Uint32Array, byte: number): boolean {
  const word = byte >> 2;
  const shift = 8 * (byte & 3);
  const next = new Int32Array(257);
  for (let at = 0; at < from.length; at++) next[((words[2 * from[at]! + word]! >>> shift) & 255) + 1]!++;
  if (next.includes(from.length, 1)) return false;
  for (let digit = 0; digit < 256; digit++) next[digit + 1]! += next[digit]!;
  for (let at = 0; at < from.length; at++) {
    const index = from[at]!;
    const digit = (words[2 * index + word]! >>> shift) & 255;
    to[next[digit]!++] = index;
  }
  return true;
}
