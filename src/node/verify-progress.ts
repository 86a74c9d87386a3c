import type { OnProgress } from "../progress.js";
import type { LocatedFile } from "./locate-file.js";

/** Tells how far the reading of files is. */
export interface VerifyProgress {
  advanced(located: LocatedFile, bytes: number): void;
  /** Bytes read: 0 where the hash was remembered. */
  done(located: LocatedFile, bytes: number): void;
  failed(located: LocatedFile, message: string): void;
  /** After the last file. */
  finish(): void;
}

/** Progress of verifying: a file of a listed folder is told of where it fails only, the folder once, at the end. */
export function verifyProgress(onProgress: OnProgress): VerifyProgress {
  const folders = new Map<string, number>();
  const done = (item: string, bytes: number) =>
    onProgress({ kind: "done", task: "verify", item, done: bytes, total: bytes, unit: "bytes" });
  return {
    advanced({ file, found }, bytes) {
      if (file.folder !== undefined) return;
      onProgress({ kind: "advanced", task: "verify", item: file.path, done: bytes, total: found, unit: "bytes" });
    },
    done({ file }, bytes) {
      if (bytes === 0) return;
      if (file.folder === undefined) done(file.path, bytes);
      else folders.set(file.folder, (folders.get(file.folder) ?? 0) + bytes);
    },
    failed({ file }, message) {
      onProgress({ kind: "failed", task: "verify", item: file.path, message });
    },
    finish() {
      for (const [folder, bytes] of folders) done(folder, bytes);
    },
  };
}
