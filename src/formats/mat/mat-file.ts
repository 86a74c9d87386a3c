import type { MatValue } from "./mat-value.js";

/** A variable of a MAT file, as a look at its header tells. */
export interface MatVariable {
  readonly name: string;
  /** The class in MATLAB; a sparse matrix has that of its elements. */
  readonly className: string;
  /** [] where it is unknown, of some objects. */
  readonly shape: readonly number[];
}

/** Which part of a variable to read. */
export interface ReadMatOptions {
  /** Of a structure, only these fields; others are not decoded. Default: all. */
  readonly fields?: readonly string[];
  /** Most bytes that the variable may take, in memory and inflated; a larger one is an error. Default 1 GiB. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** An opened MAT file of version 5 or 7.3. */
export interface MatFile {
  readonly version: "5" | "7.3";
  /** In the order of the file. */
  readonly variables: readonly MatVariable[];
  /** Reads one variable whole, with all that it holds. */
  read(name: string, options?: ReadMatOptions): Promise<MatValue>;
  /** Lets go of what was opened; reading is then over. */
  close(): void;
}
