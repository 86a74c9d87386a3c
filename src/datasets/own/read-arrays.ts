import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { shapeText } from "../shape-text.js";
import { traceBlock } from "../trace-block.js";
import { type ArrayFile, type ArrayNumbers, onlyArray } from "./arrays/array-file.js";
import { openArrays } from "./arrays/open-arrays.js";
import type { RecordingContent } from "./recording-content.js";
import type { RecordingLayout } from "./recording-layout.js";

/**
 * Reads the arrays of one recording: a matrix of traces, and vectors of stamps, labels and behaviour.
 *
 * @throws FormatError for other numbers of axes, UnknownNameError for arrays that are not there
 */
export async function readArrays(source: ByteSource, layout: RecordingLayout): Promise<RecordingContent> {
  const { time, traces, labels, behaviour } = layout;
  const arrays = await openArrays(source);
  try {
    const name = traces.variable ?? onlyArray;
    const matrix = matrixOf(await arrays.numbers(name), source.name, name);
    const down = traces.orientation === "columns";
    const [length, width] = down ? [matrix.rows, matrix.columns] : [matrix.columns, matrix.rows];
    const where = { file: source.name, place: name };
    if (length * width === 0) throw new FormatError({ ...where, expected: "samples", found: "an empty array" });
    const block = traceBlock(width, length, where);
    // samples of one time lie together where the axis of neurons changes fastest
    if (down === (matrix.order === "C")) block.fill(0, matrix.values);
    else block.fillColumns(0, matrix.values);
    return {
      block,
      labels: labels?.variable === undefined ? null : await arrays.texts(labels.variable),
      sourceIndex: Array.from({ length: width }, (_, index) => index),
      behaviour: await Promise.all(
        behaviour.map(async (one) => ({
          behaviour: one,
          label: one.variable!,
          sourceIndex: null,
          values: await vector(arrays, one.variable!),
        })),
      ),
      stamps: time.variable === undefined ? null : await vector(arrays, time.variable),
      place: name,
    };
  } finally {
    arrays.close();
  }
}

/** A matrix; a vector is one column. Axes of length 1 beyond two are dropped. */
function matrixOf({ shape, values, order }: ArrayNumbers, file: string, place: string) {
  const axes = shape.length <= 2 ? shape : shape.filter((length) => length !== 1);
  if (axes.length > 2 || axes.length === 0) {
    throw new FormatError({ file, place, expected: "a matrix of time and neuron", found: shapeText(shape) });
  }
  return { rows: axes[0]!, columns: axes[1] ?? 1, values, order };
}

/** An array whose axes but one have length 1. */
async function vector(arrays: ArrayFile, name: string): Promise<Float64Array> {
  const { shape, values } = await arrays.numbers(name);
  if (shape.filter((length) => length !== 1).length <= 1) return values;
  throw new FormatError({ file: arrays.file, place: name, expected: "a list of numbers", found: shapeText(shape) });
}
