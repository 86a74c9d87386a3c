import { FormatError } from "../../errors.js";
import type { NwbFile, NwbSeries } from "../../formats/nwb.js";

/** The series of an animal and the names of its columns. */
export interface Activity {
  readonly series: NwbSeries;
  /** What the source calls each neuron, as stored. */
  readonly labels: readonly string[];
  readonly frames: number;
  readonly columns: number;
}

const module = "/processing/CalciumActivity";
export const seriesPath = `${module}/SignalRawFluor/SignalCalciumImResponseSeries`;
export const labelsPath = `${module}/NeuronIDs/labels`;

/**
 * Opens the raw fluorescence (time × ROI) and the labels of an animal.
 *
 * @throws FormatError where either is not there or has another number of axes
 */
export async function openActivity(nwb: NwbFile, file: string): Promise<Activity> {
  const series = await nwb.openSeries(seriesPath);
  const [frames = 0, columns = 0] = series.shape;
  if (series.shape.length !== 2 || frames === 0 || columns === 0) {
    const found = `an array of ${series.shape.join(" × ")}`;
    throw new FormatError({ file, place: `${seriesPath}/data`, expected: "time × ROI", found });
  }
  const labels = await (await nwb.dataset(labelsPath)).strings();
  return { series, labels, frames, columns };
}

/** The stored numbers of each column, without conversion. */
export async function storedColumns({ series, frames, columns }: Activity): Promise<readonly Float64Array[]> {
  return columnsOf(await series.stored(), frames, columns);
}

/** The numbers of each column in the unit of the series. */
export async function convertedColumns({ series, frames, columns }: Activity): Promise<readonly Float64Array[]> {
  return columnsOf(await series.values(), frames, columns);
}

function columnsOf(values: Float64Array, frames: number, columns: number): readonly Float64Array[] {
  const traceOf = (column: number) =>
    Float64Array.from({ length: frames }, (_, frame) => values[frame * columns + column]!);
  return Array.from({ length: columns }, (_, column) => traceOf(column));
}
