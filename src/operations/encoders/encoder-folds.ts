import { checkLeaks } from "../../encoders/folds/check-leaks.js";
import { chunkFolds } from "../../encoders/folds/chunk-folds.js";
import { contiguousFolds } from "../../encoders/folds/contiguous-folds.js";
import type { Fold } from "../../encoders/folds/fold.js";
import { groupFolds } from "../../encoders/folds/group-folds.js";
import { withGap } from "../../encoders/folds/with-gap.js";
import type { NestedFold } from "../../encoders/nested/nested-ridge.js";
import { ArgumentError } from "../../errors.js";
import { choosesPenalty } from "./encoder-alphas.js";
import type { EncoderData } from "./encoder-data.js";
import type { EncoderParams } from "./encoder-params.js";
import { splitFold } from "./split-fold.js";

/** Folds with folds inside them, and how to name them. */
export interface EncoderFolds {
  readonly folds: readonly NestedFold[];
  readonly words: string;
}

/**
 * The folds that were asked for, checked for leaks: no run, animal or stimulus stands on both sides.
 *
 * @throws LeakError where one does; ArgumentError where there are too few rows, runs or animals.
 */
export function encoderFolds(data: EncoderData, params: EncoderParams): EncoderFolds {
  const { runs, runOf, sampleOf, stepS } = data;
  const gap = params.gap_s === undefined ? lagReach(data) : Math.round(params.gap_s / stepS);
  // runs lie further apart than any gap
  const apart = gap + 1 + sampleOf.reduce((most, sample) => Math.max(most, sample), 0);
  const samples = Float64Array.from(sampleOf, (sample, row) => sample + 2 * apart * runOf[row]!);
  const labels = leakLabels(data);
  const rows = Int32Array.from(runOf, (_, row) => row);
  const checked = (made: readonly Fold[]) => {
    checkLeaks(made, labels);
    return withGap(made, { gap, samples });
  };
  const makeFolds = (name: FoldName, of: Int32Array, k: number | undefined) =>
    checked(foldMakers[name]({ rows: of, k, data, params }).map((fold) => placed(fold, of)));
  const outer = {
    split: () => checked([splitFold(data, params.split)]),
    // nothing is held out: there is nothing to keep apart
    none: () => [{ train: rows, test: rows }],
    made: () => makeFolds(params.folds as FoldName, rows, params.k),
  };
  const needsInner = params.alpha_choice === "folds" && choosesPenalty(params);
  const folds = outer[isMade(params.folds) ? "made" : params.folds]().map((fold) => ({
    ...fold,
    inner: needsInner ? innerFolds(fold.train, makeFolds, { data, params, gap, samples }) : [],
  }));
  if (needsInner) checkInner(folds, params);
  const inside = needsInner ? `, penalty by ${folds[0]!.inner.length} inside` : "";
  const gapWords = gap > 0 && !["runs", "animals", "none"].includes(params.folds) ? `, gap ${gap} samples` : "";
  return {
    folds,
    words: `${foldWords[params.folds](folds.length)} of ${runs.length > 1 ? `${runs.length} runs` : "1 run"}${gapWords}${inside}`,
  };
}

const foldWords: Readonly<Record<EncoderParams["folds"], (count: number) => string>> = {
  contiguous: (count) => `${count} contiguous stretches`,
  chunks: (count) => `${count} sets of chunks`,
  runs: (count) => `${count} sets of runs`,
  animals: (count) => `${count} sets of animals`,
  stimuli: (count) => `${count} sets of stimuli`,
  split: () => "one split that was given",
  none: () => "nothing held out: all rows",
};

/** Folds that are made of any rows. */
type FoldName = Exclude<EncoderParams["folds"], "split" | "none">;

function isMade(name: EncoderParams["folds"]): name is FoldName {
  return name !== "split" && name !== "none";
}

