import { channelRows } from "../signals/channel-rows.js";
import type { ProcessingStep } from "../signals/processing/step.js";
import { readTraces } from "../signals/read-traces.js";
import { countsFrames } from "../tables/frame-clock.js";
import type { Recording } from "../tables/open-dataset.js";
import { type ChannelChoice, chooseChannels } from "./channel-choice.js";
import { derivedTables } from "./derived-tables.js";
import type { RunContext } from "./operation.js";
import { processChannels } from "./process-channels.js";
import type { SampledChannel } from "./sampled-channel.js";
import { settingsInSeconds } from "./settings-in-seconds.js";
import { type TimeWindow, windowRange } from "./time-window.js";

export type { SampledChannel } from "./sampled-channel.js";

export interface ReadChannelsOptions {
  readonly choice: ChannelChoice & {
    readonly window?: TimeWindow | undefined;
    readonly processing?: readonly ProcessingStep[] | undefined;
  };
  /** Kinds taken where the choice names neither kinds nor channels. Default: all. */
  readonly defaultKinds?: readonly string[];
  readonly context: RunContext;
}

/**
 * The chosen channels of one recording with their samples and stamps, in the order of the channels. Names that the
 * recording does not have, or that several of its channels claim, and channels without any sample, are noted and left
 * out: not every animal has every neuron identified. Processing steps see the whole traces; the window is cut from their
 * result, so that it brings no ends of its own.
 *
 * @throws FormatError when a channel has neither a rate nor enough stamps; what `processTraces` throws.
 */
export async function readChannels(own: Recording, options: ReadChannelsOptions): Promise<readonly SampledChannel[]> {
  const { choice, defaultKinds, context } = options;
  const note = (message: string) => {
    context.onProgress({ kind: "note", task: "channels", item: own.row.recording_id, message });
  };
  const { analysis } = choice;
  const recording = analysis === undefined ? own : { ...own, tables: derivedTables(own.tables, { analysis }) };
  const rows = await channelRows(recording, { signal: context.signal });
  if (analysis !== undefined && rows.length === 0) note(`has no trace of the analysis ${analysis}`);
  const { channels: chosen, absent, ambiguous } = chooseChannels(rows, choice, defaultKinds);
  if (absent.length > 0) note(`has no channel named ${absent.join(", ")}`);
  if (ambiguous.length > 0) note(`has more than one channel named ${ambiguous.join(", ")}; none of them is taken`);
  const traces = await readTraces(recording, chosen, context.signal);
  const channels: SampledChannel[] = [];
  for (const row of chosen) {
    const trace = traces.get(row.channel_index);
    if (!trace) {
      note(`channel ${row.channel_index} has no sample`);
      continue;
    }
    channels.push({ row, ...trace, startSample: 0 });
  }
  const timed = countsFrames(channels.map(({ row }) => row)) ? settingsInSeconds(choice.processing ?? []) : [];
  if (timed.length > 0) {
    const advice = timed.some((setting) => setting.startsWith("smooth width_s")) ? "; give width_samples instead" : "";
    note(`times count frames, whose rate is not known: a second of ${timed.join(", ")} is one frame${advice}`);
  }
  const processed = choice.processing ? processChannels(channels, choice.processing, context) : channels;
  return processed.map((channel) => cut(channel, choice.window));
}

function cut({ row, values, timeS, filled }: SampledChannel, window: TimeWindow | undefined): SampledChannel {
  const [start, end] = windowRange(timeS, window);
  const marks = filled ? { filled: filled.subarray(start, end) } : {};
  return { row, values: values.subarray(start, end), timeS: timeS.subarray(start, end), startSample: start, ...marks };
}
