import { FormatError } from "../../errors.js";
import { checkSize } from "./check-size.js";
import type { Hdf5Datatype } from "./datatype.js";
import { datatypeName, hdf5Datatype } from "./datatype.js";
import type { LibraryMetadata } from "./library-module.js";
import { readBox } from "./read-box.js";
import type { Hdf5Session } from "./session.js";
import type { Hdf5Element, Hdf5List } from "./values.js";
import { toNumbers, toStrings } from "./values.js";
import type { Hdf5Window } from "./window.js";
import { windowBox } from "./window.js";

/** An array stored in the file. */
export interface Hdf5Dataset {
  /** Absolute, links resolved. */
  readonly path: string;
  /** Lengths of the axes; [] for a scalar, null for a dataset that is declared to hold nothing. */
  readonly shape: readonly number[] | null;
  /** Type of an element in short: "float64", "int64", "uint16", "string", "reference", "compound", … */
  readonly dtype: string;
  readonly type: Hdf5Datatype;
  /** Lengths of a chunk, or null when the elements lie in one stretch. */
  readonly chunks: readonly number[] | null;
  /**
   * The elements in C order, all or those of `window`.
   *
   * @throws ArgumentError when the window does not fit, FormatError when the elements cannot be had
   */
  read(window?: Hdf5Window): Promise<Hdf5List>;
  /** As {@link Hdf5Dataset.read}, as float64. @throws FormatError for other than numbers, and unsafe integers */
  numbers(window?: Hdf5Window): Promise<Float64Array<ArrayBuffer>>;
  /** As {@link Hdf5Dataset.read}, as strings. @throws FormatError for other than strings */
  strings(window?: Hdf5Window): Promise<readonly string[]>;
  /** The only element. @throws FormatError when there are more or fewer */
  scalar(): Promise<Hdf5Element>;
  /** Attributes by name; arrays are lists in C order. */
  attributes(names?: readonly string[]): Promise<ReadonlyMap<string, Hdf5Element>>;
}

/** Describes the dataset at `path` (no links in it). @throws FormatError when it cannot be read in safety */
export async function openDataset(
  session: Hdf5Session,
  path: string,
  options: { readonly maxReadBytes: number; readonly attributes: Hdf5Dataset["attributes"] },
): Promise<Hdf5Dataset> {
  const file = session.source.name;
  const metadata = await session.run(path, (module, id) => module.get_dataset_metadata(id, path));
  refuseOtherFiles(file, path, metadata);
  const shape = safeShape(file, path, metadata.shape);
  const chunks = metadata.chunks ?? null;
  const where = { file, path };
  const type = hdf5Datatype(metadata, where);

  async function read(window?: Hdf5Window): Promise<Hdf5List> {
    const box = windowBox(shape ?? [0], shape ? window : undefined);
    checkSize({ where, type, chunks, count: box.count, fileBytes: session.source.size, limit: options.maxReadBytes });
    return readBox(session, { path, shape: shape ?? [0], chunks, type }, box);
  }

  return {
    path,
    shape,
    dtype: datatypeName(type),
    type,
    chunks,
    read,
    numbers: async (window) => toNumbers(await read(window), where),
    strings: async (window) => toStrings(await read(window), where),
    scalar: async () => {
      const values = await read(shape?.map(() => [0, 1] as const));
      const [value] = values;
      const count = shape?.reduce((product, n) => product * n, 1) ?? 0;
      if (value === undefined || count !== 1) {
        throw new FormatError({ file, place: path, expected: "one value", found: `${count}` });
      }
      return value;
    },
    attributes: options.attributes,
  };
}

function safeShape(file: string, path: string, shape: readonly number[] | null): readonly number[] | null {
  if (shape === null || shape.every((n) => Number.isSafeInteger(n) && n >= 0)) return shape;
  throw new FormatError({ file, place: path, expected: "lengths below 2^53", found: shape.join(" × ") });
}

function refuseOtherFiles(file: string, path: string, metadata: LibraryMetadata): void {
  const other = metadata.virtual_sources?.find((source) => source.file_name !== ".");
  if (!other) return;
  throw new FormatError({
    file,
    place: path,
    expected: "elements inside this file",
    found: `a virtual dataset that takes them from "${other.file_name}"`,
    next: "other files are never opened on behalf of a file; copy the data into one file first",
  });
}
