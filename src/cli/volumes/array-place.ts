import type { BlockedArray } from "../../formats/blocked-array.js";

/** The path of an array inside of its file, without a first slash; `/` where the file, or the store, is the array. */
export function arrayPlace({ path, chunks }: BlockedArray): string {
  // NPY and NIfTI files hold one array that has no path: theirs is a word for messages
  const isFile = chunks === null && !path.startsWith("/");
  return isFile ? "/" : path.replace(/^\/+/, "") || "/";
}
