import { FormatError } from "../../errors.js";

const documentNames = new Set([".zgroup", ".zarray", ".zmetadata", "zarr.json"]);

/** True for the files that describe arrays and groups. */
export function isDocument(path: string): boolean {
  return documentNames.has(path.slice(path.lastIndexOf("/") + 1));
}

/**
 * The folder of the store among the paths of a file set, empty or with "/" at its end: the top, or the one folder that
 * has a store.
 *
 * @throws FormatError where there is none, or more than one
 */
export function findRoot(paths: readonly string[], file: string): string {
  const folders = [...new Set(paths.filter(isDocument).map((path) => path.slice(0, path.lastIndexOf("/") + 1)))].sort();
  const roots = folders.filter((folder, index) => !folders.slice(0, index).some((above) => folder.startsWith(above)));
  if (roots.length === 1) return roots[0]!;
  const next = roots.length === 0 ? "give the folder that has .zgroup, .zarray or zarr.json" : "name one as the root";
  const found =
    roots.length === 0 ? `none among ${paths.length} files` : `${roots.length}: ${roots.slice(0, 5).join(", ")}`;
  throw new FormatError({ file, place: "zarr store", expected: "one store", found, next });
}
