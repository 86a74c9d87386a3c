import type { LocatedFile } from "../node/locate-file.js";

/** True for a file that is in no place of this machine and has no address either. */
export function isOutOfReach({ file, place }: Pick<LocatedFile, "file" | "place">): boolean {
  return place === null && file.urls.length === 0;
}

/** Where a file is, in the words of lists of files. */
export function placeWords(located: Pick<LocatedFile, "file" | "place">): string {
  return located.place ?? (isOutOfReach(located) ? "not here, no address known" : "to fetch");
}
