import type { NestedFold } from "../../encoders/nested/nested-ridge.js";
import { ArgumentError } from "../../errors.js";
import type { TableReader } from "../../tables/table-reader.js";
import type { RunContext } from "../operation.js";
import { recordingGroups } from "../recording-groups.js";
import { checkEncoderParams } from "./check-encoder-params.js";
import { encoderCeiling } from "./encoder-ceiling.js";
import { type EncoderData, encoderData } from "./encoder-data.js";
import { encoderFolds } from "./encoder-folds.js";
import type { EncoderParams } from "./encoder-params.js";
import { readEncoderRun } from "./read-encoder-run.js";
import type { FitWords } from "./score-rows.js";

/** One fit to be made: its data and its folds. */
export interface EncoderFit {
  readonly data: EncoderData;
  readonly folds: readonly NestedFold[];
  readonly words: FitWords;
  note(message: string): void;
}

/**
 * The fits that parameters ask for: one per recording, or per subject or dataset.
 *
 * @throws what `checkEncoderParams`, `readEncoderRun`, `encoderData` and `encoderFolds` throw.
 */
export async function* encoderFits(
  input: TableReader,
  options: {
    readonly operation: string;
    readonly params: EncoderParams;
    readonly targetKinds: readonly string[];
    readonly context: RunContext;
  },
): AsyncGenerator<EncoderFit> {
  const { params, context, operation: task } = options;
  checkEncoderParams(params);
  for (const { id: fitId, recordings } of await recordingGroups(input, params.runs)) {
    const note = (message: string) => context.onProgress({ kind: "note", task, item: fitId, message });
    const runs = [];
    for (const recording of recordings) runs.push(await readEncoderRun(recording, options));
    const data = encoderData(runs, { params, fitId, note });
    if (!data) continue;
    if (params.model === "poisson") checkCounts(data);
    const { folds, words } = encoderFolds(data, params);
    if (params.alpha_choice !== "folds") {
      note(
        `the penalty is chosen by ${params.alpha_choice}, which takes samples for independent: too small on a time series`,
      );
    }
    yield {
      data,
      folds,
      note,
      words: { data, params, folds: words, nFolds: folds.length, ceiling: encoderCeiling(data) },
    };
  }
}

/** A model of counts is fitted to nothing else; a count may be broken, as of a mean over trials. */
function checkCounts({ y, targets, fitId }: EncoderData): void {
  const wrong = y.values.findIndex((value) => value < 0);
  if (wrong < 0) return;
  const found = `${y.values[wrong]} in ${targets[wrong % y.columns]!.label} of ${fitId}`;
  const next = "take channels or target_events (as: count) that are counts, or another model";
  throw new ArgumentError({ argument: "channels", expected: "numbers from 0, for model: poisson", found, next });
}

/** The names of the spaces that a fit has, in their order. */
export function spaceNames({ columns }: EncoderData): readonly string[] {
  return [...new Set(columns.map(({ space }) => space))];
}

/** The columns of some spaces. */
export function columnsOfSpaces({ columns }: EncoderData, names: readonly string[]): readonly number[] {
  return [...columns.keys()].filter((column) => names.includes(columns[column]!.space));
}
