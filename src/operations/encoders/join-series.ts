import type { Row } from "../../tables/tables.js";
import type { RunSeries } from "./read-encoder-run.js";

/** A series over all runs, one after the other. */
export interface JoinedSeries {
  readonly key: string;
  readonly label: string;
  /** The channel in the first run; null for events. */
  readonly row: Row<"channels"> | null;
  readonly values: Float64Array;
}

/**
 * Joins the series of runs: channels by kind, quantity and name, those without a name by their index, events by label.
 * A channel that a run lacks is left out and noted; a label that does not occur in a run is 0 there.
 */
export function joinSeries(
  runs: readonly (readonly RunSeries[])[],
  note: (message: string) => void,
): readonly JoinedSeries[] {
  const byRun = runs.map((series) => uniquelyKeyed(series));
  const known = new Map(byRun.flatMap((series) => [...series]));
  const lengths = runs.map((series) => series[0]?.values.length ?? 0);
  const joined: JoinedSeries[] = [];
  const lost: string[] = [];
  for (const [key, first] of known) {
    const parts = byRun.map((series) => series.get(key));
    if (first.row !== null && parts.some((part) => part === undefined)) {
      lost.push(first.label);
      continue;
    }
    const values = parts.map((part, run) => part?.values ?? new Float64Array(lengths[run]!));
    joined.push({ key, label: first.label, row: byRun[0]!.get(key)?.row ?? null, values: concatenated(values) });
  }
  if (lost.length > 0) note(`leaves out what some runs lack: ${lost.join(", ")}`);
  return joined;
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
