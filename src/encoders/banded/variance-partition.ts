import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { copyOf } from "../../linalg/views.js";
import { bits, sharedParts } from "../../stats/shared-parts.js";
import { determination } from "../column-scores.js";
import { checkFolds } from "../folds/check-folds.js";
import type { Fold } from "../folds/fold.js";
import { innerFolds } from "../folds/inner-folds.js";
import { checkRows } from "../ridge/check-inputs.js";
import { rowsOf } from "../row-selection.js";
import { targetsOf } from "../targets.js";
import { bandedFormOf } from "./banded-form-of.js";
import { type BandedRidgeOptions, candidatesOf } from "./banded-ridge.js";
import { checkSpaces } from "./check-spaces.js";
import { joinParts, predictBands } from "./predict-bands.js";
import { putColumns } from "./put-columns.js";
import { searchBands } from "./search-bands.js";
import { type SplitWarning, splitScores } from "./split-scores.js";
import { targetRows } from "./target-rows.js";

/** Settings of {@link variancePartition}. */
export interface VariancePartitionOptions extends Omit<BandedRidgeOptions, "candidates" | "keepWeights" | "warmStart"> {
  /** What is predicted from what. Rows that no fold predicts are not scored. */
  readonly folds: readonly Fold[];
  /**
   * Folds within the rows that a fold fits, by which weights and penalties are chosen; rows are counted within `train`.
   * Default: the rows that the other folds predict are predicted in turn.
   */
  readonly innerFolds?: ((fold: Fold, index: number) => readonly Fold[]) | undefined;
}

/** What some feature spaces explain. */
export interface VariancePart {
  /** The spaces, by their position. */
  readonly spaces: readonly number[];
  /** R² of a model of these spaces alone, of each target. */
  readonly joint: Float64Array;
  /** What exactly these spaces share: of a single one its unique part. */
  readonly part: Float64Array;
}

/** What {@link variancePartition} found. */
export interface VariancePartition {
  /** One entry per subset of the spaces, single spaces first, all of them last; their parts sum to the last `joint`. */
  readonly subsets: readonly VariancePart[];
  /** What each space has in the prediction of all, spaces × targets, by the product measure: see `splitScores`. */
  readonly product: Matrix;
  readonly warnings: readonly SplitWarning[];
}

/**
 * Divides the variance of each target that two to four feature spaces explain into the unique part of each space and
 * the part that each pair, triple or all four share. A banded ridge is fitted to every subset of the spaces (3, 7 or 15
 * models): in every fold weights and penalties are chosen by folds within the rows that are fitted, the other rows are
 * predicted, and R² = 1 − Σ(y−ŷ)² / Σ(y−ȳ)² is taken over the predictions of all folds together. As every model is
 * scored on rows it has not seen, parts may be below 0. Beside them stands the product measure of the model of all
 * spaces. Held are the predictions of a model, n × t for each of its spaces.
 *
 * @param spaces - n samples × p_g features each.
 * @param y - n samples × t targets.
 * @throws ArgumentError for fewer than two or more than four spaces, and whatever `bandedRidge` refuses.
 */
export function variancePartition(
  spaces: readonly Matrix<Floats>[],
  y: Matrix<Floats>,
  options: VariancePartitionOptions,
): VariancePartition {
  if (spaces.length < 2 || spaces.length > 4) {
    throw new ArgumentError({ argument: "spaces", expected: "two to four", found: String(spaces.length) });
  }
  checkSpaces(spaces);
  checkRows(y.rows, spaces[0]!.rows, "y");
  const { folds, innerFolds: inner = (_, index) => innerFolds(folds, index) } = options;
  if (folds.length === 0) throw new ArgumentError({ argument: "folds", expected: "at least one", found: "none" });
  checkFolds(folds, y.rows);
  const chosenWithin = folds.map(inner);
  const rows = predictedRows(folds, y.rows);
  const measured = copyOf(rowsOf(y, rows));
  const members = Array.from({ length: 2 ** spaces.length }, (_, subset) =>
    [...spaces.keys()].filter((space) => (subset >> space) & 1),
  );
  const joint: Float64Array[] = members.map(() => new Float64Array(y.columns));
  let whole: HeldOut | undefined;
  for (const [subset, list] of members.entries()) {
    if (list.length === 0) continue;
    whole = heldOut(
      list.map((space) => spaces[space]!),
      y,
      chosenWithin,
      options,
    );
    const predicted = joinParts([...whole.parts, whole.constant], undefined);
    joint[subset] = determination(measured, copyOf(rowsOf(predicted, rows)));
  }
  const parts = partsOfTargets(joint, y.columns);
  const order = [...members.keys()].slice(1).sort((a, b) => bits(a) - bits(b) || a - b);
  // of all spaces, the last: what the constants say is taken from the measured side
  const centred = plus(y, whole!.constant, -1);
  const split = splitScores(
    copyOf(rowsOf(centred, rows)),
    whole!.parts.map((part) => copyOf(rowsOf(part, rows))),
    { linalg: options.linalg },
  );
  return {
    subsets: order.map((subset) => ({ spaces: members[subset]!, joint: joint[subset]!, part: parts[subset]! })),
    product: split.parts,
    warnings: split.warnings,
  };
}

