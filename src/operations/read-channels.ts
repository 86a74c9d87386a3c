import { channelRows } from "../signals/channel-rows.js";
import { readTraces } from "../signals/read-traces.js";
import type { Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { type ChannelChoice, chooseChannels } from "./channel-choice.js";
import type { RunContext } from "./operation.js";
import { type TimeWindow, windowRange } from "./time-window.js";

/** A channel with its samples inside the window; NaN stands for a missing one. */
export interface SampledChannel {
  readonly row: Row<"channels">;
  readonly values: Float32Array;
  /** Stamps in seconds from the start of the recording, one per sample. */
  readonly timeS: Float64Array;
  /** Index of the first sample in the whole trace. */
  readonly startSample: number;
}

export interface ReadChannelsOptions {
  readonly choice: ChannelChoice & { readonly window?: TimeWindow | undefined };
  /** Kinds taken where the choice names neither kinds nor channels. Default: all. */
  readonly defaultKinds?: readonly string[];
  readonly context: RunContext;
}

/**
 * The chosen channels of one recording with their samples and stamps, in the order of the channels. Names that the
 * recording does not have, or that several of its channels claim, and channels without any sample, are noted and left
 * out: not every animal has every neuron identified.
 *
 * @throws FormatError when a channel has neither a rate nor enough stamps.
 */
export async function readChannels(
  recording: Recording,
  options: ReadChannelsOptions,
): Promise<readonly SampledChannel[]> {
  const { choice, defaultKinds, context } = options;
  const rows = await channelRows(recording, { signal: context.signal });
  const note = (message: string) => {
    context.onProgress({ kind: "note", task: "channels", item: recording.row.recording_id, message });
  };
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
    const [start, end] = windowRange(trace.timeS, choice.window);
    const [values, timeS] = [trace.values.subarray(start, end), trace.timeS.subarray(start, end)];
    channels.push({ row, values, timeS, startSample: start });
  }
  return channels;
}
