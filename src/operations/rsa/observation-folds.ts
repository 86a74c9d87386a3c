import { ArgumentError } from "../../errors.js";
import { foldsByOccurrence } from "../../rsa/patterns/design-of.js";
import type { Recording } from "../../tables/open-dataset.js";
import type { EventParams } from "./pattern-params.js";

/** What folds of recordings are told by. */
export interface FoldedObservation {
  readonly condition: string;
  readonly sequence: string | null;
  readonly row: Recording["row"];
}

/** The fold of each observation, and what folds are, in words. */
export interface ObservationFolds {
  readonly folds: readonly string[];
  readonly words: string;
}

/**
 * The folds that were asked for.
 *
 * @throws ArgumentError where recordings lack what folds are told by.
 */
export function foldsOf(
  observations: readonly FoldedObservation[],
  { folds }: Pick<EventParams, "folds">,
  recordings: number,
): ObservationFolds {
  const name = folds === "auto" ? (recordings > 1 ? "recording" : "occurrence") : folds;
  if (name === "occurrence" || name === "odd-even") {
    const occurrences = foldsByOccurrence(observations.map(({ condition }) => condition));
    if (name === "occurrence") return { folds: occurrences, words: "occurrences" };
    return { folds: occurrences.map((k) => (Number(k) % 2 === 0 ? "odd" : "even")), words: "odd and even occurrences" };
  }
  const labels = observations.map((one) => foldLabels[name](one));
  const at = labels.indexOf(null);
  if (at >= 0) {
    const found = `none in ${observations[at]!.row.recording_id}`;
    throw new ArgumentError({ argument: "folds", expected: `recordings or events with a ${name}`, found });
  }
  return { folds: labels as string[], words: `${name}s` };
}

type LabelName = Exclude<EventParams["folds"], "auto" | "occurrence" | "odd-even">;

/** Labels that tell folds of different subjects and recordings apart. */
const foldLabels: Readonly<Record<LabelName, (observation: FoldedObservation) => string | null>> = {
  recording: ({ row }) => row.recording_id,
  session: ({ row }) => labelIn(row.subject_id, row.session_id),
  run: ({ row }) => labelIn(`${row.subject_id} ${row.session_id}`, row.run),
  sequence: ({ row, sequence }) => labelIn(row.recording_id, sequence),
};

function labelIn(outer: string | null, inner: string | null): string | null {
  return inner === null ? null : `${outer} ${inner}`;
}