interface HeldOut {
  /** One matrix per space, n × t; NaN in rows that no fold predicts. */
  readonly parts: readonly Matrix[];
  /** What the parts lack: the means of the rows that were fitted, or 0. */
  readonly constant: Matrix;
}

/** Predictions of every row that a fold predicts, from weights and penalties that were chosen without it. */
function heldOut(
  spaces: readonly Matrix<Floats>[],
  y: Matrix<Floats>,
  chosenWithin: readonly (readonly Fold[])[],
  options: VariancePartitionOptions,
): HeldOut {
  const unknown = () => ({ ...matrix(y.rows, y.columns, new Float64Array(y.values.length).fill(Number.NaN)) });
  const parts = spaces.map(unknown);
  const constant = matrix(y.rows, y.columns);
  const candidates = candidatesOf(spaces.length, options);
  for (const [index, { train, test }] of options.folds.entries()) {
    const [fitted, predicted] = [train, test].map((rows) => spaces.map((space) => copyOf(rowsOf(space, rows))));
    const targets = targetRows(targetsOf(y), train);
    const form = bandedFormOf(fitted!, options, chosenWithin[index]);
    const penalties = searchBands(form, targets, candidates, { ...options, folds: chosenWithin[index]! });
    for (const batch of predictBands(form, targets, predicted!, { ...options, penalties })) {
      for (const [space, part] of batch.parts.entries()) scatterRows(parts[space]!, part, test, batch.from);
      const width = batch.parts[0]!.columns;
      const means = matrix(test.length, width, repeated(batch.means ?? new Float64Array(width), test.length));
      scatterRows(constant, means, test, batch.from);
    }
  }
  return { parts, constant };
}

function scatterRows(into: Matrix, x: Matrix<Floats>, rows: Int32Array, from: number): void {
  const columns = Int32Array.from({ length: x.columns }, (_, column) => column);
  for (const [index, row] of rows.entries()) {
    const target = {
      rows: 1,
      columns: into.columns,
      values: into.values.subarray(row * into.columns, (row + 1) * into.columns),
    };
    const source = {
      rows: 1,
      columns: x.columns,
      values: x.values.subarray(index * x.columns, (index + 1) * x.columns),
    };
    putColumns(target, source, columns, from);
  }
}

function repeated(row: Float64Array, times: number): Float64Array {
  const values = new Float64Array(row.length * times);
  for (let time = 0; time < times; time++) values.set(row, time * row.length);
  return values;
}

function predictedRows(folds: readonly Fold[], rows: number): Int32Array {
  const isPredicted = new Uint8Array(rows);
  for (const { test } of folds) for (const row of test) isPredicted[row] = 1;
  return Int32Array.from(isPredicted.keys()).filter((row) => isPredicted[row] === 1);
}

/** The parts of every subset, a list of one number per target each. */
function partsOfTargets(joint: readonly Float64Array[], targets: number): readonly Float64Array[] {
  const parts = joint.map(() => new Float64Array(targets));
  for (let target = 0; target < targets; target++) {
    const one = sharedParts(joint.map((list) => list[target]!));
    for (const [subset, list] of parts.entries()) list[target] = one[subset]!;
  }
  return parts;
}

function plus(a: Matrix<Floats>, b: Matrix<Floats>, factor: number): Matrix {
  return { ...a, values: Float64Array.from(a.values, (value, index) => value + factor * b.values[index]!) };
}
