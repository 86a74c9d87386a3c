import { ArgumentError } from "../../errors.js";
import { type Interval, intervalMask } from "../../signals/interval-mask.js";
import { resample } from "../../signals/resample.js";
import { medianStep } from "../../stats/median-step.js";
import { rowsOf } from "../../tables/batch.js";
import { countsFrames } from "../../tables/frame-clock.js";
import type { Recording } from "../../tables/open-dataset.js";
import type { Row } from "../../tables/tables.js";
import type { RunContext } from "../operation.js";
import { readChannels, type SampledChannel } from "../read-channels.js";
import { recordingReader } from "../recording-reader.js";
import type { EncoderParams } from "./encoder-params.js";
import { eventSeries } from "./event-series.js";
import type { EventChoice, FeatureSpace } from "./feature-space.js";

/** A series on the grid of a run; NaN where a sample is missing. */
export interface RunSeries {
  /** The same in every run that has it. */
  readonly key: string;
  readonly label: string;
  /** The channel; null for events. */
  readonly row: Row<"channels"> | null;
  readonly values: Float64Array;
}

/** One recording, everything on one grid. */
export interface EncoderRun {
  readonly row: Recording["row"];
  readonly timeS: Float64Array;
  readonly stepS: number;
  readonly targets: readonly RunSeries[];
  readonly spaces: readonly { readonly name: string; readonly features: readonly RunSeries[] }[];
  /** The label of the stimulus at each sample, null where there is none; undefined where none were asked for. */
  readonly stimuli: readonly (string | null)[] | undefined;
}

/** What is read of a recording. */
export interface ReadRunOptions {
  readonly params: EncoderParams;
  /** Kinds of channels that are targets where none are named. */
  readonly targetKinds: readonly string[];
  readonly context: RunContext;
}

/**
 * Reads one recording: targets and features on the samples of the first target, or on a grid of the rate that was asked
 * for. Series of other clocks are brought there by `resample`.
 *
 * @throws ArgumentError where there is no channel whose samples could be the grid; what `readChannels` throws.
 */
export async function readEncoderRun(recording: Recording, options: ReadRunOptions): Promise<EncoderRun> {
  const { params, context } = options;
  const read = async (space: Omit<FeatureSpace, "name">, defaultKinds?: readonly string[]) => {
    const { channels = "all", kinds, quantity, processing, events = [] } = space;
    const choice = { channels, kinds, quantity, processing, window: params.window };
    const how = defaultKinds ? { choice, defaultKinds, context } : { choice, context };
    const hasChannels =
      defaultKinds !== undefined || space.channels !== undefined || kinds !== undefined || quantity !== undefined;
    return {
      channels: hasChannels ? await readChannels(recording, how) : [],
      events: await readSpans(recording, events),
    };
  };
  const { channels, kinds, quantity, processing, target_events: events } = params;
  const targets =
    channels === "none"
      ? await read({ events })
      : await read({ channels, kinds, quantity, processing, events }, options.targetKinds);
  const spaces = [];
  for (const { name, ...space } of params.spaces) spaces.push({ name, ...(await read(space)) });
  const sampled = [targets, ...spaces].flatMap((one) => one.channels);
  const { recording_id } = recording.row;
  if (sampled.length === 0) {
    const next = "choose channels for the targets or for a space";
    const found = `none in ${recording_id}`;
    throw new ArgumentError({ argument: "channels", expected: "a channel whose samples are the grid", found, next });
  }
  if (countsFrames(sampled.map(({ row }) => row))) {
    const message = "times count frames, whose rate is not known: a second of lags, gaps and shifts is one frame";
    context.onProgress({ kind: "note", task: "encode", item: recording_id, message });
  }
  const timeS = gridOf(sampled[0]!, params.rate_hz);
  const stepS = medianStep(timeS);
  const onGrid = (one: { readonly channels: readonly SampledChannel[]; readonly events: readonly EventSpans[] }) => [
    ...one.channels.map((channel) => channelSeries(channel, timeS)),
    ...one.events.flatMap((spans) => seriesOf(spans, timeS)),
  ];
  return {
    row: recording.row,
    timeS,
    stepS,
    targets: onGrid(targets),
    spaces: spaces.map(({ name, ...space }) => ({ name, features: onGrid(space) })),
    stimuli: params.stimuli === undefined ? undefined : await stimuliOf(recording, params.stimuli, timeS),
  };
}

function gridOf({ timeS }: SampledChannel, rateHz: number | undefined): Float64Array {
  if (rateHz === undefined) return timeS;
  const [first, last] = [timeS[0] ?? 0, timeS.at(-1) ?? -1];
  return Float64Array.from(
    { length: Math.max(0, Math.floor((last - first) * rateHz + 1e-9) + 1) },
    (_, k) => first + k / rateHz,
  );
}

function channelSeries({ row, values, timeS }: SampledChannel, gridS: Float64Array): RunSeries {
  const isGrid = timeS.length === gridS.length && timeS.every((time, index) => time === gridS[index]);
  const name = row.name ?? row.name_source;
  const label = name ?? `channel ${row.channel_index}`;
  return {
    key: JSON.stringify([row.kind, row.quantity, name ?? row.channel_index]),
    label,
    row,
    values: isGrid ? Float64Array.from(values) : resample(timeS, values, gridS).values,
  };
}

interface EventSpans {
  readonly choice: EventChoice;
  readonly spans: ReadonlyMap<string, readonly Interval[]>;
}

async function readSpans(recording: Recording, choices: readonly EventChoice[]): Promise<readonly EventSpans[]> {
  const found: EventSpans[] = [];
  for (const choice of choices) found.push({ choice, spans: await spansOf(recording, choice.kind, choice) });
  return found;
}

/** Spans of each label; a moment has the duration 0. Labels that were asked for are there, with none, where there is none. */
async function spansOf(
  { tables, row }: Recording,
  kind: string,
  { labels, together = false }: Partial<Pick<EventChoice, "labels" | "together">> = {},
): Promise<ReadonlyMap<string, readonly Interval[]>> {
  const spans = new Map<string, Interval[]>((together ? [kind] : (labels ?? [])).map((label) => [label, []]));
  for await (const batch of recordingReader(tables, row).read("events", { where: { kind } })) {
    for (const { label, onset_s, duration_s } of rowsOf({ ...batch, table: "events" })) {
      const name = label ?? kind;
      if (labels && !labels.includes(name)) continue;
      const series = together ? kind : name;
      const own = spans.get(series) ?? [];
      own.push({ onsetS: onset_s, durationS: duration_s ?? 0 });
      spans.set(series, own);
    }
  }
  return labels ? spans : new Map([...spans].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function seriesOf({ choice, spans }: EventSpans, timeS: Float64Array): readonly RunSeries[] {
  return [...spans].map(([label, list]) => ({
    key: JSON.stringify(["event", choice.kind, label]),
    label,
    row: null,
    values: eventSeries[choice.as](timeS, list),
  }));
}

async function stimuliOf(recording: Recording, kind: string, timeS: Float64Array): Promise<readonly (string | null)[]> {
  const labels = new Array<string | null>(timeS.length).fill(null);
  for (const [label, list] of await spansOf(recording, kind)) {
    for (const [sample, inside] of intervalMask(timeS, list).entries()) if (inside === 1) labels[sample] = label;
  }
  return labels;
}
