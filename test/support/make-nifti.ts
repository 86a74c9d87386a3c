import { gzipSync } from "node:zlib";

/** What a made NIfTI file says; what is not given is 0, as the format has it for absent. */
export interface NiftiInput {
  readonly version?: 1 | 2;
  readonly bigEndian?: boolean;
  readonly shape: readonly number[];
  /** Data type code; default 4, int16. */
  readonly datatype?: number;
  readonly bitpix?: number;
  /** In the byte order of the file, x changing fastest. */
  readonly values: Uint8Array;
  /** Where the values begin. Default: right behind the header and the four bytes of an empty extension. */
  readonly offset?: number;
  readonly slope?: number;
  readonly intercept?: number;
  readonly pixdim?: readonly number[];
  readonly units?: number;
  readonly qform?: { readonly code: number; readonly numbers: readonly number[] };
  readonly sform?: { readonly code: number; readonly numbers: readonly number[] };
  readonly description?: string;
  readonly magic?: string;
  readonly gzip?: boolean;
}

/** Starts of the fields in nifti1.h and nifti2.h. */
const starts = {
  1: {
    ...{ size: 348, dim: 40, datatype: 70, bitpix: 72, pixdim: 76, offset: 108, slope: 112, intercept: 116 },
    ...{ units: 123, description: 148, qform: 252, sform: 254, quaternion: 256, rows: 280, magic: 344 },
  },
  2: {
    ...{ size: 540, dim: 16, datatype: 12, bitpix: 14, pixdim: 104, offset: 168, slope: 176, intercept: 184 },
    ...{ units: 500, description: 240, qform: 344, sform: 348, quaternion: 352, rows: 400, magic: 4 },
  },
} as const;

/** A NIfTI-1 or NIfTI-2 file with header and values in one. */
export function makeNifti(input: NiftiInput): Uint8Array {
  const { version = 1, bigEndian = false, shape, values } = input;
  const at = starts[version];
  const little = !bigEndian;
  const { offset = at.size + 4, slope = 0, intercept = 0, description = "", units = 0 } = input;
  const bytes = new Uint8Array(Math.max(at.size + 4, offset) + values.length);
  bytes.set(values, Math.max(at.size + 4, offset));
  const view = new DataView(bytes.buffer);
  const isFirst = version === 1;
  const real = (place: number, value: number): void =>
    isFirst ? view.setFloat32(place, value, little) : view.setFloat64(place, value, little);
  const realBytes = isFirst ? 4 : 8;
  const reals = (place: number, numbers: readonly number[]): void =>
    numbers.forEach((number, index) => {
      real(place + index * realBytes, number);
    });
  const code = (place: number, value: number): void =>
    isFirst ? view.setInt16(place, value, little) : view.setInt32(place, value, little);
  view.setInt32(0, at.size, little);
  [shape.length, ...shape, ...new Array<number>(7 - shape.length).fill(1)].forEach((length, axis) => {
    if (isFirst) view.setInt16(at.dim + axis * 2, length, little);
    else view.setBigInt64(at.dim + axis * 8, BigInt(length), little);
  });
  view.setInt16(at.datatype, input.datatype ?? 4, little);
  view.setInt16(at.bitpix, input.bitpix ?? 0, little);
  reals(at.pixdim, input.pixdim ?? [1, 1, 1, 1, 1, 1, 1, 1]);
  if (isFirst) view.setFloat32(at.offset, offset, little);
  else view.setBigInt64(at.offset, BigInt(offset), little);
  real(at.slope, slope);
  real(at.intercept, intercept);
  if (isFirst) view.setUint8(at.units, units);
  else view.setInt32(at.units, units, little);
  code(at.qform, input.qform?.code ?? 0);
  code(at.sform, input.sform?.code ?? 0);
  reals(at.quaternion, input.qform?.numbers ?? []);
  reals(at.rows, input.sform?.numbers ?? []);
  bytes.set(Buffer.from(description, "latin1"), at.description);
  bytes.set(Buffer.from(input.magic ?? (isFirst ? "n+1\0" : "n+2\0\r\n\x1a\n"), "latin1"), at.magic);
  return input.gzip ? new Uint8Array(gzipSync(bytes)) : bytes;
}
