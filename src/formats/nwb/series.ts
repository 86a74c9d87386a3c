import { ArgumentError, FormatError } from "../../errors.js";
import type { Hdf5Dataset, Hdf5File, Hdf5Window } from "../hdf5.js";
import { numberAttribute, textAttribute } from "./attribute-values.js";
import { type NwbRegion, nwbRegion } from "./region.js";
import type { NwbObject } from "./walk.js";

/** A time series: what it is, and how to read stretches of it. Time is the first axis. */
export interface NwbSeries {
  readonly path: string;
  readonly neurodataType: string;
  readonly description: string | null;
  readonly comments: string | null;
  /** Lengths of the axes of the data. */
  readonly shape: readonly number[];
  /** Type of the stored elements, for example float64, int16, string. */
  readonly dtype: string;
  /** Unit of {@link NwbSeries.values}; null where the file does not say. */
  readonly unit: string | null;
  /** values = stored · conversion + offset (of channel c: stored · conversion · channelConversion[c] + offset). */
  readonly conversion: number;
  readonly offset: number;
  readonly channelConversion: Float64Array | null;
  /** Samples per second of a regular series; null for one with a time stamp per sample. */
  readonly rate: number | null;
  /** Seconds of the first sample of a regular series; null for one with time stamps. */
  readonly startingTime: number | null;
  readonly hasTimestamps: boolean;
  /** The stored numbers of a window (default all), in C order, without conversion. @throws FormatError, ArgumentError */
  stored(window?: Hdf5Window): Promise<Float64Array>;
  /** The numbers of a window (default all) in the series' unit, in C order. @throws FormatError, ArgumentError */
  values(window?: Hdf5Window): Promise<Float64Array>;
  /** The texts of a series of annotations. @throws FormatError for numbers */
  texts(window?: Hdf5Window): Promise<readonly string[]>;
  /**
   * Seconds of the samples from `start` (default 0) to `end` (exclusive, default all): startingTime + k / rate, or the
   * time stamps as stored. Null where the file has neither.
   *
   * @throws FormatError where there are not as many stamps as samples
   */
  timeS(start?: number, end?: number): Promise<Float64Array | null>;
  /** The rows of a table of regions of interest that the columns stand for. */
  rois(): Promise<NwbRegion | null>;
  /** The rows of the table of electrodes that the columns stand for. */
  electrodes(): Promise<NwbRegion | null>;
}

/** Opens the time series at `object`. @throws FormatError without data, or with a rate or conversion that is no number */
export async function openSeries(hdf5: Hdf5File, file: string, object: NwbObject): Promise<NwbSeries> {
  const { path, members } = object;
  const data = await hdf5.dataset(`${path}/data`);
  const about = await hdf5.attributes(path, ["description", "comments"]);
  const attributes = await data.attributes(["unit", "conversion", "offset"]);
  const where = { file, place: `${path}/data` };
  const conversion = numberAttribute(attributes, "conversion", 1, where);
  const offset = numberAttribute(attributes, "offset", 0, where);
  const shape = data.shape ?? [0];
  const clock = members.includes("starting_time") ? await regularClock(hdf5, file, path) : null;
  const stamps = members.includes("timestamps") ? await hdf5.dataset(`${path}/timestamps`) : null;
  const channelConversion = members.includes("channel_conversion")
    ? await (await hdf5.dataset(`${path}/channel_conversion`)).numbers()
    : null;

  return {
    path,
    neurodataType: object.neurodataType,
    description: textAttribute(about, "description"),
    comments: textAttribute(about, "comments"),
    shape,
    dtype: data.dtype,
    unit: textAttribute(attributes, "unit"),
    conversion,
    offset,
    channelConversion,
    rate: stamps ? null : (clock?.rate ?? null),
    startingTime: stamps ? null : (clock?.startingTime ?? null),
    hasTimestamps: stamps !== null,
    stored: (window) => data.numbers(window),
    values: async (window) => {
      const numbers = await data.numbers(window);
      const [first, end] = window?.[1] ?? [0, shape[1] ?? 1];
      const inner = shape.slice(2).reduce((product, length) => product * length, 1);
      const factors = channelConversion && factorsOf(channelConversion, first, end, { file, path });
      return converted(numbers, { conversion, offset, factors, inner });
    },
    texts: (window) => data.strings(window),
    timeS: async (start = 0, end = shape[0] ?? 0) => {
      if (stamps) return stampsOf(stamps, shape[0] ?? 0, start, end, file);
      if (!clock) return null;
      checkRange(start, end, shape[0] ?? 0);
      return Float64Array.from({ length: end - start }, (_, k) => clock.startingTime + (start + k) / clock.rate);
    },
    rois: () => nwbRegion(hdf5, file, `${path}/rois`),
    electrodes: () => nwbRegion(hdf5, file, `${path}/electrodes`),
  };
}

async function regularClock(hdf5: Hdf5File, file: string, path: string) {
  const place = `${path}/starting_time`;
  const dataset = await hdf5.dataset(place);
  const rate = numberAttribute(await dataset.attributes(["rate"]), "rate", null, { file, place });
  const [startingTime] = await dataset.numbers();
  if (rate !== null && rate > 0 && startingTime !== undefined && Number.isFinite(startingTime)) {
    return { rate, startingTime };
  }
  const found = `${startingTime} with rate ${rate}`;
  throw new FormatError({ file, place, expected: "a time in seconds with a rate above 0", found });
}

async function stampsOf(stamps: Hdf5Dataset, samples: number, start: number, end: number, file: string) {
  if (stamps.shape?.length !== 1 || stamps.shape[0] !== samples) {
    const found = stamps.shape?.join(" × ") ?? "none";
    throw new FormatError({ file, place: stamps.path, expected: `${samples} time stamps`, found });
  }
  return stamps.numbers([[start, end]]);
}

function checkRange(start: number, end: number, samples: number): void {
  if (Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end >= start && end <= samples) return;
  const expected = `0 ≤ start ≤ end ≤ ${samples}`;
  throw new ArgumentError({ argument: "range of samples", expected, found: `[${start}, ${end})` });
}

function factorsOf(factors: Float64Array, first: number, end: number, at: { file: string; path: string }) {
  if (end <= factors.length) return factors.subarray(first, end);
  const place = `${at.path}/channel_conversion`;
  throw new FormatError({ file: at.file, place, expected: `${end} factors`, found: `${factors.length}` });
}

/** Applies conversion and offset, and the factor of each column where the columns have their own. */
function converted(
  numbers: Float64Array,
  by: {
    readonly conversion: number;
    readonly offset: number;
    readonly factors: Float64Array | null;
    /** Elements of one sample of one column. */
    readonly inner: number;
  },
): Float64Array {
  const { conversion, offset, factors, inner } = by;
  if (conversion === 1 && offset === 0 && !factors) return numbers;
  return numbers.map((value, index) => {
    const factor = factors ? (factors[Math.floor(index / inner) % factors.length] ?? 1) : 1;
    return value * conversion * factor + offset;
  });
}
