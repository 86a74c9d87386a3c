import type { ByteSource } from "../bytes/byte-source.js";
import { openZip, type ZipOptions } from "../bytes/zip.js";
import { FormatError, UnknownNameError } from "../errors.js";
import { type NpyArray, openNpy } from "./npy.js";

/** The arrays of an NPZ file by name. */
export interface NpzFile {
  /** The names of the arrays, without `.npy`, sorted. */
  readonly names: readonly string[];
  /** Opens one array; only its header is read. Throws an UnknownNameError for a name that is not there. */
  open(name: string): Promise<NpyArray>;
}

/**
 * Opens an NPZ file: a zip archive of NPY files, as `numpy.savez` and `savez_compressed` write it. Windows of arrays
 * that are stored without compression are read in place.
 *
 * @throws FormatError for what is no zip archive, or holds files but no array
 */
export async function openNpz(source: ByteSource, options: ZipOptions = {}): Promise<NpzFile> {
  const files = await openZip(source, options);
  const paths: string[] = [];
  for await (const path of files.list()) paths.push(path);
  const names = paths.filter((path) => path.endsWith(".npy")).map((path) => path.slice(0, -".npy".length));
  if (names.length === 0 && paths.length > 0) {
    const found = paths.slice(0, 3).join(", ");
    throw new FormatError({ file: source.name, place: "NPZ members", expected: "arrays (*.npy)", found });
  }
  return {
    names,
    async open(name) {
      const member = names.includes(name) ? await files.open(`${name}.npy`) : undefined;
      if (!member) throw new UnknownNameError({ kind: `array in ${source.name}`, name, known: names });
      return openNpy(member, options.signal ? { signal: options.signal } : {});
    },
  };
}
