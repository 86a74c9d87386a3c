import { ArgumentError } from "../../errors.js";
import { intervalMask } from "../../signals/interval-mask.js";
import { resample } from "../../signals/resample.js";
import { medianStep } from "../../stats/median-step.js";
import { countsFrames } from "../../tables/frame-clock.js";
import type { Recording } from "../../tables/open-dataset.js";
import { channelKey, channelLabel } from "../channel-key.js";
import type { RunContext } from "../operation.js";
import { readChannels, type SampledChannel } from "../read-channels.js";
import { withDerived } from "./derived-features.js";
import type { EncoderParams } from "./encoder-params.js";
import { type EventSpans, readSpans, seriesOf, spansOf } from "./event-spans.js";
import type { FeatureSpace } from "./feature-space.js";
import type { RunSeries } from "./run-series.js";

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
 * @throws ArgumentError where there is no channel whose samples could be the grid; what `readChannels` and `withDerived`
 *   throw.
 */
export async function readEncoderRun(recording: Recording, options: ReadRunOptions): Promise<EncoderRun> {
  const { params, context } = options;
  const read = async (space: Omit<FeatureSpace, "name">, defaultKinds?: readonly string[]) => {
    const { channels = "all", kinds, quantity, analysis, processing, events = [] } = space;
    const choice = { channels, kinds, quantity, analysis, processing, window: params.window };
    const how = defaultKinds ? { choice, defaultKinds, context } : { choice, context };
    const hasChannels =
      defaultKinds !== undefined || [space.channels, kinds, quantity, analysis].some((named) => named !== undefined);
    return {
      channels: hasChannels ? await readChannels(recording, how) : [],
      events: await readSpans(recording, events),
    };
  };
  const { channels, kinds, quantity, analysis, processing, target_events: events } = params;
  const targets =
    channels === "none"
      ? await read({ events })
      : await read({ channels, kinds, quantity, analysis, processing, events }, options.targetKinds);
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
  const timeS = gridOf(sampled[0]!, params.rate_hz, recording_id);
  const stepS = medianStep(timeS);
  const onGrid = (one: { readonly channels: readonly SampledChannel[]; readonly events: readonly EventSpans[] }) => [
    ...one.channels.map((channel) => channelSeries(recording.row, channel, timeS)),
    ...one.events.flatMap((spans) => seriesOf(spans, timeS)),
  ];
  return {
    row: recording.row,
    timeS,
    stepS,
    targets: onGrid(targets),
    spaces: spaces.map(({ name, ...space }, index) => ({
      name,
      features: withDerived(onGrid(space), params.spaces[index]!.derive),
    })),
    stimuli: params.stimuli === undefined ? undefined : await stimuliOf(recording, params.stimuli, { timeS, context }),
  };
}

/** More samples than a series of any recording has at a rate that is meant. */
const mostSamples = 2 ** 26;

function gridOf({ timeS }: SampledChannel, rateHz: number | undefined, recordingId: string): Float64Array {
  if (rateHz === undefined) return timeS;
  const [first, last] = [timeS[0] ?? 0, timeS.at(-1) ?? -1];
  const length = Math.max(0, Math.floor((last - first) * rateHz + 1e-9) + 1);
  if (length > mostSamples) {
    const found = `${length} in ${recordingId}`;
    throw new ArgumentError({ argument: "rate_hz", expected: `at most ${mostSamples} samples`, found });
  }
  return Float64Array.from({ length }, (_, k) => first + k / rateHz);
}

function channelSeries(
  recording: Recording["row"],
  { row, values, timeS }: SampledChannel,
  gridS: Float64Array,
): RunSeries {
  const isGrid = timeS.length === gridS.length && timeS.every((time, index) => time === gridS[index]);
  return {
    key: channelKey(recording, row),
    // traces of an earlier analysis keep the canonical name and the index, and no other name
    origin: JSON.stringify([row.kind, row.name ?? row.channel_index]),
    label: channelLabel(row),
    row,
    madeOf: [],
    values: isGrid ? Float64Array.from(values) : resample(timeS, values, gridS).values,
  };
}

async function stimuliOf(
  recording: Recording,
  kind: string,
  { timeS, context }: { readonly timeS: Float64Array; readonly context: RunContext },
): Promise<readonly (string | null)[]> {
  const labels = new Array<string | null>(timeS.length).fill(null);
  const spans = await spansOf(recording, kind);
  if (spans.size === 0) {
    const message = `has no event of kind ${kind} to name a stimulus`;
    context.onProgress({ kind: "note", task: "encode", item: recording.row.recording_id, message });
  }
  for (const [label, list] of spans) {
    for (const [sample, inside] of intervalMask(timeS, list).entries()) if (inside === 1) labels[sample] = label;
  }
  return labels;
}
