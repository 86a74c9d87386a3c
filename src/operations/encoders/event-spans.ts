import type { Interval } from "../../signals/interval-mask.js";
import { rowsOf } from "../../tables/batch.js";
import type { Recording } from "../../tables/open-dataset.js";
import { recordingReader } from "../recording-reader.js";
import { eventSeries } from "./event-series.js";
import type { EventChoice } from "./feature-space.js";
import type { RunSeries } from "./run-series.js";

/** The spans of the events of one choice, by the label of their series. */
export interface EventSpans {
  readonly choice: EventChoice;
  readonly spans: ReadonlyMap<string, readonly Interval[]>;
}

/** The spans of each choice of events. */
export async function readSpans(recording: Recording, choices: readonly EventChoice[]): Promise<readonly EventSpans[]> {
  const found: EventSpans[] = [];
  for (const choice of choices) found.push({ choice, spans: await spansOf(recording, choice.kind, choice) });
  return found;
}

/** Spans of each label; a moment has the duration 0. Labels that were asked for are there, with none, where there is none. */
export async function spansOf(
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

/** A series for each label of a choice. */
export function seriesOf({ choice, spans }: EventSpans, timeS: Float64Array): readonly RunSeries[] {
  return [...spans].map(([label, list]) => ({
    key: JSON.stringify(["event", choice.kind, label]),
    label,
    row: null,
    madeOf: [],
    values: eventSeries[choice.as](timeS, list),
  }));
}
