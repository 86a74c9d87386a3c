import type { Fold } from "../../encoders/folds/fold.js";
import { ArgumentError } from "../../errors.js";
import { type TimeWindow, windowRange } from "../time-window.js";
import type { EncoderData } from "./encoder-data.js";
import type { SplitChoice } from "./split-choice.js";

/**
 * The one fold that a split asks for, of all rows.
 *
 * @throws ArgumentError for a split that names no row to predict or none to fit, and recordings that there are not.
 */
export function splitFold(data: EncoderData, split: SplitChoice | undefined): Fold {
  const { test_s, test_runs, train_s, train_runs } = split ?? {};
  if (!test_s && !test_runs) {
    const next = "give split with test_s or test_runs";
    throw new ArgumentError({ argument: "split", expected: "what is predicted", found: "none", next });
  }
  const known = data.runs.map(({ row }) => row.recording_id);
  const unknown = [...(test_runs ?? []), ...(train_runs ?? [])].find((run) => !known.includes(run));
  if (unknown !== undefined) {
    const expected = `recordings of the fit (${known.slice(0, 10).join(", ")})`;
    throw new ArgumentError({ argument: "split", expected, found: unknown });
  }
  const rows = Int32Array.from(data.runOf.keys());
  const test = rows.filter((row) => isIn(data, row, test_runs, test_s));
  const predicted = new Set(test);
  const train = rows.filter((row) => !predicted.has(row) && isIn(data, row, train_runs, train_s));
  if (test.length > 0 && train.length > 0) return { train, test };
  const found = `${train.length} rows to fit and ${test.length} to predict`;
  throw new ArgumentError({ argument: "split", expected: "rows on both sides", found });
}

function isIn(
  { runs, runOf, sampleOf }: EncoderData,
  row: number,
  recordings: readonly string[] | undefined,
  stretches: readonly TimeWindow[] | undefined,
): boolean {
  const run = runs[runOf[row]!]!;
  if (recordings && !recordings.includes(run.row.recording_id)) return false;
  const sample = sampleOf[row]!;
  return (
    stretches === undefined ||
    stretches.some((window) => {
      const [start, end] = windowRange(run.timeS, window);
      return sample >= start && sample < end;
    })
  );
}
