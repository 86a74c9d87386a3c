import { FormatError } from "../../errors.js";
import { fieldNumbers, type NiftiField, type NiftiLayout, niftiLayouts } from "./header-fields.js";

/** What the header of a NIfTI file says, as stored. */
export interface NiftiHeader {
  readonly version: 1 | 2;
  readonly bigEndian: boolean;
  /** Lengths of the axes, x first; as many as `dim[0]` says. */
  readonly shape: readonly number[];
  /** Code of the data type. */
  readonly datatype: number;
  /** Bits of one value; 0 where the writer left it out. */
  readonly bitpix: number;
  /** Grid spacings of axes 1 to 7; the first number is the handedness of the quaternion. */
  readonly pixdim: readonly number[];
  /** Where the values begin, in the file that holds them. */
  readonly voxelOffset: number;
  readonly slope: number;
  readonly intercept: number;
  readonly unitCodes: number;
  readonly qformCode: number;
  readonly sformCode: number;
  readonly quaternion: readonly number[];
  readonly qformOffset: readonly number[];
  /** Three rows of four. */
  readonly sform: readonly number[];
  readonly description: string;
  /** True where the values stand in a second file. */
  readonly isPair: boolean;
}

/** As many bytes as the longest header has. */
export const longestHeader = 540;

/** What stands behind `n+2` or `ni2`, so that damage by line break conversion shows. */
const secondMagicEnd = "\0\r\n\x1a\n";

/**
 * Reads the fields of a NIfTI-1 or NIfTI-2 header; `bytes` begins with it.
 *
 * @throws FormatError for what is no NIfTI, ANALYZE 7.5 among it, and for impossible axes
 */
export function parseNiftiHeader(file: string, bytes: Uint8Array): NiftiHeader {
  const fail = (place: string, expected: string, found: string, next?: string): FormatError =>
    new FormatError({ file, place, expected, found, ...(next ? { next } : {}) });
  const { version, isLittle, layout } = versionOf(bytes) ?? {};
  if (version === undefined || isLittle === undefined || layout === undefined) {
    const found =
      bytes.length < 4 ? `${bytes.length} bytes` : String(new DataView(bytes.slice(0, 4).buffer).getInt32(0));
    throw fail("NIfTI sizeof_hdr", "348 or 540 in either byte order", found);
  }
  if (bytes.length < layout.headerBytes) {
    throw fail("NIfTI header", `${layout.headerBytes} bytes`, `${bytes.length} bytes`);
  }
  const magic = textAt(bytes, layout.magicStart, version === 1 ? 4 : 8);
  const magicEnd = version === 1 ? "\0" : secondMagicEnd;
  const isPair = magic === `ni${version}${magicEnd}`;
  if (!isPair && magic !== `n+${version}${magicEnd}`) {
    const next = version === 1 ? "a file without it is in the ANALYZE 7.5 format; convert it to NIfTI" : undefined;
    throw fail("NIfTI magic", `n+${version} or ni${version}`, JSON.stringify(magic), next);
  }
  const numbers = (name: NiftiField, count: number) => fieldNumbers(bytes, layout.fields[name], count, isLittle);
  const number = (name: NiftiField) => numbers(name, 1)[0]!;
  const [axes, ...lengths] = numbers("dim", 8) as [number, ...number[]];
  if (!(axes >= 1 && axes <= 7)) throw fail("NIfTI dim[0]", "1 to 7 axes", String(axes));
  const shape = lengths.slice(0, axes);
  if (!shape.every((length) => Number.isSafeInteger(length) && length >= 1)) {
    throw fail("NIfTI dim", "lengths from 1", shape.join(", "));
  }
  return {
    ...{ version, bigEndian: !isLittle, shape, isPair },
    datatype: number("datatype"),
    bitpix: number("bitpix"),
    pixdim: numbers("pixdim", 8),
    voxelOffset: number("vox_offset"),
    slope: number("scl_slope"),
    intercept: number("scl_inter"),
    unitCodes: number("xyzt_units"),
    qformCode: number("qform_code"),
    sformCode: number("sform_code"),
    quaternion: numbers("quatern", 3),
    qformOffset: numbers("qoffset", 3),
    sform: numbers("srow", 12),
    description: textAt(bytes, layout.descriptionStart, 80).split("\0", 1)[0]!,
  };
}

function versionOf(bytes: Uint8Array): { version: 1 | 2; isLittle: boolean; layout: NiftiLayout } | undefined {
  if (bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 4);
  for (const version of [1, 2] as const) {
    const layout = niftiLayouts[version];
    for (const isLittle of [true, false]) {
      if (view.getInt32(0, isLittle) === layout.headerBytes) return { version, isLittle, layout };
    }
  }
  return undefined;
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
