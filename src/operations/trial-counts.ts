import * as z from "zod/mini";
import { ArgumentError } from "../errors.js";
import { binEvents } from "../signals/bin-events.js";
import { rowsOf } from "../tables/batch.js";
import type { Recording } from "../tables/open-dataset.js";
import { recordingReader } from "./recording-reader.js";

/** What operations on events of trials let one choose. */
export const trialChoice = {
  kind: z._default(z.string(), "spike").check(z.describe("Events of this kind.")),
  labels: z
    .optional(z.array(z.string()).check(z.minLength(1)))
    .check(z.describe("Only events of these labels, each for itself. Default: every label that occurs.")),
  step_s: z._default(z.number().check(z.positive()), 0.001).check(z.describe("Length of a bin in seconds.")),
  n_trials: z
    .optional(z.int().check(z.positive()))
    .check(
      z.describe(
        "How often the recording was repeated, where a trial may be without any event. Default: the trials (sequence_id) that occur.",
      ),
    ),
};

/** The values of {@link trialChoice}. */
export interface TrialChoice {
  readonly kind: string;
  readonly labels?: readonly string[] | undefined;
  readonly step_s: number;
  readonly n_trials?: number | undefined;
}

/** The events of one label, counted trial by trial. */
export interface TrialCounts {
  /** The label, or the kind of events that have none. */
  readonly label: string;
  /** Counts per bin from the start of the recording on, in the order of the trials. */
  readonly trials: readonly { readonly trial: string; readonly counts: Float64Array }[];
}

/** More bins than any recording has at a step that is meant. */
const mostBins = 2 ** 26;

/**
 * Events of trials that repeat a recording, counted in bins [k, k + 1) steps, by label. Trials are the values of
 * `sequence_id`, of which all labels have all; events without one are one trial.
 *
 * @throws ArgumentError for a step of which a recording has too many.
 */
export async function trialCounts(recording: Recording, choice: TrialChoice): Promise<readonly TrialCounts[]> {
  const { kind, labels, step_s, n_trials = 0 } = choice;
  const { row, tables } = recording;
  const times = new Map<string, Map<string, number[]>>((labels ?? []).map((label) => [label, new Map()]));
  const names = new Set<string>();
  for await (const batch of recordingReader(tables, row).read("events", { where: { kind } })) {
    for (const { label, sequence_id, onset_s } of rowsOf({ ...batch, table: "events" })) {
      const [own, trial] = [label ?? kind, sequence_id ?? ""];
      names.add(trial);
      if (labels && !labels.includes(own)) continue;
      const trials = times.get(own) ?? new Map<string, number[]>();
      times.set(own, trials);
      const list = trials.get(trial);
      if (list) list.push(onset_s);
      else trials.set(trial, [onset_s]);
    }
  }
  for (let number = 1; names.size < n_trials; number++) names.add(String(number));
  const order = [...names].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const count = Math.max(0, Math.ceil(row.duration_s / step_s - 1e-9));
  if (count > mostBins) {
    throw new ArgumentError({ argument: "step_s", expected: `at most ${mostBins} bins`, found: String(count) });
  }
  const counted = (list: readonly number[] = []) => binEvents(list, { width: step_s, count });
  return [...times]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, own]) => ({ label, trials: order.map((trial) => ({ trial, counts: counted(own.get(trial)) })) }));
}
