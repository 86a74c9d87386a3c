import type { MatVariable } from "./mat-file.js";
import type { MatValue } from "./mat-value.js";
import type { MemoryBudget } from "./memory-budget.js";

/** How one variable is read. */
export interface StoredRead {
  /** Of a structure, only these fields. */
  readonly fields: readonly string[] | undefined;
  readonly signal: AbortSignal | undefined;
  readonly budget: MemoryBudget;
}

/** The variables of a file of one version. */
export interface StoredVariables {
  readonly variables: readonly MatVariable[];
  /** Reads the variable `name`, which is one of them. */
  read(name: string, how: StoredRead): Promise<MatValue>;
  close(): void;
}
