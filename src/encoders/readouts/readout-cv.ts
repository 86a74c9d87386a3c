import { ArgumentError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { contiguous } from "../../linalg/views.js";
import { type ColumnScoreName, columnScores } from "../column-scores.js";
import type { FeatureGrid } from "../features/feature-grid.js";
import { gridRows } from "../features/grid-rows.js";
import type { Fold } from "../folds/fold.js";
import { checkRows } from "../ridge/check-inputs.js";
import { chooseAlpha } from "../ridge/choose-alpha.js";
import { rowsOf } from "../row-selection.js";
import type { StepwiseReadout } from "./fit-each-target.js";
import { predictReadout } from "./predict-readout.js";

/** Settings of {@link readoutCV}. */
export interface ReadoutCVOptions {
  readonly linalg: LinalgProvider;
  /** What penalties are chosen by: one fold of held-out samples, or several. See `explicitFolds`. */
  readonly folds: readonly Fold[];
  /** Penalties to choose from. */
  readonly alphas: ArrayLike<number>;
  /** Default: `mse`, the negative mean squared error. */
  readonly score?: ColumnScoreName | undefined;
  /** The readout with these penalties, one for all targets or one for each: `factorisedReadout` or `softmaxReadout`. */
  readonly fitReadout: (features: FeatureGrid, y: Matrix<Floats>, alpha: number | ArrayLike<number>) => StepwiseReadout;
}

/** What {@link readoutCV} chose and fitted. */
export interface ReadoutCV extends StepwiseReadout {
  /** The penalty of each target; NaN where it could not be fitted. */
  readonly alphas: Float64Array;
  /** Mean score over folds of what was chosen; NaN where it could not be fitted. */
  readonly scores: Float64Array;
}

/**
 * A readout that is fitted in steps, with the penalty of every target chosen by samples that are held out: each penalty
 * is fitted to the training side of every fold, the best mean score wins, of equals the larger penalty. The readout is
 * then fitted to all samples.
 *
 * @param features - n samples on a grid.
 * @param y - n samples × t targets.
 * @throws ArgumentError when rows do not match or there is no fold or penalty, and what `fitReadout` throws.
 */
export function readoutCV(features: FeatureGrid, y: Matrix<Floats>, options: ReadoutCVOptions): ReadoutCV {
  const { linalg, folds, score = "mse", fitReadout } = options;
  checkRows(y.rows, features.samples, "y");
  for (const [argument, { length }] of Object.entries({ folds, alphas: options.alphas })) {
    if (length === 0) throw new ArgumentError({ argument, expected: "at least one", found: "none" });
  }
  const list = Float64Array.from(options.alphas);
  const partOf = (rows: Int32Array) => contiguous<Floats>(rowsOf<Floats>(y, rows));
  const foldScores = folds.map(({ train, test }) => {
    const [seen, held] = [gridRows(features, train), gridRows(features, test)];
    const [responses, measured] = [partOf(train), partOf(test)];
    return Array.from(list, (alpha) =>
      columnScores[score](measured, predictReadout(held, fitReadout(seen, responses, alpha), { linalg })),
    );
  });
  const ofTarget = (target: number) => foldScores.map((scores) => scores.map((own) => own[target]!));
  const chosen = Int32Array.from({ length: y.columns }, (_, target) =>
    chooseAlpha(ofTarget(target), list, { conservative: false }),
  );
  const alphas = Float64Array.from(chosen, (index) => list[index]!);
  const fit = fitReadout(features, y, alphas);
  const scores = Float64Array.from(chosen, (index, target) => {
    return ofTarget(target).reduce((sum, own) => sum + own[index]!, 0) / folds.length;
  });
  for (const { kind, targets } of fit.warnings) {
    for (const target of kind === "missing" ? targets : []) {
      alphas[target] = Number.NaN;
      scores[target] = Number.NaN;
    }
  }
  return { ...fit, alphas, scores };
}
