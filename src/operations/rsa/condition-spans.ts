import { ArgumentError, UnknownNameError } from "../../errors.js";
import { channelNamed } from "../../signals/channel-named.js";
import { rowsOf } from "../../tables/batch.js";
import type { Recording } from "../../tables/open-dataset.js";
import type { Row } from "../../tables/tables.js";
import type { RunContext } from "../operation.js";
import { readChannels, type SampledChannel } from "../read-channels.js";
import { recordingReader } from "../recording-reader.js";
import type { EventParams } from "./pattern-params.js";

/** A stretch of a recording in which a condition holds. */
export interface ConditionSpan {
  readonly condition: string;
  readonly onsetS: number;
  /** Null for a moment. */
  readonly durationS: number | null;
  readonly sequence: string | null;
}

/** What marks conditions: events of a kind, or bins of a channel. */
export type ConditionSource = { readonly events: string } | { readonly bins: NonNullable<EventParams["bins"]> };

/** Fewer conditions make no RDM that could be compared. */
const leastConditions = 3;

/**
 * What marks the conditions of recordings: what the parameters say, or the one kind of events that has three or more.
 *
 * @throws ArgumentError where no kind has them, or several have; UnknownNameError for a kind that no recording has.
 */
export async function conditionSource(
  recordings: readonly Recording[],
  { events, bins, condition_from: column }: EventParams,
): Promise<ConditionSource> {
  if (bins) return { bins };
  const found = await labelsByKind(recordings, column);
  if (events !== undefined) {
    if (found.has(events)) return { events };
    throw new UnknownNameError({ kind: "kind of events", name: events, known: [...found.keys()] });
  }
  const usable = [...found].filter(([, labels]) => labels.size >= leastConditions).map(([kind]) => kind);
  if (usable.length === 1) return { events: usable[0]! };
  const kinds = [...found].map(([kind, labels]) => `${kind} with ${labels.size}`).join(", ");
  const next =
    usable.length > 1 ? `give events: ${usable.join(" or ")}` : "give bins of a channel, or other recordings";
  const expected = `one kind of events with ${leastConditions} or more conditions`;
  throw new ArgumentError({ argument: "events", expected, found: kinds || "no events", next });
}

async function labelsByKind(
  recordings: readonly Recording[],
  column: EventParams["condition_from"],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  for (const { tables, row } of recordings) {
    for await (const batch of recordingReader(tables, row).read("events", { columns: ["kind", column] })) {
      for (const event of rowsOf({ ...batch, table: "events" })) {
        const labels = found.get(event.kind) ?? new Set();
        if (event[column] !== null) labels.add(event[column]);
        found.set(event.kind, labels);
      }
    }
  }
  return found;
}

/** The spans of one recording by onset; bins need limits that joined recordings share. */
export async function conditionSpans(
  recording: Recording,
  source: { readonly events: string },
  { condition_from: column }: EventParams,
): Promise<readonly ConditionSpan[]> {
  const { tables, row } = recording;
  const spans: ConditionSpan[] = [];
  for await (const batch of recordingReader(tables, row).read("events", { where: { kind: source.events } })) {
    for (const event of rowsOf({ ...batch, table: "events" })) {
      const condition = event[column];
      if (condition === null) continue;
      spans.push({ condition, onsetS: event.onset_s, durationS: event.duration_s, sequence: event.sequence_id });
    }
  }
  return spans.sort((a, b) => a.onsetS - b.onsetS);
}

/** The channel whose bins are the conditions. */
export async function binnedChannel(
  recording: Recording,
  { channel }: NonNullable<EventParams["bins"]>,
  context: RunContext,
): Promise<SampledChannel | undefined> {
  const all = await readChannels(recording, { choice: { channels: [channel] }, context });
  const named = channelNamed(
    all.map(({ row }): Row<"channels"> => row),
    channel,
  ).channel;
  return all.find(({ row }) => row === named);
}

/** Limits of bins with equal numbers of the samples of all recordings: the smallest value of each bin but the first. */
export function binLimits(channels: readonly SampledChannel[], count: number): readonly number[] {
  const sorted = Float64Array.from(channels.flatMap(({ values }) => Array.from(values).filter(Number.isFinite))).sort();
  return Array.from({ length: count - 1 }, (_, bin) => sorted[Math.floor(((bin + 1) * sorted.length) / count)]!);
}

/** Stretches of samples in one bin. Bins are named by their numbers, from 1; a missing sample ends a stretch. */
export function binSpans({ values, timeS }: SampledChannel, limits: readonly number[]): readonly ConditionSpan[] {
  const binOf = (value: number) => (Number.isFinite(value) ? 1 + limits.filter((limit) => value >= limit).length : 0);
  const spans: ConditionSpan[] = [];
  const end = (timeS.at(-1) ?? 0) + (timeS.length > 1 ? timeS.at(-1)! - timeS.at(-2)! : 0);
  for (let start = 0; start < values.length; ) {
    const bin = binOf(values[start]!);
    let stop = start + 1;
    while (stop < values.length && binOf(values[stop]!) === bin) stop++;
    const durationS = (timeS[stop] ?? end) - timeS[start]!;
    if (bin > 0) spans.push({ condition: `bin${bin}`, onsetS: timeS[start]!, durationS, sequence: null });
    start = stop;
  }
  return spans;
}
