import { EmptyResultError } from "../errors.js";
import { isConstant } from "../stats/is-constant.js";
import type { RecordingView, TraceView } from "./recording-view.js";

/** Kinds of channels that show activity, those that plots prefer first; each is also the word for one of its channels. */
export const activityKinds = ["neuron", "unit", "voxel"] as const;

/** One of {@link activityKinds}. */
export type ActivityKind = (typeof activityKinds)[number];

/** The traces of one kind of activity. */
export interface ActivityTraces {
  readonly kind: ActivityKind;
  readonly traces: readonly TraceView[];
  /** Voxels that were left out, since they never change: they lie outside of the brain. */
  readonly constant: number;
}

/** What plots of a recording's activity show: its neurons, else its units, else its voxels that change; nothing where it has none. */
export function activityTraces(traces: readonly TraceView[]): ActivityTraces | null {
  for (const kind of activityKinds) {
    const own = traces.filter(({ channel }) => channel.kind === kind);
    if (own.length === 0) continue;
    const changing = kind === "voxel" ? own.filter(({ values }) => !isConstant(values)) : own;
    const shown = changing.length > 0 ? changing : own;
    return { kind, traces: shown, constant: own.length - shown.length };
  }
  return null;
}

/** What plots of activity throw where a recording has none. */
export function noActivity({ recording }: Pick<RecordingView, "recording">): EmptyResultError {
  return new EmptyResultError({ what: `voxels, units or neurons of recording ${recording.recording_id}` });
}
