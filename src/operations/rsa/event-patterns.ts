import { ArgumentError } from "../../errors.js";
import type { Recording } from "../../tables/open-dataset.js";
import type { TableReader } from "../../tables/table-reader.js";
import { joinSeries } from "../encoders/join-series.js";
import type { RunSeries } from "../encoders/run-series.js";
import type { RunContext } from "../operation.js";
import { type RecordingGroup, recordingGroups } from "../recording-groups.js";
import {
  binLimits,
  binnedChannel,
  binSpans,
  type ConditionSource,
  type ConditionSpan,
  conditionSource,
  conditionSpans,
} from "./condition-spans.js";
import { foldsOf } from "./observation-folds.js";
import type { EventParams } from "./pattern-params.js";
import type { PatternChannel, PatternSet } from "./pattern-set.js";
import { type PatternRun, readPatternRun } from "./read-pattern-run.js";
import { framesOf } from "./span-samples.js";

/** What readers of patterns need besides tables. */
export interface ReadPatterns<P = EventParams> {
  readonly task: string;
  readonly params: P;
  readonly needsResiduals: boolean;
  readonly context: RunContext;
}

/**
 * Patterns of recordings: the mean of each channel over the samples of each event, or of each stretch in which a channel
 * stays in a bin; one set per recording, subject or dataset.
 *
 * @throws ArgumentError where events or folds that are asked for are not there; what `readPatternRun` throws.
 */
export async function* eventPatterns(input: TableReader, options: ReadPatterns): AsyncGenerator<PatternSet> {
  const { params } = options;
  for (const group of await recordingGroups(input, params.runs)) {
    const source = await conditionSource(group.recordings, params);
    const spansOf = await spansBy(source, group.recordings, options);
    const runs: PatternRun[] = [];
    const frames = framesOf(params);
    for (const recording of group.recordings) {
      runs.push(await readPatternRun(recording, spansOf(recording), { ...options, frames }));
    }
    const conditions = "bins" in source ? `bins of ${source.bins.channel}` : source.events;
    yield setOf(group, runs, { ...options, stimulusSet: `${group.datasetId} ${conditions}` });
  }
}

async function spansBy(
  source: ConditionSource,
  recordings: readonly Recording[],
  { params, context }: ReadPatterns,
): Promise<(recording: Recording) => readonly ConditionSpan[]> {
  const spans = new Map<Recording, readonly ConditionSpan[]>();
  if ("events" in source) {
    for (const recording of recordings) spans.set(recording, await conditionSpans(recording, source, params));
    return (recording) => spans.get(recording)!;
  }
  const { channel: name, count } = source.bins;
  const channels = new Map<Recording, NonNullable<Awaited<ReturnType<typeof binnedChannel>>>>();
  for (const recording of recordings) {
    const channel = await binnedChannel(recording, source.bins, context);
    if (!channel) {
      const found = `none in ${recording.row.recording_id}`;
      throw new ArgumentError({ argument: "bins", expected: `one channel named ${name}`, found });
    }
    channels.set(recording, channel);
  }
  const limits = binLimits([...channels.values()], count);
  return (recording) => binSpans(channels.get(recording)!, limits);
}

function setOf(
  group: RecordingGroup,
  runs: readonly PatternRun[],
  { params, task, context, stimulusSet, needsResiduals }: ReadPatterns & { readonly stimulusSet: string },
): PatternSet {
  const note = (message: string) => context.onProgress({ kind: "note", task, item: group.id, message });
  const frames = framesOf(params);
  const join = (series: (run: PatternRun) => readonly RunSeries[], tell: (message: string) => void = () => undefined) =>
    joinSeries(params.absent === "missing" ? withAbsent(runs.map(series)) : runs.map(series), tell);
  const patterns = join((run) => run.patterns, note);
  const residuals = needsResiduals ? join((run) => run.residuals) : undefined;
  const levels = join((run) => run.levels);
  const isIn = (index: number) => params.least_mean === undefined || levelOf(levels[index]!.values) > params.least_mean;
  const channels = patterns.flatMap(({ label, row, values }, index): PatternChannel[] =>
    isIn(index) ? [{ label, row, values, residuals: residuals?.[index]?.values }] : [],
  );
  const spans = runs.flatMap(({ row, spans: own }) => own.map((span) => ({ ...span, row })));
  const { folds, words } = foldsOf(spans, params, runs.length);
  const [first] = runs;
  const shared = <T>(of: (run: PatternRun) => T) => (runs.every((run) => of(run) === of(first!)) ? of(first!) : null);
  return {
    ...{ id: group.id, datasetId: group.datasetId, stimulusSet, foldWords: words, frames, channels, region: null },
    recordingId: shared(({ row }) => row.recording_id),
    subject: shared(({ row }) => row.subject_id),
    session: shared(({ row }) => row.session_id),
    task: shared(({ row }) => row.task),
    observations: spans.map(({ condition }, index) => ({ condition, fold: folds[index]! })),
    residuals: needsResiduals
      ? { folds: words === "recordings" ? sampleFolds(runs) : null, means: meansOf(runs) }
      : undefined,
  };
}

/** Channels that a run lacks, as series of which everything is missing. */
function withAbsent(runs: readonly (readonly RunSeries[])[]): readonly (readonly RunSeries[])[] {
  const known = new Map(runs.flatMap((series) => series.map((one) => [one.key, one])));
  return runs.map((series) => {
    const own = new Set(series.map(({ key }) => key));
    const length = series[0]?.values.length ?? 0;
    const absent = [...known.values()].filter(({ key }) => !own.has(key));
    return [...series, ...absent.map((one) => ({ ...one, values: new Float64Array(length).fill(Number.NaN) }))];
  });
}

/** Of sums and numbers of samples, run by run. */
function levelOf(values: Float64Array): number {
  let [sum, count] = [0, 0];
  for (let run = 0; run < values.length; run += 2) {
    if (Number.isNaN(values[run])) continue;
    sum += values[run]!;
    count += values[run + 1]!;
  }
  return sum / count;
}

function sampleFolds(runs: readonly PatternRun[]): readonly string[] {
  return runs.flatMap(({ row, residuals }) =>
    Array.from({ length: residuals[0]?.values.length ?? 0 }, () => row.recording_id),
  );
}

function meansOf(runs: readonly PatternRun[]): ReadonlyMap<string, number> {
  const all = runs.reduce((sum, { means }) => sum + means, 0);
  return new Map([["", all], ...runs.map(({ row, means }) => [row.recording_id, means] as const)]);
}
