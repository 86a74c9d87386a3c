/**
 * Where written files go. A sink never shows a half-written file: what was created becomes visible under its name
 * only when its writer is closed, as a whole.
 *
 * @module
 */

/** One file being written, front to back. */
export interface FileWriter {
  /** Appends bytes; they may be reused when the promise settles. Calls must not overlap. */
  write(bytes: Uint8Array): Promise<void>;
  /** Makes the file visible under its name, replacing an older one, atomically. */
  close(): Promise<void>;
  /** Throws away what was written. */
  abort(): Promise<void>;
}

/** A folder to write into: a disk folder, or memory. */
export interface FolderSink {
  /** Begins a file at `path`, below the folder; missing levels are made. */
  create(path: string): Promise<FileWriter>;
  /** Removes a file; a missing one is no error. */
  remove(path: string): Promise<void>;
}
