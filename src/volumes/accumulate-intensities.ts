import { ArgumentError } from "../errors.js";
import type { DenseBlock } from "./dense-block.js";
import { firstEndingAfter } from "./first-ending-after.js";
import { labelAxes } from "./label-axes.js";
import type { LabelVolume } from "./label-volume.js";
import { ownedRuns } from "./owned-runs.js";

/** Instances times channels of the image, of which each takes 48 bytes. */
const mostRows = 2 ** 25;

/** Intensities of an image over instances, a row per instance and channel of the image. */
export interface IntensityTable {
  readonly channel: readonly number[];
  readonly instance: readonly number[];
  readonly raw_channel: readonly number[];
  readonly mean: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
  /** Of the population: divided by the number of voxels. */
  readonly std: readonly number[];
}

/** Intensities that are added up from the blocks of an image as they come. */
export interface IntensityAccumulator {
  /** Whether any voxel of an instance lies in a box; other blocks need not be read. */
  wanted(start: readonly number[], shape: readonly number[]): boolean;
  /** Adds what a block holds of the instances. */
  onBlock(block: DenseBlock): void;
  /** NaN for instances of which no voxel was told, and where the image holds NaN. */
  table(): IntensityTable;
}

/**
 * Adds up mean, smallest, largest and standard deviation of an image over the instances of a volume, block by block, at the
 * foreground only. The means and squares of pieces of runs are joined as by Chan, Golub and LeVeque (1983, DOI
 * 10.1080/00031305.1983.10483115), so that a large offset of the image costs no digits.
 *
 * @param imageShape - (channel,) z, y, x, with the volume's z, y and x.
 * @throws ArgumentError where the shapes differ, and for more channels times instances than fit in memory
 */
export function accumulateIntensities(volume: LabelVolume, imageShape: readonly number[]): IntensityAccumulator {
  const { channels, shape } = labelAxes(imageShape);
  if (shape.some((length, axis) => length !== volume.shape[axis])) {
    const expected = `z, y, x of the labels, [${volume.shape.join(", ")}]`;
    throw new ArgumentError({ argument: "imageShape", expected, found: `[${shape.join(", ")}]` });
  }
  const [, height, rowLength] = shape;
  const runs = ownedRuns(volume);
  const rows = volume.instances.length * channels;
  if (rows > mostRows) {
    const expected = `at most ${Math.floor(mostRows / volume.instances.length)} channels with so many instances`;
    throw new ArgumentError({ argument: "imageShape", expected, found: String(channels) });
  }
  const counts = new Float64Array(rows);
  /** The first value of each row, which means are told from. */
  const origins = new Float64Array(rows);
  const means = new Float64Array(rows);
  const squares = new Float64Array(rows);
  const lows = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  const highs = new Float64Array(rows).fill(Number.NEGATIVE_INFINITY);

  /** Calls back for the pieces of runs inside a box, by instance, place in the box (without channels) and length. */
  function onPieces(start: readonly number[], box: readonly number[], onPiece: OnPiece): void {
    const [z0, y0, x0] = start.slice(-3) as [number, number, number];
    const [depth, rowsOfBox, width] = box.slice(-3) as [number, number, number];
    for (let z = 0; z < depth; z++) {
      const plane = (z0 + z) * height;
      let run = firstEndingAfter(runs, (plane + y0) * rowLength);
      for (; run < runs.starts.length; run++) {
        const row = Math.floor(runs.starts[run]! / rowLength);
        const y = row - plane - y0;
        if (y >= rowsOfBox) break;
        const x = runs.starts[run]! - row * rowLength - x0;
        const from = Math.max(0, x);
        const length = Math.min(width, x + runs.lengths[run]!) - from;
        if (length > 0 && onPiece(runs.owners[run]!, (z * rowsOfBox + y) * width + from, length)) return;
      }
    }
  }

  function add(row: number, values: ArrayLike<number>, from: number, length: number): void {
    if (counts[row] === 0) origins[row] = values[from]!;
    const origin = origins[row]!;
    let sum = 0;
    for (let i = from; i < from + length; i++) {
      const value = values[i]!;
      sum += value - origin;
      // Math.min and Math.max let NaN through
      lows[row] = Math.min(lows[row]!, value);
      highs[row] = Math.max(highs[row]!, value);
    }
    const mean = sum / length;
    let deviations = 0;
    for (let i = from; i < from + length; i++) deviations += (values[i]! - origin - mean) ** 2;
    const total = counts[row]! + length;
    const step = mean - means[row]!;
    means[row]! += (step * length) / total;
    squares[row]! += deviations + (step * step * counts[row]! * length) / total;
    counts[row] = total;
  }

  return {
    wanted(start, box) {
      let found = false;
      onPieces(start, box, () => {
        found = true;
        return true;
      });
      return found;
    },
    onBlock({ start, shape: box, values }) {
      const firstChannel = start.length > 3 ? start.at(-4)! : 0;
      const channelsOfBox = box.length > 3 ? box.at(-4)! : 1;
      const size = values.length / channelsOfBox;
      onPieces(start, box, (instance, place, length) => {
        for (let channel = 0; channel < channelsOfBox; channel++) {
          add(instance * channels + firstChannel + channel, values, channel * size + place, length);
        }
        return false;
      });
    },
    table() {
      const at = Array.from(counts, (_, row) => ({ row, of: volume.instances[Math.floor(row / channels)]! }));
      const known = (values: Float64Array) => at.map(({ row }) => (counts[row]! > 0 ? values[row]! : Number.NaN));
      return {
        channel: at.map(({ of }) => of.channel),
        instance: at.map(({ of }) => of.label),
        raw_channel: at.map(({ row }) => row % channels),
        mean: known(means.map((mean, row) => origins[row]! + mean)),
        min: known(lows),
        max: known(highs),
        std: known(squares.map((square, row) => Math.sqrt(square / counts[row]!))),
      };
    },
  };
}

/** Gets an instance, a place and a length; true ends the walk. */
type OnPiece = (instance: number, place: number, length: number) => boolean;
