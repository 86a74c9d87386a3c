/**
 * Repeats `length` bytes that lie `offset` before `at`, which may overlap what is written, as Lempel-Ziv formats have
 * it. The caller has checked both ends.
 */
export function copyMatch(output: Uint8Array, at: number, offset: number, length: number): void {
  if (length < 16) {
    for (let i = 0; i < length; i++) output[at + i] = output[at + i - offset]!;
    return;
  }
  if (offset === 1) {
    output.fill(output[at - 1]!, at, at + length);
    return;
  }
  // what is there already doubles with each step
  for (let done = 0; done < length; ) {
    const step = Math.min(length - done, offset + done);
    output.copyWithin(at + done, at - offset, at - offset + step);
    done += step;
  }
}