/** r and R² of a single row say nothing: every penalty would score 0. */
function checkInner(folds: readonly NestedFold[], { alpha_score, model }: EncoderParams): void {
  if (alpha_score === "mse" || model === "poisson") return;
  const hasOneRow = folds.some(({ inner }) => inner.some(({ test }) => test.length < 2));
  if (!hasOneRow) return;
  const next = "take alpha_score: mse, or fewer inner folds";
  const expected = `inner folds of two rows or more for alpha_score: ${alpha_score}`;
  throw new ArgumentError({ argument: "inner_k", expected, found: "a fold of one row", next });
}

interface FoldRequest {
  readonly rows: Int32Array;
  readonly k: number | undefined;
  readonly data: EncoderData;
  readonly params: EncoderParams;
}

/** Folds of some rows, by their place among these. */
const foldMakers: Readonly<Record<FoldName, (request: FoldRequest) => readonly Fold[]>> = {
  contiguous: ({ rows, k = 5 }) => contiguousFolds(rows.length, k),
  chunks: ({ rows, k = 5, data, params }) =>
    chunkFolds(rows.length, { k, length: Math.max(1, Math.round(params.chunk_s / data.stepS)) }),
  runs: ({ rows, k, data }) =>
    groupFolds(
      Array.from(rows, (row) => data.runOf[row]!),
      { k },
    ),
  animals: ({ rows, k, data }) =>
    groupFolds(
      Array.from(rows, (row) => animalOf(data, row)),
      { k },
    ),
  stimuli: ({ rows, k, data }) =>
    groupFolds(
      Array.from(rows, (row) => stimulusOf(data, row) ?? "none"),
      { k },
    ),
};

function placed({ train, test }: Fold, rows: Int32Array): Fold {
  return { train: train.map((row) => rows[row]!), test: test.map((row) => rows[row]!) };
}

/** Folds inside the rows that are fitted; of whole runs while there are two, else contiguous ones. */
function innerFolds(
  train: Int32Array,
  makeFolds: (name: FoldName, rows: Int32Array, k: number | undefined) => readonly Fold[],
  { data, params, gap, samples }: { data: EncoderData; params: EncoderParams; gap: number; samples: Float64Array },
): readonly Fold[] {
  const groupOf = (row: number) => (params.folds === "animals" ? animalOf(data, row) : data.runOf[row]!);
  const groups = new Set(Array.from(train, groupOf));
  const isWhole = ["runs", "animals", "split", "none"].includes(params.folds);
  const name = isMade(params.folds) ? params.folds : "runs";
  if (!isWhole || groups.size > 1) {
    return makeFolds(
      name,
      train,
      isWhole && params.inner_k !== undefined ? Math.min(params.inner_k, groups.size) : params.inner_k,
    );
  }
  const folds = contiguousFolds(train.length, params.inner_k ?? 5).map((fold) => placed(fold, train));
  return withGap(folds, { gap, samples });
}

/** Samples from the first to the last that a row of the design is made of. */
function lagReach({ columns }: EncoderData): number {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { lag, reach } of columns) {
    first = Math.min(first, lag);
    last = Math.max(last, lag + reach);
  }
  return last - first;
}

/** The animals that a recording may share with others. */
function animalOf({ runs, runOf }: EncoderData, row: number): string {
  const { animal_group, subject_id, recording_id } = runs[runOf[row]!]!.row;
  return animal_group ?? subject_id ?? recording_id;
}

/** The stimulus of a row; null where there is none, or none were asked for. */
function stimulusOf({ runs, runOf, sampleOf }: EncoderData, row: number): string | null {
  return runs[runOf[row]!]!.stimuli?.[sampleOf[row]!] ?? null;
}

/** What must not stand on both sides of a fold. */
function leakLabels(data: EncoderData) {
  const { runs, runOf } = data;
  const rows = Array.from(runOf.keys());
  const animals = rows.map((row) => animalOf(data, row));
  const hasAnimals = new Set(animals).size > 1;
  const stimuli = runs.some((run) => run.stimuli) ? rows.map((row) => stimulusOf(data, row)) : undefined;
  return {
    ...(runs.length > 1 ? { run: rows.map((row) => runs[runOf[row]!]!.row.recording_id) } : {}),
    ...(hasAnimals ? { animal_group: animals } : {}),
    ...(stimuli ? { stimulus: stimuli } : {}),
  };
}
