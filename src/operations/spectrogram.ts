import * as z from "zod/mini";
import { ArgumentError } from "../errors.js";
import { magnitudeSpectrogram, type Spectrogram } from "../signals/magnitude-spectrogram.js";
import { decibels } from "../stats/decibels.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { TableReader } from "../tables/table-reader.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import type { Operation, RunContext } from "./operation.js";
import { processedClock } from "./process-channels.js";
import { processedRows } from "./processed-rows.js";
import { readChannels, type SampledChannel } from "./read-channels.js";

const positive = z.number().check(z.positive());

const params = z.strictObject({
  ...channelChoice,
  window_samples: z
    ._default(z.int().check(z.minimum(2), z.maximum(2 ** 20), z.multipleOf(2)), 256)
    .check(z.describe("Samples of the Hann window, an even number.")),
  step_s: z
    ._default(positive, 0.001)
    .check(z.describe("Seconds from the middle of one window to that of the next; whole samples.")),
  lowest_hz: z.optional(z.number().check(z.minimum(0))).check(z.describe("Lowest frequency. Default: 0.")),
  highest_hz: z.optional(positive).check(z.describe("Highest frequency. Default: half the sampling rate.")),
  scale: z
    ._default(z.enum(["decibels", "magnitude"]), "decibels")
    .check(z.describe("decibels: 20 log10 of the magnitude over the reference; magnitude: as it is.")),
  reference: z
    ._default(z.union([z.enum(["dataset", "recording"]), positive]), "dataset")
    .check(
      z.describe(
        "The magnitude that is 0 dB: the largest of all recordings, of the recording, or the one that is given.",
      ),
    ),
  floor_db: z._default(z.number(), -80).check(z.describe("Levels below it are raised to it.")),
  from_floor: z
    ._default(z.boolean(), false)
    .check(z.describe("Counts levels from the floor up, so that silence is 0, as beyond the ends of a run.")),
});

type Params = z.infer<typeof params>;

/**
 * Magnitudes of Hann windows over time, a channel per frequency, by default as levels below the largest magnitude of all
 * recordings; see `magnitudeSpectrogram`. Other operations take the channels by `analysis`.
 */
export const spectrogram: Operation<Params> = {
  name: "spectrogram",
  summary: "Spectrogram of sounds and other fast channels: a channel per frequency, in dB or as it is.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "processed_signals"],
  writes: ["processed_signals"],
  partitionBy: "recording_id",
  joins: ({ scale, reference }) => scale === "decibels" && reference === "dataset",
  async *run(input, chosen, context) {
    const { scale, reference } = chosen;
    const largest =
      scale === "decibels" && reference === "dataset" ? await largestOfAll(input, chosen, context) : undefined;
    for await (const recording of datasetOf(input).recordings()) {
      const found = await spectrogramsOf(recording, chosen, context);
      const own =
        typeof reference === "number" ? reference : (largest?.get(recording.row.dataset_id) ?? largestOf(found));
      const channels = found.flatMap((one, place) => channelsOf(one, place, { ...chosen, own }));
      yield* batchesOf(
        "processed_signals",
        channels.flatMap((channel) => processedRows(recording.row, channel)),
      );
    }
  },
};

interface ChannelSpectrogram extends Spectrogram {
  readonly channel: SampledChannel;
}

/** Largest magnitudes by dataset: a pass of its own, as all spectrograms together may not fit into memory. */
async function largestOfAll(input: TableReader, chosen: Params, context: RunContext) {
  const largest = new Map<string, number>();
  for await (const recording of datasetOf(input).recordings()) {
    const own = largestOf(await spectrogramsOf(recording, chosen, context));
    const { dataset_id } = recording.row;
    largest.set(dataset_id, Math.max(own, largest.get(dataset_id) ?? 0));
  }
  return largest;
}

function largestOf(found: readonly Spectrogram[]): number {
  let largest = 0;
  for (const { magnitudes } of found) for (const value of magnitudes.values) if (value > largest) largest = value;
  return largest;
}

async function spectrogramsOf(
  recording: Recording,
  choice: Params,
  context: RunContext,
): Promise<readonly ChannelSpectrogram[]> {
  const { window_samples, step_s, lowest_hz, highest_hz } = choice;
  const channels = await readChannels(recording, { choice, defaultKinds: ["stimulus"], context });
  return channels.map((channel) => {
    const { channel_index, sampling_rate_hz: rate } = channel.row;
    const place = `${recording.row.recording_id}, channel ${channel_index}`;
    if (rate === null) {
      const next = "bring the channel onto a grid with processing";
      throw new ArgumentError({ argument: place, expected: "a regular clock", found: "stamps of its own", next });
    }
    const stepSamples = Math.round(step_s * rate);
    if (stepSamples < 1 || Math.abs(stepSamples - step_s * rate) > 1e-6 * stepSamples) {
      const found = `${step_s * rate} at ${rate} Hz in ${place}`;
      throw new ArgumentError({ argument: "step_s", expected: "whole samples", found });
    }
    const limits = {
      ...(lowest_hz === undefined ? {} : { lowestHz: lowest_hz }),
      ...(highest_hz === undefined ? {} : { highestHz: highest_hz }),
    };
    const settings = { samplingRateHz: rate, stepSamples, windowSamples: window_samples, ...limits };
    return { channel, ...magnitudeSpectrogram(channel.values, settings) };
  });
}

/** The frequencies of one channel as channels, numbered after those of the channels before it. */
function channelsOf(
  { channel, magnitudes, frequenciesHz, timeS }: ChannelSpectrogram,
  place: number,
  { own, scale, floor_db: floor, from_floor, step_s }: Params & { readonly own: number },
) {
  const { row } = channel;
  const { rows, columns, values } = magnitudes;
  const startS = channel.timeS[0] ?? 0;
  const stamps = timeS.map((time) => startS + time);
  // silence has no largest magnitude to be compared with
  const asLevels = (series: Float64Array) =>
    own > 0 ? decibels(series, { reference: own, floor }) : series.map((value) => value + floor);
  const words =
    scale === "magnitude"
      ? { quantity: `spectral magnitude of ${row.quantity}`, unit: row.unit }
      : { quantity: `spectral level of ${row.quantity}${from_floor ? " above the floor" : ""}`, unit: "dB" };
  return Array.from(frequenciesHz, (frequency, column) => {
    const series = Float64Array.from({ length: rows }, (_, time) => values[time * columns + column]!);
    const levels = scale === "magnitude" ? series : asLevels(series).map((level) => level - (from_floor ? floor : 0));
    return {
      row: {
        channel_index: place * columns + column,
        kind: row.kind,
        name: `${row.name ?? row.name_source ?? `channel ${row.channel_index}`} ${frequency} Hz`,
        ...{ ...words, clock: processedClock, sampling_rate_hz: 1 / step_s },
      },
      ...{ values: levels, timeS: stamps, startSample: 0 },
    };
  });
}
