import { ArgumentError, FormatError } from "../errors.js";
import { labelAxes } from "./label-axes.js";
import type { VolumeShape } from "./label-volume.js";

/**
 * Called for a run of voxels that hold one label: the elements `start` to `start + length - 1` of the whole array in C
 * order, inside one row. Label 0 is background.
 */
export type OnLabelRun = (label: number, start: number, length: number) => void;

/** How labels are read. */
export interface LabelOptions {
  /** How errors name the array; "labels" by default. */
  readonly file?: string;
  /** More labels than this are refused, so that an image taken for labels does not fill the memory; 2^20 by default. */
  readonly maximumInstances?: number;
}

/** The instances of a stream of runs, numbered from 0 as they appear. */
export interface NumberedRuns {
  readonly shape: VolumeShape;
  readonly channels: number;
  readonly onRun: OnLabelRun;
  /** Channel and label of each instance so far. */
  readonly channelOf: readonly number[];
  readonly labelOf: readonly number[];
  /** The instances by channel, then by label. */
  order(): number[];
}

/**
 * Tells the runs of a label array by instance and place: a label of one channel is an instance. Labels are whole numbers
 * from 1 to 2^53 - 1, of whatever type they are stored as.
 *
 * @param arrayShape - (channel,) z, y, x; axes of length 1 before these may be there, and z may be missing.
 * @param onInstanceRun - Gets the instance, the row z · ny + y, the first x and the length.
 * @returns its `onRun` throws FormatError for a label that is negative, fractional or not a number, and for too many labels;
 *   ArgumentError for runs outside of the array or their row
 * @throws ArgumentError for a shape of no volume
 */
export function numberRuns(
  arrayShape: readonly number[],
  onInstanceRun: (instance: number, row: number, x: number, length: number) => void,
  { file = "labels", maximumInstances = 2 ** 20 }: LabelOptions = {},
): NumberedRuns {
  const { channels, shape } = labelAxes(arrayShape);
  const rowLength = shape[2];
  const rowsOfChannel = shape[0] * shape[1];
  const channelOf: number[] = [];
  const labelOf: number[] = [];
  const numbers = Array.from({ length: channels }, () => new Map<number, number>());
  // the channel and the label of the last run, which most often are those of the next one
  let firstRow = 0;
  let channel = 0;
  let lastLabel = Number.NaN;
  let instance = -1;

  function newInstance(label: number, start: number): number {
    if (!(Number.isSafeInteger(label) && label > 0)) throw notALabel(file, label, start, channels, shape);
    if (labelOf.length >= maximumInstances) throw tooManyLabels(file, maximumInstances);
    numbers[channel]!.set(label, labelOf.length);
    channelOf.push(channel);
    return labelOf.push(label) - 1;
  }

  function onRun(label: number, start: number, length: number): void {
    if (label === 0) return;
    const arrayRow = Math.floor(start / rowLength);
    const x = start - arrayRow * rowLength;
    if (!(arrayRow >= firstRow && arrayRow < firstRow + rowsOfChannel)) {
      channel = Math.floor(arrayRow / rowsOfChannel);
      if (!(channel >= 0 && channel < channels)) throw outside(start, length, arrayShape);
      firstRow = channel * rowsOfChannel;
      lastLabel = Number.NaN;
    }
    if (!(length > 0 && x + length <= rowLength)) throw outside(start, length, arrayShape);
    if (label !== lastLabel) {
      instance = numbers[channel]!.get(label) ?? newInstance(label, start);
      lastLabel = label;
    }
    onInstanceRun(instance, arrayRow - firstRow, x, length);
  }

  const order = () =>
    Array.from(labelOf, (_, i) => i).sort((a, b) => channelOf[a]! - channelOf[b]! || labelOf[a]! - labelOf[b]!);
  return { shape, channels, onRun, channelOf, labelOf, order };
}

function outside(start: number, length: number, arrayShape: readonly number[]): ArgumentError {
  return new ArgumentError({
    argument: "run",
    expected: `elements of one row of an array of [${arrayShape.join(", ")}]`,
    found: `${length} from ${start}`,
  });
}

function notALabel(file: string, label: number, start: number, channels: number, shape: VolumeShape): FormatError {
  const [depth, height, width] = shape;
  const row = Math.floor(start / width);
  const plane = Math.floor(row / height);
  const [z, y, x] = [plane % depth, row % height, start % width];
  const place = channels > 1 ? [Math.floor(plane / depth), z, y, x] : [z, y, x];
  return new FormatError({
    file,
    place: `voxel (${place.join(", ")})`,
    expected: "a label: a whole number from 0 to 2^53 - 1",
    found: String(label),
    next: "if the array is an image, name the array of labels instead",
  });
}

function tooManyLabels(file: string, maximumInstances: number): FormatError {
  return new FormatError({
    file,
    place: "labels",
    expected: `at most ${maximumInstances} instances`,
    found: "more",
    next: "if the array is an image, name the array of labels instead; else raise maximumInstances",
  });
}
