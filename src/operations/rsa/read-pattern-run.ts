import { mean } from "../../stats/mean.js";
import { countsFrames } from "../../tables/frame-clock.js";
import type { Recording } from "../../tables/open-dataset.js";
import { channelKey, channelLabel } from "../channel-key.js";
import type { RunSeries } from "../encoders/run-series.js";
import type { RunContext } from "../operation.js";
import { readChannels } from "../read-channels.js";
import type { ConditionSpan } from "./condition-spans.js";
import type { EventParams } from "./pattern-params.js";
import type { Frame } from "./pattern-set.js";
import { residualsOf, spanSamples } from "./span-samples.js";

/** Kinds of channels that make patterns where none are named. */
const patternKinds = ["neuron", "unit", "voxel", "sensor"];

/** The observations of one recording. */
export interface PatternRun {
  readonly row: Recording["row"];
  readonly spans: readonly ConditionSpan[];
  /** Per channel: the mean over the samples of each observation and frame. */
  readonly patterns: readonly RunSeries[];
  /** Per channel: the samples less the means of their events; none where they are not asked for. */
  readonly residuals: readonly RunSeries[];
  /** Per channel: the sum of its samples and their number. */
  readonly levels: readonly RunSeries[];
  /** Means that were taken out of a channel. */
  readonly means: number;
}

/** How {@link readPatternRun} reads. */
export interface ReadPatternRun {
  readonly params: EventParams;
  readonly frames: readonly Frame[];
  readonly needsResiduals: boolean;
  readonly context: RunContext;
}

/**
 * The mean of each chosen channel over the samples of each span and frame. A sample that is missing does not count; where
 * all are, the mean is NaN.
 *
 * @throws what `spanSamples` and `readChannels` throw.
 */
export async function readPatternRun(
  recording: Recording,
  spans: readonly ConditionSpan[],
  { params, frames, needsResiduals, context }: ReadPatternRun,
): Promise<PatternRun> {
  const samplesOf = spanSamples(spans, frames, params.delay_s);
  const channels = await readChannels(recording, { choice: params, defaultKinds: patternKinds, context });
  const isTimed = params.from_onset !== undefined || params.movie !== undefined || params.delay_s !== 0;
  if (isTimed && countsFrames(channels.map(({ row }) => row))) {
    const message = "times count frames, whose rate is not known: a second from the onset is one frame";
    context.onProgress({ kind: "note", task: "patterns", item: recording.row.recording_id, message });
  }
  const patterns: RunSeries[] = [];
  const residuals: RunSeries[] = [];
  const levels: RunSeries[] = [];
  let means = 0;
  for (const channel of channels) {
    const { row, values } = channel;
    const ranges = samplesOf(channel);
    const about = { key: channelKey(recording.row, row), label: channelLabel(row), row, madeOf: [] };
    patterns.push({
      ...about,
      values: Float64Array.from(ranges, ([start, end]) => mean(values.subarray(start, end))),
    });
    let present = 0;
    for (const value of values) present += Number(!Number.isNaN(value));
    levels.push({ ...about, values: Float64Array.of(present > 0 ? mean(values) * present : 0, present) });
    if (!needsResiduals) continue;
    const rest = residualsOf(values, ranges);
    residuals.push({ ...about, values: rest.residuals });
    means = Math.max(means, rest.means);
  }
  return { row: recording.row, spans, patterns, residuals, levels, means };
}
