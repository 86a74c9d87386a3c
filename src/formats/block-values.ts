import type { BlockValues } from "./blocked-array.js";
import { type Hdf5List, toNumbers } from "./hdf5/values.js";
import type { NpyValues } from "./npy-types.js";

/**
 * Elements as the numbers of a block: integers of 64 bit as float64, all others as they are.
 *
 * @throws FormatError for what are no numbers, and for integers beyond ±(2^53 − 1)
 */
export function blockValues(
  values: Hdf5List | NpyValues,
  where: { readonly file: string; readonly path: string },
): BlockValues {
  const isPlain = ArrayBuffer.isView(values) && !(values instanceof BigInt64Array || values instanceof BigUint64Array);
  return isPlain ? values : toNumbers(values as Hdf5List, where);
}
