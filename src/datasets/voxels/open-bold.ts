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
  /** Traces of all voxels, x changing fastest, in the volumes from `start` up to but not including `end`. */
  traces(start: number, end: number, signal?: AbortSignal): Promise<TraceBlock>;
}

/** Values of one read: a volume at a time would be many reads, all at once much memory. */
const valuesPerRead = 2 ** 22;

/**
 * Opens a NIfTI file of four axes, whose fourth one is time; further axes may be there and have length 1.
 *
 * @throws FormatError for images of other axes, or without seconds from volume to volume; and as `openNifti` does
 */
export async function openBold(source: ByteSource, signal?: AbortSignal): Promise<BoldSeries> {
  const image = await openNifti(source, signal ? { signal } : {});
  const file = source.name;
  if (image.shape.length < 4 || image.shape.slice(4).some((length) => length > 1)) {
    const expected = "four axes: x, y, z, time";
    throw new FormatError({ file, place: "NIfTI dim", expected, found: image.shape.join(" × ") });
  }
  const { timeStepS: stepS } = image;
  if (stepS === null) {
    const expected = "seconds from volume to volume in pixdim[4] and xyzt_units";
    throw new FormatError({ file, place: "NIfTI time", expected, found: "none" });
  }
  const grid = image.shape.slice(0, 3);
  const voxels = product(grid);
  return {
    ...{ image, file, grid, volumes: image.shape[3]!, stepS },
    async traces(start, end, signal) {
      const block = traceBlock(voxels, end - start, { file, place: "volumes" });
      const step = Math.max(1, Math.floor(valuesPerRead / voxels));
      for (let from = start; from < end; from += step) {
        const time = { start: from, end: Math.min(end, from + step) };
        const values = await image.read([undefined, undefined, undefined, time], signal ? { signal } : {});
        block.fill(from - start, numbersOf(values, file));
      }
      return block;
    },
  };
}

function numbersOf(values: Awaited<ReturnType<NiftiImage["read"]>>, file: string): ArrayLike<number> {
  const isWide = values instanceof BigInt64Array || values instanceof BigUint64Array;
  return isWide ? safeNumbers(values, `values of ${file}`) : values;
}
