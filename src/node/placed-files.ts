import type { FileSet } from "../bytes/file-set.js";
import { fileSource } from "./file-source.js";

/** A file set of files that lie in different places on disk: path in the set → path on disk. */
export function placedFiles(places: ReadonlyMap<string, string>): FileSet {
  return {
    async open(path) {
      const place = places.get(path);
      return place === undefined ? undefined : fileSource(place, path);
    },
    async *list(prefix = "") {
      for (const path of [...places.keys()].filter((name) => name.startsWith(prefix)).sort()) yield path;
    },
  };
}
