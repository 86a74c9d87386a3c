/**
 * A small zlib encoder for images: one block of Huffman-coded literals (RFC 1950, RFC 1951). It looks for no repeats,
 * which filtered rows of noisy traces hardly have, and gives the same bytes on every machine, which the platform's
 * own compressors do not promise.
 *
 * @module
 */

const longestCode = 15;
const endOfBlock = 256;

/** `bytes` as a zlib stream. */
export function huffmanDeflate(bytes: Uint8Array): Uint8Array {
  const counts = new Float64Array(endOfBlock + 1);
  for (const byte of bytes) counts[byte]! += 1;
  counts[endOfBlock] = 1;
  const lengths = codeLengths(counts);
  const codes = canonicalCodes(lengths);
  const writer = bitWriter(bytes.length + 512);
  writer.bytes(0x78, 0x01);
  writer.bits(1, 1); // the last block
  writer.bits(2, 2); // with its own codes
  writer.bits(0, 5); // 257 literal and length codes
  writer.bits(0, 5); // 1 distance code, of length 0: none is used
  writer.bits(15, 4); // 19 lengths of the codes that code the lengths
  // sixteen plain lengths (0 to 15) of 4 bits each, the three repeat codes unused; in the order the format wants
  for (let index = 0; index < 19; index++) writer.bits(index < 3 ? 0 : 4, 3);
  for (const length of lengths) writer.bits(reversed(length, 4), 4);
  writer.bits(0, 4); // the distance code
  for (const byte of bytes) writer.bits(codes[byte]!, lengths[byte]!);
  writer.bits(codes[endOfBlock]!, lengths[endOfBlock]!);
  writer.align();
  const sum = adler32(bytes);
  writer.bytes(sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255);
  return writer.result();
}

/** Lengths of a Huffman code, none longer than 15 bits; 0 for symbols that do not occur. */
function codeLengths(counts: Float64Array): Uint8Array {
  // rarely needed: flatter counts give shorter codes
  for (let floor = 1; ; floor *= 2) {
    const lengths = huffmanLengths(counts.map((count) => (count === 0 ? 0 : Math.ceil(count / floor))));
    if (lengths.every((length) => length <= longestCode)) return lengths;
  }
}

function huffmanLengths(counts: Float64Array): Uint8Array {
  interface Node {
    readonly count: number;
    readonly order: number;
    readonly symbols: readonly number[];
  }
  const lengths = new Uint8Array(counts.length);
  let order = 0;
  let nodes: Node[] = [];
  counts.forEach((count, symbol) => {
    if (count > 0) nodes.push({ count, order: order++, symbols: [symbol] });
  });
  if (nodes.length === 1) nodes.push({ count: 0, order: order++, symbols: [nodes[0]!.symbols[0] === 0 ? 1 : 0] });
  while (nodes.length > 1) {
    nodes = nodes.sort((a, b) => a.count - b.count || a.order - b.order);
    const [first, second] = nodes as [Node, Node];
    const symbols = [...first.symbols, ...second.symbols];
    for (const symbol of symbols) lengths[symbol]! += 1;
    nodes = [{ count: first.count + second.count, order: order++, symbols }, ...nodes.slice(2)];
  }
  return lengths;
}

/** Canonical codes, already reversed for writing the lowest bit first. */
function canonicalCodes(lengths: Uint8Array): Uint16Array {
  const codes = new Uint16Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= longestCode; length++) {
    code <<= 1;
    lengths.forEach((own, symbol) => {
      if (own === length) codes[symbol] = reversed(code++, length);
    });
  }
  return codes;
}

function reversed(value: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) result |= ((value >> bit) & 1) << (bits - 1 - bit);
  return result;
}

function bitWriter(capacity: number) {
  let out = new Uint8Array(capacity);
  let length = 0;
  let held = 0;
  let heldBits = 0;
  const byte = (value: number) => {
    if (length === out.length) {
      const larger = new Uint8Array(out.length * 2);
      larger.set(out);
      out = larger;
    }
    out[length++] = value;
  };
  return {
    bits(value: number, bits: number) {
      held |= value << heldBits;
      heldBits += bits;
      for (; heldBits >= 8; heldBits -= 8, held >>>= 8) byte(held & 255);
    },
    align() {
      if (heldBits > 0) byte(held & 255);
      held = 0;
      heldBits = 0;
    },
    bytes(...values: readonly number[]) {
      for (const value of values) byte(value);
    },
    result: () => out.slice(0, length),
  };
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}
