import { blockValues } from "../block-values.js";
import type { BlockValues } from "../blocked-array.js";
import { carriedValues, type ZarrType } from "./zarr-types.js";

const arrays = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
};

/**
 * Little-endian bytes as the numbers of a type; they are not copied where they can be looked at in place.
 *
 * @throws FormatError for integers beyond ±(2^53 − 1)
 */
export function numbersOfBytes(
  bytes: Uint8Array,
  type: ZarrType,
  where: { readonly file: string; readonly path: string },
): BlockValues {
  const isAligned = bytes.byteOffset % type.bytes === 0;
  const { buffer, byteOffset } = isAligned ? bytes : bytes.slice();
  const values = new arrays[type.carrier as keyof typeof arrays](
    buffer as ArrayBuffer,
    byteOffset,
    bytes.length / type.bytes,
  );
  return blockValues(carriedValues(type, values), where);
}
