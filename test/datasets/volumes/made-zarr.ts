import { memoryFiles } from "../../../src/bytes/memory-files.js";

/** An array of small whole numbers for {@link madeZarr}. */
export interface MadeArray {
  readonly shape: readonly number[];
  /** Default: the whole array. */
  readonly chunks?: readonly number[];
  readonly dtype?: "|u1" | "<u2" | "<i4" | "<f4";
  readonly values: ArrayLike<number>;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** The files of a Zarr store of version 2 without compression: arrays by path, all chunks written at full size. */
export function madeZarr(root: string, arrays: Readonly<Record<string, MadeArray>>): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = { [`${root}/.zgroup`]: json({ zarr_format: 2 }) };
  for (const [path, array] of Object.entries(arrays)) {
    const { shape, chunks = shape, dtype = "|u1", attributes } = array;
    const groups = path.split("/").slice(0, -1);
    for (const end of groups.keys()) {
      files[`${root}/${groups.slice(0, end + 1).join("/")}/.zgroup`] = json({ zarr_format: 2 });
    }
    const fields = { zarr_format: 2, shape, chunks, dtype, compressor: null, fill_value: 0, order: "C", filters: null };
    files[`${root}/${path}/.zarray`] = json(fields);
    if (attributes) files[`${root}/${path}/.zattrs`] = json(attributes);
    const counts = shape.map((length, axis) => Math.ceil(length / chunks[axis]!));
    for (const chunk of placesIn(counts)) files[`${root}/${path}/${chunk.join(".")}`] = chunkBytes(array, chunk);
  }
  return files;
}

/** The same as a file set. */
export const madeZarrFiles = (...given: Parameters<typeof madeZarr>) => memoryFiles(madeZarr(...given));

function chunkBytes({ shape, chunks = shape, dtype = "|u1", values }: MadeArray, chunk: readonly number[]): Uint8Array {
  const numbers = [...placesIn(chunks)].map((inside) => {
    const place = inside.map((at, axis) => chunk[axis]! * chunks[axis]! + at);
    if (place.some((at, axis) => at >= shape[axis]!)) return 0;
    return values[place.reduce((flat, at, axis) => flat * shape[axis]! + at, 0)]!;
  });
  const typed = { "|u1": Uint8Array, "<u2": Uint16Array, "<i4": Int32Array, "<f4": Float32Array }[dtype].from(numbers);
  return new Uint8Array(typed.buffer);
}

/** All places of a box in C order. */
function* placesIn(shape: readonly number[]): Generator<readonly number[]> {
  const size = shape.reduce((product, length) => product * length, 1);
  for (let flat = 0; flat < size; flat++) {
    let rest = flat;
    yield shape
      .toReversed()
      .map((length) => {
        const at = rest % length;
        rest = Math.floor(rest / length);
        return at;
      })
      .toReversed();
  }
}
