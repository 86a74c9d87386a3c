import { compareCodePoints } from "./compare-code-points.js";
import { type FileSet, isInside } from "./file-set.js";
import { memorySource } from "./memory-source.js";

/** A file set in memory: path → bytes. Strings are stored as UTF-8. Later changes of the record are not seen. */
export function memoryFiles(record: Readonly<Record<string, Uint8Array | string>>): FileSet {
  const encoder = new TextEncoder();
  const entries = Object.entries(record).filter(([path]) => isInside(path));
  const files = new Map(
    entries.map(([path, content]) => [path, typeof content === "string" ? encoder.encode(content) : content]),
  );
  return mapFiles(files);
}

/** The file set that shows what `files` holds at the moment of each call. */
export function mapFiles(files: ReadonlyMap<string, Uint8Array>): FileSet {
  return {
    async open(path) {
      const bytes = files.get(path);
      return bytes && memorySource(path, bytes);
    },
    async *list(prefix = "") {
      const paths = [...files.keys()].filter((path) => path.startsWith(prefix));
      yield* paths.sort(compareCodePoints);
    },
  };
}
