/** Words that are added before the sums are folded; more could reach 2^32. */
const wordsPerFold = 360;

/**
 * The checksum of the HDF5 library's filter: two sums of big-endian words of 16 bits, an odd byte filled up by zeros,
 * folded into 16 bits by adding what is above them.
 *
 * Source: J. Fletcher, "An arithmetic checksum for serial transmissions", IEEE Transactions on Communications 30 (1982);
 * HDF5 reference, H5Pset_fletcher32.
 */
export function fletcher32(bytes: Uint8Array): number {
  let first = 0;
  let second = 0;
  const end = bytes.length - (bytes.length % 2);
  for (let at = 0; at < end; ) {
    const stop = Math.min(end, at + 2 * wordsPerFold);
    for (; at < stop; at += 2) {
      first += (bytes[at]! << 8) | bytes[at + 1]!;
      second += first;
    }
    first = folded(first);
    second = folded(second);
  }
  if (end < bytes.length) {
    first = folded(first + (bytes[end]! << 8));
    second = folded(second + first);
  }
  return ((folded(second) << 16) | folded(first)) >>> 0;
}

function folded(sum: number): number {
  return (sum & 0xffff) + (sum >>> 16);
}
