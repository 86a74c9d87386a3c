import type { Row } from "../../tables/tables.js";
import type { RunSeries } from "./run-series.js";

/** A series over all runs, one after the other. */
export interface JoinedSeries {
  readonly key: string;
  /** What it is a series of, whatever was done to it. */
  readonly origin: string;
  readonly label: string;
  /** The channel in the first run; null for events, and for what is computed from several. */
  readonly row: Row<"channels"> | null;
  /** Origins of the series that it is computed from. */
  readonly madeOf: readonly string[];
  readonly values: Float64Array;
}

/**
 * Joins the series of runs by their keys: channels by kind, quantity and name, those without a name by their index,
 * neurons and units without a canonical one only within an animal; events by label. A channel that a run lacks is left
 * out and noted; a label that does not occur in a run is 0 there.
 *
 * @param samples - Samples of each run, where labels may be joined.
 */
export function joinSeries(
  runs: readonly (readonly RunSeries[])[],
  note: (message: string) => void,
  samples: readonly number[] = [],
): readonly JoinedSeries[] {
  const byRun = runs.map((series) => uniquelyKeyed(series));
  const known = new Map(byRun.flatMap((series) => [...series]));
  const joined: JoinedSeries[] = [];
  const lost: string[] = [];
  for (const [key, first] of known) {
    const parts = byRun.map((series) => series.get(key));
    if (first.row !== null && parts.some((part) => part === undefined)) {
      lost.push(first.label);
      continue;
    }
    const values = parts.map((part, run) => part?.values ?? new Float64Array(samples[run] ?? 0));
    const { label, origin = key, madeOf } = first;
    joined.push({ key, origin, label, row: byRun[0]!.get(key)?.row ?? null, madeOf, values: concatenated(values) });
  }
  if (lost.length > 0) note(`leaves out what some runs lack: ${shortList(lost)}`);
  return joined;
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 20).join(", ");
  return names.length > 20 ? `${shown} and ${names.length - 20} more` : shown;
}

/** Two traces of one name are told apart by their order. */
function uniquelyKeyed(series: readonly RunSeries[]): Map<string, RunSeries> {
  const keyed = new Map<string, RunSeries>();
  for (const one of series) {
    let key = one.key;
    for (let copy = 2; keyed.has(key); copy++) key = `${one.key} ${copy}`;
    keyed.set(key, one);
  }
  return keyed;
}

function concatenated(parts: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
