/** How a number of a header is stored. */
type NumberKind = "uint8" | "int16" | "int32" | "int64" | "float32" | "float64";

const bytesOf: Readonly<Record<NumberKind, number>> = {
  ...{ uint8: 1, int16: 2, int32: 4, int64: 8 },
  ...{ float32: 4, float64: 8 },
};

const readers: Readonly<Record<NumberKind, (view: DataView, at: number, isLittle: boolean) => number>> = {
  uint8: (view, at) => view.getUint8(at),
  int16: (view, at, isLittle) => view.getInt16(at, isLittle),
  int32: (view, at, isLittle) => view.getInt32(at, isLittle),
  int64: (view, at, isLittle) => Number(view.getBigInt64(at, isLittle)),
  float32: (view, at, isLittle) => view.getFloat32(at, isLittle),
  float64: (view, at, isLittle) => view.getFloat64(at, isLittle),
};

/** The fields that are read, by the names of nifti1.h and nifti2.h. */
export type NiftiField =
  | ("dim" | "datatype" | "bitpix" | "pixdim" | "vox_offset" | "scl_slope" | "scl_inter" | "xyzt_units")
  | ("qform_code" | "sform_code" | "quatern" | "qoffset" | "srow");

/** Where the fields of one version of the format stand, and how they are stored. */
export interface NiftiLayout {
  /** `sizeof_hdr`, the first field, which also tells the byte order. */
  readonly headerBytes: number;
  readonly magicStart: number;
  readonly descriptionStart: number;
  readonly fields: Readonly<Record<NiftiField, readonly [kind: NumberKind, start: number]>>;
}

/** Layouts of NIfTI-1 (nifti1.h) and NIfTI-2 (nifti2.h) by version. */
export const niftiLayouts: Readonly<Record<1 | 2, NiftiLayout>> = {
  1: {
    ...{ headerBytes: 348, magicStart: 344, descriptionStart: 148 },
    fields: {
      ...{ dim: ["int16", 40], datatype: ["int16", 70], bitpix: ["int16", 72], pixdim: ["float32", 76] },
      ...{ vox_offset: ["float32", 108], scl_slope: ["float32", 112], scl_inter: ["float32", 116] },
      ...{ xyzt_units: ["uint8", 123], qform_code: ["int16", 252], sform_code: ["int16", 254] },
      ...{ quatern: ["float32", 256], qoffset: ["float32", 268], srow: ["float32", 280] },
    },
  },
  2: {
    ...{ headerBytes: 540, magicStart: 4, descriptionStart: 240 },
    fields: {
      ...{ dim: ["int64", 16], datatype: ["int16", 12], bitpix: ["int16", 14], pixdim: ["float64", 104] },
      ...{ vox_offset: ["int64", 168], scl_slope: ["float64", 176], scl_inter: ["float64", 184] },
      ...{ xyzt_units: ["int32", 500], qform_code: ["int32", 344], sform_code: ["int32", 348] },
      ...{ quatern: ["float64", 352], qoffset: ["float64", 376], srow: ["float64", 400] },
    },
  },
};

/** `count` numbers of a field, in the byte order given. */
export function fieldNumbers(
  bytes: Uint8Array,
  [kind, start]: readonly [kind: NumberKind, start: number],
  count: number,
  isLittle: boolean,
): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, index) => readers[kind](view, start + index * bytesOf[kind], isLittle));
}
