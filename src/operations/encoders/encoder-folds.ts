import { checkLeaks } from "../../encoders/folds/check-leaks.js";
import { chunkFolds } from "../../encoders/folds/chunk-folds.js";
import { contiguousFolds } from "../../encoders/folds/contiguous-folds.js";
import type { Fold } from "../../encoders/folds/fold.js";
import { groupFolds } from "../../encoders/folds/group-folds.js";
import { withGap } from "../../encoders/folds/with-gap.js";
import type { NestedFold } from "../../encoders/nested/nested-ridge.js";
import { alphasOf } from "./encoder-alphas.js";
import type { EncoderData } from "./encoder-data.js";
import type { EncoderParams } from "./encoder-params.js";

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
  const makeFolds = (of: Int32Array, k: number | undefined) => {
    const made = foldMakers[params.folds]({ rows: of, k, data, params }).map((fold) => placed(fold, of));
    checkLeaks(made, labels);
    return withGap(made, { gap, samples });
  };
  const needsInner = params.alpha_choice === "folds" && alphasOf(params).length > 1;
  const folds = makeFolds(rows, params.k).map((fold) => ({
    ...fold,
    inner: needsInner ? innerFolds(fold.train, makeFolds, { data, params, gap, samples }) : [],
  }));
  const inside = needsInner ? `, penalty by ${folds[0]!.inner.length} inside` : "";
  const gapWords = gap > 0 && params.folds !== "runs" && params.folds !== "animals" ? `, gap ${gap} samples` : "";
  return {
    folds,
    words: `${folds.length} ${foldWords[params.folds]} of ${runs.length > 1 ? `${runs.length} runs` : "1 run"}${gapWords}${inside}`,
  };
}

const foldWords = {
  contiguous: "contiguous stretches",
  chunks: "sets of chunks",
  runs: "sets of runs",
  animals: "sets of animals",
  stimuli: "sets of stimuli",
} as const;

interface FoldRequest {
  readonly rows: Int32Array;
  readonly k: number | undefined;
  readonly data: EncoderData;
  readonly params: EncoderParams;
}

/** Folds of some rows, by their place among these. */
const foldMakers: Readonly<Record<EncoderParams["folds"], (request: FoldRequest) => readonly Fold[]>> = {
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

/** Folds inside those that are fitted; of whole runs while there are two, else contiguous ones. */
function innerFolds(
  train: Int32Array,
  makeFolds: (rows: Int32Array, k: number | undefined) => readonly Fold[],
  { data, params, gap, samples }: { data: EncoderData; params: EncoderParams; gap: number; samples: Float64Array },
): readonly Fold[] {
  const groupOf = (row: number) => (params.folds === "animals" ? animalOf(data, row) : data.runOf[row]!);
  const groups = new Set(Array.from(train, groupOf));
  const isWhole = params.folds === "runs" || params.folds === "animals";
  if (!isWhole || groups.size > 1) {
    return makeFolds(
      train,
      isWhole && params.inner_k !== undefined ? Math.min(params.inner_k, groups.size) : params.inner_k,
    );
  }
  const folds = contiguousFolds(train.length, params.inner_k ?? 5).map((fold) => placed(fold, train));
  return withGap(folds, { gap, samples });
}

function lagReach({ columns }: EncoderData): number {
  const lags = columns.map(({ lag }) => lag);
  return Math.max(...lags) - Math.min(...lags);
}

/** The animals that a recording may share with others. */
function animalOf({ runs, runOf }: EncoderData, row: number): string {
  const { animal_group, subject_id, recording_id } = runs[runOf[row]!]!.row;
  return animal_group ?? subject_id ?? recording_id;
}

/** The stimulus of a row; null where there is none, or none were asked for. */
export function stimulusOf({ runs, runOf, sampleOf }: EncoderData, row: number): string | null {
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

/**
 * The folds of some of the rows, by their place among these; a fold that has nothing left to fit or predict goes.
 *
 * @param rows - Rising.
 */
export function foldsWithin(folds: readonly NestedFold[], rows: Int32Array, count: number): readonly NestedFold[] {
  if (rows.length === count) return folds;
  const places = new Int32Array(count).fill(-1);
  for (const [place, row] of rows.entries()) places[row] = place;
  const within = ({ train, test }: Fold): Fold => {
    const kept = (list: Int32Array) => list.map((row) => places[row]!).filter((place) => place >= 0);
    return { train: kept(train), test: kept(test) };
  };
  const isUsable = ({ train, test }: Fold) => train.length > 1 && test.length > 0;
  return folds
    .map((fold) => ({ ...within(fold), inner: fold.inner.map(within).filter(isUsable), wanted: fold.inner.length }))
    .filter((fold) => isUsable(fold) && (fold.inner.length > 0 || fold.wanted === 0))
    .map(({ train, test, inner }) => ({ train, test, inner }));
}
