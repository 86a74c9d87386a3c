import type { MatValue } from "./mat-value.js";
import type { Mat5ArrayHeader } from "./mat5-array-header.js";
import type { Mat5Cursor } from "./mat5-cursor.js";
import type { MemoryBudget } from "./memory-budget.js";

/** A matrix whose header has been read; the cursor stands before its content. */
export interface Mat5Matrix {
  readonly cursor: Mat5Cursor;
  readonly header: Mat5ArrayHeader;
  /** Names the variable and the part of it, as MATLAB would write it: `neurons(3).coords`. */
  readonly place: string;
  readonly bigEndian: boolean;
  readonly budget: MemoryBudget;
  /** Of a structure, only these fields. */
  readonly fields: readonly string[] | undefined;
  /** Reads the matrix that comes next in the content; `place` is its own. */
  child(place: string): MatValue;
}
