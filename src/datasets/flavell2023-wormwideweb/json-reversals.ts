import { FormatError } from "../../errors.js";
import type { ReportFinding } from "../read-recordings.js";
import type { EventColumns } from "../state-events.js";
import type { WormJson } from "./worm-json.js";

const place = "reversal_events";

/**
 * The reversals of a recording in seconds. `reversal_events` holds pairs of frames from 1: [start, end] each, or all
 * starts and then all ends. Reversals that begin after the last trace sample are left out and reported.
 *
 * @param timeS all stamps of the file, which may be more than the traces have samples
 * @throws FormatError for other than pairs of frames
 */
export function jsonReversals(
  json: WormJson,
  timeS: Float64Array,
  frames: number,
  report: ReportFinding,
): readonly EventColumns[] {
  const { file, fields } = json;
  if (fields[place] === undefined || fields[place] === null) {
    const where = { source_file: file, place };
    const action = "there are no reversal events";
    report({ ...where, rule: "missing-series", severity: "loss", found: "no such field", action });
    return [];
  }
  const pairs = pairsOf(fields[place], timeS.length);
  if (!pairs) {
    const expected = `pairs of frames from 1 to ${timeS.length}, start before end`;
    throw new FormatError({ file, place, expected, found: JSON.stringify(fields[place]).slice(0, 60) });
  }
  const early = pairs.filter(([start]) => start <= frames);
  if (early.length < pairs.length) {
    const found = `${pairs.length - early.length} of ${pairs.length} events begin later`;
    const action = "left out: nothing was recorded with them";
    const where = { source_file: file, place };
    report({
      ...where,
      rule: "events-after-traces",
      severity: "loss",
      expected: `frames up to ${frames}`,
      found,
      action,
    });
  }
  return early.map(([start, end]) => {
    const onset_s = timeS[start - 1]!;
    const attributes = JSON.stringify({ start_frame: start, end_frame: end });
    return { onset_s, duration_s: timeS[end - 1]! - onset_s, kind: "reversal", label: "reversal", attributes };
  });
}

type Pair = readonly [start: number, end: number];

function pairsOf(value: unknown, length: number): readonly Pair[] | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.length === 0) return [];
  const lists = value as readonly unknown[];
  if (lists.every((pair): pair is Pair => isPair(pair, length)) && inOrder(lists)) return lists;
  const [starts, ends] = lists;
  if (lists.length !== 2 || !Array.isArray(starts) || !Array.isArray(ends) || starts.length !== ends.length) {
    return undefined;
  }
  const pairs = starts.map((start: unknown, index) => [start, ends[index]]);
  return pairs.every((pair): pair is [number, number] => isPair(pair, length)) && inOrder(pairs) ? pairs : undefined;
}

function isPair(value: unknown, length: number): value is Pair {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [start, end] = value as readonly unknown[];
  return isFrame(start, length) && isFrame(end, length) && end >= start;
}

function isFrame(value: unknown, length: number): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= length;
}

/** One animal's reversals follow each other; this tells the two layouts apart where there are two events. */
function inOrder(pairs: readonly Pair[]): boolean {
  return pairs.every(([start], index) => index === 0 || start >= pairs[index - 1]![1]);
}
