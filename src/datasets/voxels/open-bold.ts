import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { type NiftiImage, openNifti } from "../../formats/nifti.js";
import { product } from "../../formats/npy-window.js";
import { safeNumbers } from "../../formats/safe-numbers.js";
import { type TraceBlock, traceBlock } from "../trace-block.js";

/** A time series of volumes. */
export interface BoldSeries {
  readonly image: NiftiImage;
  readonly file: string;
  /** Lengths of the grid: x, y, z. */
  readonly grid: readonly number[];
  readonly volumes: number;
  /** Seconds from volume to volume. */
  readonly stepS: number;
  /**
   * Traces in the volumes from `start` up to but not including `end`, x changing fastest: of all voxels, or of those in
   * `voxels`. They are read in pieces, and held once.
   */
  traces(start: number, end: number, options?: BoldTracesOptions): Promise<TraceBlock>;
}

/** What of a series is read. */
export interface BoldTracesOptions {
  /** Positions of voxels, x changing fastest. Default: all. */
  readonly voxels?: Int32Array | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How {@link openBold} reads. */
export interface OpenBoldOptions {
  /** Seconds from volume to volume, whatever the header says. Default: the header's. */
  readonly stepS?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Values of one read: a volume at a time would be many reads, all at once much memory. */
const valuesPerRead = 2 ** 22;

/** Larger compressed files are inflated piece by piece while they are read: their traces alone are much memory. */
const heldBytes = 2 ** 24;

/**
 * Opens a NIfTI file of four axes, whose fourth one is time; further axes may be there and have length 1.
 *
 * @throws FormatError for images of other axes, or without seconds from volume to volume; and as `openNifti` does
 */
export async function openBold(source: ByteSource, options: OpenBoldOptions = {}): Promise<BoldSeries> {
  const { signal } = options;
  const image = await openNifti(source, { heldBytes, ...(signal && { signal }) });
  const file = source.name;
  checkIsSeries(file, image);
  const stepS = options.stepS ?? image.timeStepS;
  if (stepS === null) {
    const expected = "seconds from volume to volume in pixdim[4] and xyzt_units";
    const next = "of files of your own, say it in the manifest: time.step_s";
    throw new FormatError({ file, place: "NIfTI time", expected, found: "none", next });
  }
  const grid = image.shape.slice(0, 3);
  const voxels = product(grid);
  return {
    ...{ image, file, grid, volumes: image.shape[3]!, stepS },
    async traces(start, end, { voxels: chosen, signal } = {}) {
      const block = traceBlock(chosen?.length ?? voxels, end - start, { file, place: "volumes" });
      const step = Math.max(1, Math.floor(valuesPerRead / voxels));
      for (let from = start; from < end; from += step) {
        const time = { start: from, end: Math.min(end, from + step) };
        const values = await image.read([undefined, undefined, undefined, time], signal ? { signal } : {});
        const numbers = numbersOf(values, file);
        block.fill(from - start, chosen ? chosenOf(numbers, chosen, voxels) : numbers);
      }
      return block;
    },
  };
}

/** Refuses an image whose axes are not x, y, z and time. @throws FormatError */
export function checkIsSeries(file: string, { shape }: Pick<NiftiImage, "shape">): void {
  if (shape.length >= 4 && shape.slice(4).every((length) => length <= 1)) return;
  const expected = "four axes: x, y, z, time";
  throw new FormatError({ file, place: "NIfTI dim", expected, found: shape.join(" × ") });
}

/** Of volumes one after the other, the values of some voxels. */
function chosenOf(values: ArrayLike<number>, chosen: Int32Array, voxels: number): Float64Array {
  const some = new Float64Array((values.length / voxels) * chosen.length);
  for (let at = 0, volume = 0; volume < values.length; volume += voxels) {
    for (const voxel of chosen) some[at++] = values[volume + voxel]!;
  }
  return some;
}

function numbersOf(values: Awaited<ReturnType<NiftiImage["read"]>>, file: string): ArrayLike<number> {
  const isWide = values instanceof BigInt64Array || values instanceof BigUint64Array;
  return isWide ? safeNumbers(values, `values of ${file}`) : values;
}
