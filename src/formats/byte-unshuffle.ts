/**
 * Undoes the shuffle filter: the first bytes of all elements lie together, then the second ones, and so on. Bytes
 * behind the last whole element were left where they were.
 */
export function byteUnshuffle(input: Uint8Array, elementBytes: number): Uint8Array {
  const count = Math.floor(input.length / elementBytes);
  const output = input.slice();
  for (let byte = 0; byte < elementBytes; byte++) {
    const start = byte * count;
    for (let i = 0; i < count; i++) output[i * elementBytes + byte] = input[start + i]!;
  }
  return output;
}
