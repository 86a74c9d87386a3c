import { FormatError } from "../../errors.js";

/** What one value costs besides its elements. */
export const valueBytes = 200;

/** Values inside of values are read down to this depth. */
export const deepestNesting = 64;

/** Counts what a read makes, so that a small file cannot become a large value. */
export interface MemoryBudget {
  /** Counts `bytes` that are about to be made for what stands at `place`. @throws FormatError when they are too many */
  take(bytes: number, place: string): void;
  /** Bytes counted so far. */
  taken(): number;
}

/** A {@link MemoryBudget} of `limit` bytes for a read of `file`. */
export function memoryBudget(file: string, limit: number): MemoryBudget {
  let taken = 0;
  return {
    take(bytes, place) {
      taken += bytes;
      if (taken <= limit) return;
      const next = "read single fields, or allow more";
      throw new FormatError({ file, place, expected: `at most ${limit} bytes`, found: `${taken} or more`, next });
    },
    taken: () => taken,
  };
}
