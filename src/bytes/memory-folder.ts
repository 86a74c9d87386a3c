import { ArgumentError } from "../errors.js";
import { concatBytes } from "./concat-bytes.js";
import { type FileSet, isInside } from "./file-set.js";
import type { FileWriter, FolderSink } from "./folder-sink.js";
import { mapFiles } from "./memory-files.js";

/** A folder in memory: what is written into it can be read from it, each file once its writer is closed. */
export function memoryFolder(): FolderSink & FileSet {
  const files = new Map<string, Uint8Array>();
  return {
    ...mapFiles(files),
    async create(path) {
      if (!isInside(path)) {
        throw new ArgumentError({ argument: "path", expected: "a relative path with / and without ..", found: path });
      }
      return memoryWriter(path, (bytes) => files.set(path, bytes));
    },
    async remove(path) {
      files.delete(path);
    },
  };
}

function memoryWriter(path: string, commit: (bytes: Uint8Array) => void): FileWriter {
  let chunks: Uint8Array[] = [];
  let state: "open" | "closed" | "aborted" = "open";
  return {
    async write(bytes) {
      if (state !== "open") throw writerIsOver(path, state);
      chunks.push(new Uint8Array(bytes));
    },
    async close() {
      if (state === "aborted") throw writerIsOver(path, state);
      if (state === "closed") return;
      state = "closed";
      commit(concatBytes(chunks));
      chunks = [];
    },
    async abort() {
      if (state === "closed") return;
      state = "aborted";
      chunks = [];
    },
  };
}

/** What a writer throws that is used after its end. */
export function writerIsOver(path: string, state: "closed" | "aborted"): ArgumentError {
  return new ArgumentError({ argument: path, expected: "a writer that is still open", found: `one that was ${state}` });
}
