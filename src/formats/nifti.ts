import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { readArrayWindow } from "./array-window.js";
import { gunzippedBeginning, gunzippedSource, isGzip } from "./nifti/gunzipped-source.js";
import { niftiLayouts } from "./nifti/header-fields.js";
import { type NiftiAffine, niftiAffine } from "./nifti/nifti-affine.js";
import { longestHeader, type NiftiHeader, parseNiftiHeader } from "./nifti/nifti-header.js";
import { niftiType } from "./nifti/nifti-types.js";
import { type NiftiUnits, niftiUnits, timeStep } from "./nifti/nifti-units.js";
import type { NpyValues } from "./npy-types.js";
import { type AxisRange, product } from "./npy-window.js";

export type { NiftiAffine } from "./nifti/nifti-affine.js";
export type { NiftiUnits } from "./nifti/nifti-units.js";

/** Values of an image; integers of 64 bit are BigInt arrays (see safeNumbers). */
export type NiftiValues = Exclude<NpyValues, string[]>;

/** An image in a NIfTI file, of which only the header was read. */
export interface NiftiImage {
  readonly version: 1 | 2;
  /** Lengths of the axes: x, y, z, time and up to three more. */
  readonly shape: readonly number[];
  /** How values are stored, in NumPy's notation: `<i2`. */
  readonly dtype: string;
  /** value = slope · stored + intercept; null where the stored numbers are the values (a slope of 0 says that, too). */
  readonly scaling: { readonly slope: number; readonly intercept: number } | null;
  readonly affine: NiftiAffine;
  readonly units: NiftiUnits;
  /** Seconds from volume to volume; null where the file does not say. */
  readonly timeStepS: number | null;
  readonly description: string;
  /**
   * The values of a window (a range per axis, whole axes where left out), x changing fastest: float64 where the file
   * scales its values, else in the type of the file. One volume is `[undefined, undefined, undefined, { start: t, end:
   * t + 1 }]`, the series of one voxel `[{ start: x, end: x + 1 }, …]`. Only the window is held in memory.
   *
   * @throws ArgumentError for a window outside of the image; FormatError for what cannot be read
   */
  read(window?: readonly (AxisRange | undefined)[], options?: { readonly signal?: AbortSignal }): Promise<NiftiValues>;
}

/** How {@link openNifti} reads. */
export interface NiftiOptions {
  /** The `.img` file, where `source` is the `.hdr` file of a pair. */
  readonly image?: ByteSource;
  /** An image that inflates to at most this many bytes is inflated once and kept; default 256 MiB. */
  readonly heldBytes?: number;
  readonly signal?: AbortSignal;
}

/**
 * Opens a NIfTI-1 or NIfTI-2 file (nifti1.h, nifti2.h), as it is or compressed by gzip, in both byte orders. Extensions
 * between header and values are passed over.
 *
 * @throws FormatError for what is no NIfTI or is damaged, for files that are shorter than their header says, and for
 *   complex numbers, colours, bits and numbers of 128 bit
 */
export async function openNifti(source: ByteSource, options: NiftiOptions = {}): Promise<NiftiImage> {
  const { signal } = options;
  const beginning = await beginningOf(source, signal);
  const header = parseNiftiHeader(source.name, beginning);
  const { type, dtype } = niftiType(source.name, header);
  const units = niftiUnits(header.unitCodes);
  const scaling = scalingOf(source.name, header);
  const array = {
    source: await valuesSource(source, header, type.itemBytes, options),
    ...{ shape: header.shape, fortranOrder: true, dataStart: header.voxelOffset, type, place: "NIfTI values" },
  };
  return {
    ...{ version: header.version, shape: header.shape, dtype, scaling, units, description: header.description },
    affine: niftiAffine(source.name, header),
    timeStepS: header.shape.length > 3 ? timeStep(header.pixdim, units) : null,
    async read(window, { signal } = {}) {
      const values = await readArrayWindow(array, window, { order: "F", ...(signal && { signal }) });
      return scaling === null ? (values as NiftiValues) : scaled(values as NiftiValues, scaling);
    },
  };
}

async function beginningOf(source: ByteSource, signal?: AbortSignal): Promise<Uint8Array> {
  const bytes = await source.read(0, longestHeader, signal);
  return isGzip(bytes) ? gunzippedBeginning(source, longestHeader, signal) : bytes;
}

/** What the values are read from; it is as long as the header says, or refused. */
async function valuesSource(
  source: ByteSource,
  { isPair, version, voxelOffset, shape }: NiftiHeader,
  itemBytes: number,
  { image, heldBytes = 2 ** 28, signal }: NiftiOptions,
): Promise<ByteSource> {
  const fail = (place: string, expected: string, found: string, next?: string): FormatError =>
    new FormatError({ file: source.name, place, expected, found, ...(next ? { next } : {}) });
  if (isPair && !image) {
    const next = "give the file with the ending .img, too";
    throw fail("NIfTI magic", `n+${version}, header and values in one file`, `ni${version}`, next);
  }
  const first = isPair ? 0 : niftiLayouts[version].headerBytes + 4;
  if (!(Number.isSafeInteger(voxelOffset) && voxelOffset >= first)) {
    throw fail("NIfTI vox_offset", `a whole number from ${first}`, String(voxelOffset));
  }
  const size = voxelOffset + product(shape) * itemBytes;
  if (!Number.isSafeInteger(size)) throw fail("NIfTI dim", "an image that fits a file", shape.join(" × "));
  const file = isPair ? image! : source;
  const isCompressed = isGzip(await file.read(0, 2, signal));
  if (isCompressed) return gunzippedSource(file, { size, heldBytes });
  if (size > file.size) throw fail("NIfTI values", `a file of ${size} bytes`, `${file.size} bytes`);
  return file;
}

function scalingOf(file: string, { slope, intercept }: NiftiHeader): NiftiImage["scaling"] {
  if (slope === 0 || !Number.isFinite(slope)) return null;
  if (!Number.isFinite(intercept)) {
    const expected = `a finite number beside the slope ${slope}`;
    throw new FormatError({ file, place: "NIfTI scl_inter", expected, found: String(intercept) });
  }
  return slope === 1 && intercept === 0 ? null : { slope, intercept };
}

function scaled(values: NiftiValues, { slope, intercept }: NonNullable<NiftiImage["scaling"]>): Float64Array {
  const result = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) result[index] = Number(values[index]) * slope + intercept;
  return result;
}
