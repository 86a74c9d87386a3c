import { lookup3 } from "./jld2/lookup3.js";

/** Longer ones are decoded each time: a chunk of one value deflates to a thousandth. */
const longestRemembered = 1 << 16;
/** So many of them are kept; a file has few. */
const mostRemembered = 256;

interface Remembered {
  readonly stored: Uint8Array;
  readonly mask: number;
  readonly value: number;
}

/** Stored bytes of chunks that were found to hold one value throughout, so that equal bytes need no decoding. */
export interface ConstantChunks {
  /** The one value of a chunk with the same bytes; undefined where none is known. */
  valueOf(stored: Uint8Array, mask: number): number | undefined;
  remember(stored: Uint8Array, mask: number, value: number): void;
}

/** Makes an empty {@link ConstantChunks}; bytes are found by a hash and compared one by one. */
export function constantChunks(): ConstantChunks {
  const known = new Map<number, Remembered[]>();
  let count = 0;
  const find = (stored: Uint8Array, mask: number): Remembered | undefined => {
    if (count === 0 || stored.length > longestRemembered) return undefined;
    return known.get(lookup3(stored))?.find((entry) => entry.mask === mask && areEqual(entry.stored, stored));
  };
  return {
    valueOf: (stored, mask) => find(stored, mask)?.value,
    remember(stored, mask, value) {
      if (stored.length > longestRemembered || count >= mostRemembered || find(stored, mask)) return;
      const hash = lookup3(stored);
      known.set(hash, [...(known.get(hash) ?? []), { stored: stored.slice(), mask, value }]);
      count += 1;
    },
  };
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}
