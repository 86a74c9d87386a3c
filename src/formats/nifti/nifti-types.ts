import { FormatError } from "../../errors.js";
import { type NpyType, npyType } from "../npy-types.js";

/** Data type codes of nifti1.h, as NumPy writes kind and bytes. */
const types: Readonly<Record<number, string>> = {
  ...{ 2: "u1", 4: "i2", 8: "i4", 16: "f4", 64: "f8" },
  ...{ 256: "i1", 512: "u2", 768: "u4", 1024: "i8", 1280: "u8" },
};

/** Codes whose values are no real numbers of a size that the platform has. */
const refused: Readonly<Record<number, string>> = {
  ...{ 0: "unknown", 1: "single bits", 32: "complex numbers", 128: "RGB colours" },
  ...{ 1536: "numbers of 128 bit", 1792: "complex numbers", 2048: "complex numbers", 2304: "RGBA colours" },
};

/**
 * How values of a data type code are stored: integers of 8 to 64 bit, float32 and float64.
 *
 * @returns The type, and its name in NumPy's notation, such as `<i2`.
 * @throws FormatError for all other types, and where `bitpix` is of another size
 */
export function niftiType(
  file: string,
  header: { readonly datatype: number; readonly bitpix: number; readonly bigEndian: boolean },
): { readonly type: NpyType & { readonly bigEndian: boolean }; readonly dtype: string } {
  const { datatype, bitpix, bigEndian } = header;
  const name = types[datatype];
  if (name === undefined) {
    const what = refused[datatype];
    const found = `code ${datatype}${what ? ` (${what})` : ""}`;
    throw new FormatError({ file, place: "NIfTI datatype", expected: "integers, float32 or float64", found });
  }
  const dtype = `${name.endsWith("1") ? "|" : bigEndian ? ">" : "<"}${name}`;
  const type = npyType(file, dtype);
  if (bitpix !== 0 && bitpix !== type.itemBytes * 8) {
    const expected = `${type.itemBytes * 8}, or 0, for data type ${datatype}`;
    throw new FormatError({ file, place: "NIfTI bitpix", expected, found: String(bitpix) });
  }
  return { type, dtype };
}
