import type { ByteSource } from "../../bytes/byte-source.js";
import { openZip } from "../../bytes/zip.js";
import { FormatError } from "../../errors.js";
import { matchesFilePattern } from "../../manifest/matches-file-pattern.js";
import { stemOf } from "../stem-of.js";

/** A CSV file of one worm. */
export interface FoundWorm {
  readonly recordingId: string;
  /** Name of the file without folders. */
  readonly name: string;
  /** Where it lies: its path in the archive, or "the whole file". */
  readonly place: string;
  readonly open: () => Promise<ByteSource>;
}

/**
 * The worms of a file: the CSV files of an archive, or the one CSV file itself; other files hold none. A worm is called
 * like its file; where an archive has two of one name in different folders, like their paths.
 *
 * @throws FormatError for an archive without CSV files
 */
export async function foundWorms(source: ByteSource): Promise<readonly FoundWorm[]> {
  if (source.name.endsWith(".csv")) {
    const open = async () => source;
    return [{ recordingId: stemOf(source.name), name: nameOf(source.name), place: "the whole file", open }];
  }
  if (!source.name.endsWith(".zip")) return [];
  const files = await openZip(source);
  const paths: string[] = [];
  for await (const path of files.list()) if (matchesFilePattern(path, "*.csv")) paths.push(path);
  if (paths.length === 0) {
    throw new FormatError({ file: source.name, place: "zip directory", expected: "CSV files", found: "none" });
  }
  const stems = paths.map(stemOf);
  const isUnique = new Set(stems).size === stems.length;
  return paths.map((path, index) => ({
    recordingId: isUnique ? stems[index]! : path.replace(/\.csv$/, ""),
    name: nameOf(path),
    place: path,
    open: async () => (await files.open(path))!,
  }));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
