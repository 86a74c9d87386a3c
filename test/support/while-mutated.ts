/** Places of a file, `[start, end)`. */
export type Region = readonly [start: number, end: number];

/** Regions of `radius` bytes around every occurrence of one of the four-letter `signatures`, and the first 4096 bytes. */
export function regionsAround(bytes: Uint8Array, signatures: readonly string[], radius: number): readonly Region[] {
  const wanted = new Set(
    signatures.map((text) => text.split("").reduce((sum, c, i) => sum + c.charCodeAt(0) * 256 ** i, 0)),
  );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const regions: Region[] = [[0, Math.min(bytes.length, 4096)]];
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (wanted.has(view.getUint32(at, true)))
      regions.push([Math.max(0, at - radius), Math.min(bytes.length, at + radius)]);
  }
  return regions;
}

/**
 * Changes one to three bytes of `bytes` inside `regions`, the same for the same seed, while `use` runs, and puts them
 * back: the files are large and the mutations many.
 */
export async function whileMutated<T>(
  bytes: Uint8Array,
  regions: readonly Region[],
  seed: number,
  use: () => Promise<T>,
): Promise<T> {
  const random = uniform(seed);
  const before = new Map<number, number>();
  const count = 1 + Math.floor(random() * 3);
  for (let i = 0; i < count; i++) {
    const [start, end] = regions[Math.floor(random() * regions.length)]!;
    const at = start + Math.floor(random() * (end - start));
    const value = random() < 0.3 ? [0, 1, 128, 255][Math.floor(random() * 4)]! : Math.floor(random() * 256);
    if (!before.has(at)) before.set(at, bytes[at]!);
    bytes[at] = value === bytes[at] ? value ^ 1 : value;
  }
  try {
    return await use();
  } finally {
    for (const [at, value] of before) bytes[at] = value;
  }
}

/** Numbers in [0, 1) from a 32-bit multiplicative mixer, enough to spread mutations. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
