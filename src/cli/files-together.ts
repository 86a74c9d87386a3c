import type { SingleFile } from "../manifest/single-files.js";

/** A file, or several of one folder, for one line of a list. */
export interface FilesTogether<F> {
  /** What the line calls them. */
  readonly name: string;
  readonly files: readonly [F, ...F[]];
}

/**
 * Files for a list that people read: those of a folder with a list of its own stand together where `sameAs` gives the same
 * words for them, in the place of the first; all others stand alone.
 */
export function filesTogether<F extends { readonly file: SingleFile }>(
  all: readonly F[],
  sameAs: (one: F) => string,
): readonly FilesTogether<F>[] {
  const lines = new Map<string, [F, ...F[]]>();
  for (const one of all) {
    const { folder, path } = one.file;
    const key = folder === undefined ? path : `${folder}\n${sameAs(one)}`;
    const line = lines.get(key);
    if (line) line.push(one);
    else lines.set(key, [one]);
  }
  return [...lines.values()].map((files) => {
    const { folder, path } = files[0].file;
    return { files, name: files.length === 1 ? path : `${folder} (${files.length} files)` };
  });
}
