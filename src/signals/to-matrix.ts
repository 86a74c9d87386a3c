import { ArgumentError } from "../errors.js";
import type { Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { channelNamed } from "./channel-named.js";
import { channelRows } from "./channel-rows.js";
import { readTraces, type Trace } from "./read-traces.js";
import { resample } from "./resample.js";

/** A channel: its canonical name, or what a trace without one is called; or its index; or a test of its row. */
export type ChannelChoice = readonly (string | number)[] | ((channel: Row<"channels">) => boolean);

/** Which channels, times and rate {@link toMatrix} shows. */
export interface ToMatrixOptions {
  /** Default: all channels of the recording. */
  readonly channels?: ChannelChoice;
  /** Times to cover, from `startS` up to but not including `endS`. Default: the whole recording. */
  readonly window?: { readonly startS?: number; readonly endS?: number };
  /** Samples per second of the view. Default: the native samples, which then need one clock for all channels. */
  readonly rateHz?: number;
  /** Only channels of this quantity, where a name stands for several. */
  readonly quantity?: string;
  readonly signal?: AbortSignal;
}

/** What stands in one column of the matrix. */
export interface MatrixChannel {
  readonly asked: string | number;
  /** Null where the recording has no such channel, or more than one. */
  readonly channel: Row<"channels"> | null;
  readonly problem: "absent" | "ambiguous" | null;
}

/** A dense view of a recording: time × channel, row-major. */
export interface DenseView {
  /** Value of time t and channel c at `t * channels.length + c`; NaN where the mask is 0. */
  readonly values: Float64Array;
  /** 1 where there is a value. */
  readonly mask: Uint8Array;
  /** Seconds from the start of the recording, one per row. */
  readonly timeS: Float64Array;
  readonly channels: readonly MatrixChannel[];
}

/**
 * A dense view of some channels of a recording on one time grid, with a mask of what is really there.
 *
 * With `rateHz` the grid is startS + k / rateHz for whole k ≥ 0 below endS. Channels that are slower are interpolated
 * linearly, faster ones averaged over blocks of one grid step around each grid point (see {@link resample}); nothing is
 * filled across missing samples, gaps, or beyond the first and last sample. A channel that the recording does not have,
 * or that two traces claim, is a column without values.
 *
 * A name means the canonical `name` of a channel; behaviour, stimulus and other traces that are no neurons also answer
 * to their `name_source` or their `quantity`. Traces marked `bad` or `duplicate` are reached by index or a test of the row only.
 *
 * @throws ArgumentError when channels of different clocks are asked for without `rateHz`, or for a rate that is not positive
 */
export async function toMatrix(recording: Recording, options: ToMatrixOptions = {}): Promise<DenseView> {
  const { rateHz, window = {} } = options;
  if (rateHz !== undefined && !(rateHz > 0 && Number.isFinite(rateHz))) {
    throw new ArgumentError({ argument: "rateHz", expected: "a positive number", found: String(rateHz) });
  }
  const { quantity, signal } = options;
  const where = quantity === undefined ? {} : { quantity };
  const all = await channelRows(recording, { where, ...(signal ? { signal } : {}) });
  const channels = chooseChannels(all, options);
  const found = channels.flatMap(({ channel }) => (channel ? [channel] : []));
  const traces = await readTraces(recording, found, signal);
  const native = rateHz === undefined ? nativeGrid(traces, window) : undefined;
  const timeS = native?.timeS ?? regularGrid(recording, window, rateHz!);
  const width = channels.length;
  const values = new Float64Array(timeS.length * width).fill(Number.NaN);
  const mask = new Uint8Array(timeS.length * width);
  for (const [column, { channel }] of channels.entries()) {
    const trace = channel && traces.get(channel.channel_index);
    if (!trace) continue;
    const samples = native ? trace.values.subarray(native.start) : resample(trace.timeS, trace.values, timeS).values;
    for (let row = 0; row < Math.min(timeS.length, samples.length); row++) {
      const value = samples[row]!;
      values[row * width + column] = value;
      mask[row * width + column] = Number.isNaN(value) ? 0 : 1;
    }
  }
  return { values, mask, timeS, channels };
}

function chooseChannels(all: readonly Row<"channels">[], { channels }: ToMatrixOptions): readonly MatrixChannel[] {
  if (channels === undefined || typeof channels === "function") {
    const chosen = channels ? all.filter(channels) : all;
    return chosen.map((channel) => ({ asked: channel.channel_index, channel, problem: null }));
  }
  return channels.map((asked) => {
    if (typeof asked === "string") return { asked, ...channelNamed(all, asked) };
    const channel = all.find(({ channel_index }) => channel_index === asked) ?? null;
    return { asked, channel, problem: channel ? null : "absent" };
  });
}

function regularGrid(
  { row }: Recording,
  { startS = 0, endS = row.duration_s }: NonNullable<ToMatrixOptions["window"]>,
  rateHz: number,
): Float64Array {
  const count = Math.max(0, Math.ceil((endS - startS) * rateHz - 1e-9));
  return Float64Array.from({ length: count }, (_, index) => startS + index / rateHz);
}

/** The stamps of the one clock that fall into the window, and the sample that the first of them belongs to. */
function nativeGrid(
  traces: ReadonlyMap<number, Trace>,
  { startS = Number.NEGATIVE_INFINITY, endS = Number.POSITIVE_INFINITY }: NonNullable<ToMatrixOptions["window"]>,
): { readonly timeS: Float64Array; readonly start: number } {
  const clocks = new Set([...traces.values()].map(({ clock }) => clock));
  if (clocks.size > 1) {
    const next = "give rateHz to bring them onto one grid";
    const found = [...clocks].join(" and ");
    throw new ArgumentError({ argument: "channels", expected: "channels of one clock", found, next });
  }
  const longest = [...traces.values()].reduce<Float64Array>(
    (best, { timeS }) => (timeS.length > best.length ? timeS : best),
    new Float64Array(0),
  );
  const before = longest.findIndex((time) => time >= startS);
  const start = before < 0 ? longest.length : before;
  const after = longest.findIndex((time) => time >= endS);
  return { start, timeS: longest.slice(start, after < 0 ? longest.length : after) };
}
