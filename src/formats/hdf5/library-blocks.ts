import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError, UnknownNameError } from "../../errors.js";
import { blockValues } from "../block-values.js";
import type { BlockedArray } from "../blocked-array.js";
import { type Hdf5Dataset, type Hdf5File, openHdf5 } from "../hdf5.js";
import { windowedBlocks } from "../windowed-blocks.js";
import { hdf5ArrayPaths } from "./array-paths.js";
import { checkSize } from "./check-size.js";
import { datatypeName, type Hdf5Datatype } from "./datatype.js";

/**
 * A dataset that is read through the HDF5 library, in windows of whole chunks. The file is open while it is read.
 *
 * @throws FormatError for damage, for other than numbers, and for more elements than the file can hold;
 *   UnknownNameError where nothing stands at `path`
 */
export async function libraryBlocks(
  source: ByteSource,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Omit<BlockedArray, "attributes">> {
  const where = { file: source.name, path };
  const file = await openHdf5(source, signal && { signal });
  try {
    const { shape, chunks, type } = await datasetAt(file, source.name, path);
    if (shape === null || !isNumber(type)) {
      const found = shape === null ? "nothing" : datatypeName(type);
      throw new FormatError({ file: source.name, place: path, expected: "an array of numbers", found });
    }
    checkSize({ where, type, chunks, count: shape, fileBytes: source.size, limit: Number.POSITIVE_INFINITY });

    // of an enumeration, as truth values are stored, the numbers are told
    const dtype = datatypeName(type.kind === "enum" ? { ...type, kind: "integer" } : type);
    const windowed = windowedBlocks({
      ...{ shape, chunks },
      async open(signal) {
        const opened = await openHdf5(source, signal && { signal });
        const dataset = await opened.dataset(path);
        return {
          read: async ({ offset, count }) =>
            blockValues(await dataset.read(offset.map((at, axis) => [at, at + count[axis]!])), where),
          close: opened.close,
        };
      },
    });
    return { ...{ file: source.name, path, shape, dtype, chunks, codec: null, storedBytes: null }, ...windowed };
  } finally {
    file.close();
  }
}

function isNumber({ kind }: Hdf5Datatype): boolean {
  return kind === "integer" || kind === "float" || kind === "enum";
}

async function datasetAt(file: Hdf5File, name: string, path: string): Promise<Hdf5Dataset> {
  if (await file.has(path)) return file.dataset(path);
  const known = await hdf5ArrayPaths(file);
  const next = known.length === 0 ? "the file has no arrays" : `it has ${known.slice(0, 20).join(", ")}`;
  throw new UnknownNameError({ kind: `array in ${name}`, name: path, known, next });
}
