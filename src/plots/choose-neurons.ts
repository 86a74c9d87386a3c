import { UnknownNameError } from "../errors.js";
import { activityTraces } from "./activity-traces.js";
import { channelLabel } from "./channel-label.js";
import type { RecordingView, TraceView } from "./recording-view.js";

/** Which neurons to draw. */
export interface ChooseNeuronsOptions {
  /** Names or neuron classes, in the order to draw. Default: neurons of familiar classes first. */
  readonly neurons?: readonly string[];
  /** At most so many. */
  readonly most: number;
}

/** Classes that whole-brain recordings of worms are looked through first: command, head and state neurons. */
const familiar = ["AVA", "AVE", "RIM", "AIB", "AVB", "RIB", "RID", "RME", "VB", "SMDV", "SMDD", "RIV", "AIY", "ASK"];

/**
 * Neurons by name or class, in a recording without neurons units, else voxels. Without names: neurons of familiar
 * classes first, then the other named ones, then unnamed ones, each in the order of the recording, at most `most`; units
 * and voxels evenly spread over all of them. Throws an {@link UnknownNameError} for a name that none has.
 */
export function chooseNeurons(view: RecordingView, options: ChooseNeuronsOptions): readonly TraceView[] {
  const { kind, traces: neurons } = activityTraces(view.traces) ?? { kind: "neuron", traces: [] };
  if (options.neurons) {
    return options.neurons.flatMap((name) => {
      const found = neurons.filter(({ channel }) => channelLabel(channel) === name || channel.neuron_class === name);
      if (found.length > 0) return found;
      const known = neurons.flatMap(({ channel }) => channelLabel(channel) ?? []);
      throw new UnknownNameError({ kind: `${kind} in recording ${view.recording.recording_id}`, name, known });
    });
  }
  if (kind !== "neuron") return evenlySpread(neurons, options.most);
  const rank = ({ channel }: TraceView) => {
    if (channel.name === null) return familiar.length + 1;
    const place = familiar.indexOf(channel.neuron_class ?? "");
    return place < 0 ? familiar.length : place;
  };
  return [...neurons.keys()]
    .sort((a, b) => rank(neurons[a]!) - rank(neurons[b]!) || a - b)
    .slice(0, options.most)
    .map((index) => neurons[index]!);
}

// nothing tells which unit or voxel to look at first, and neighbours are alike
function evenlySpread(traces: readonly TraceView[], most: number): readonly TraceView[] {
  const step = Math.max(1, traces.length / most);
  return Array.from({ length: Math.min(most, traces.length) }, (_, index) => traces[Math.floor((index + 0.5) * step)]!);
}
