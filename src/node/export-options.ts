import type { OnProgress } from "../progress.js";

/** Which tables to write. */
export interface ExportOptions {
  /** Default: all tables. */
  readonly tables?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** What one exported file holds. */
export interface ExportedFile {
  readonly path: string;
  readonly rows: number;
}
