import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import type { ColumnScoreName } from "../column-scores.js";
import type { FeatureGrid } from "../features/feature-grid.js";
import type { Fold } from "../folds/fold.js";
import { checkRows } from "../ridge/check-inputs.js";
import { type TargetWarning, targetWarnings } from "../ridge/odd-targets.js";
import { ridge } from "../ridge/ridge.js";
import { crossValidate } from "../ridge/ridge-cv.js";
import { standardisedForm } from "../ridge/standardised-form.js";
import { type Targets, targetsOf } from "../targets.js";
import { overPositions } from "./contractions.js";
import { gaussianMap } from "./gaussian-map.js";
import { type PositionFeatures, type PositionMask, positionFeatures, wholeMaps } from "./position-features.js";
import type { FittedReadout } from "./readout.js";
import { type ReceptiveField, receptiveFields } from "./receptive-fields.js";

/** Settings of {@link gaussianReadout}. */
export interface GaussianReadoutOptions {
  readonly linalg: LinalgProvider;
  /** What field and penalty are chosen by: one fold of held-out samples, or several. See `explicitFolds`. */
  readonly folds: readonly Fold[];
  /** Default: the 875 of `receptiveFields`. */
  readonly fields?: readonly ReceptiveField[] | undefined;
  /** Penalties to choose from, on features in units of their spread. Default: nine from 10³ to 10⁷. */
  readonly alphas?: ArrayLike<number> | undefined;
  /** Default: `mse`, the negative mean squared error. */
  readonly score?: ColumnScoreName | undefined;
  readonly mask?: PositionMask | undefined;
  /** Told after every field how many are done. */
  readonly onField?: ((done: number, all: number) => void) | undefined;
}

/** What {@link gaussianReadout} chose and fitted; maps sum to 1. */
export interface GaussianReadout extends FittedReadout {
  /** The list that was chosen from. */
  readonly fields: readonly ReceptiveField[];
  /** The field of each target, its number in the list; −1 for a target that holds what is not finite. */
  readonly fieldIndex: Int32Array;
  /** The penalty of each target; NaN where it could not be fitted. */
  readonly alphas: Float64Array;
  /** Mean score over folds of what was chosen; NaN where it could not be fitted. */
  readonly scores: Float64Array;
}

const defaultAlphas = Array.from({ length: 9 }, (_, index) => 10 ** (3 + index / 2));

/**
 * The feature-weighted receptive field (St-Yves and Naselaris 2018, https://doi.org/10.1016/j.neuroimage.2017.06.035):
 * every target takes one Gaussian field out of a fixed list, ŷ = Σ over channels of w(c) Σ g(h w) F(h w, c) + b. Field by
 * field the features are pooled and brought to the units of their spread over the training rows of each fold, and every
 * penalty is tried; field and penalty of the best mean score win, of fields that score alike the first of the list. The
 * weights are then fitted to all samples. Pooled features of one field are held at a time, n × C.
 *
 * @param features - n samples on a grid.
 * @param y - n samples × t targets.
 * @throws ArgumentError for a grid that is none or holds what is not finite, an empty mask, list or set of folds, and rows
 *   that do not match; NumericError when a penalty is 0 and channels explain each other.
 */
export function gaussianReadout(
  features: FeatureGrid,
  y: Matrix<Floats> | Targets,
  options: GaussianReadoutOptions,
): GaussianReadout {
  const { linalg, fields = receptiveFields(), alphas = defaultAlphas } = options;
  const used = positionFeatures(features, options.mask);
  const targets = targetsOf(y);
  checkRows(targets.rows, used.samples, "y");
  if (fields.length === 0) throw new ArgumentError({ argument: "fields", expected: "at least one", found: "none" });
  const maps = fields.map((field) => () => gaussianMap(field, features, used.places));
  const best = {
    fieldIndex: new Int32Array(targets.columns).fill(-1),
    alphas: new Float64Array(targets.columns).fill(Number.NaN),
    scores: new Float64Array(targets.columns).fill(Number.NaN),
  };
  let warnings: readonly TargetWarning[] = targetWarnings({ missing: [], constant: [] });
  for (const [field, map] of maps.entries()) {
    const form = standardisedForm(overPositions(used, map()), { linalg });
    const found = crossValidate(form, targets, { ...options, alphas });
    for (const [target, alpha] of found.alphaIndex.entries()) {
      if (alpha < 0) continue;
      const score = found.scores.values[alpha * targets.columns + target]!;
      // no score is at most NaN: the first field always counts as better
      if (score <= best.scores[target]!) continue;
      best.fieldIndex[target] = field;
      best.alphas[target] = found.alphas[target]!;
      best.scores[target] = score;
    }
    warnings = found.warnings;
    options.onField?.(field + 1, fields.length);
  }
  const { height, width, channels } = features;
  return { height, width, channels, ...best, ...refitted(used, targets, { ...best, maps, linalg }), fields, warnings };
}

/** Maps of the chosen fields, and weights and intercepts of all samples, a field at a time. */
function refitted(
  used: PositionFeatures,
  targets: Targets,
  chosen: Pick<GaussianReadout, "fieldIndex" | "alphas"> & {
    readonly maps: readonly (() => Float64Array)[];
    readonly linalg: LinalgProvider;
  },
): Pick<GaussianReadout, "maps" | "weights" | "intercept"> {
  const { fieldIndex, alphas, linalg } = chosen;
  const nowhere = new Float64Array(used.positions).fill(Number.NaN);
  const maps: Float64Array[] = Array.from(fieldIndex, () => nowhere);
  const weights = matrix(targets.columns, used.channels);
  weights.values.fill(Number.NaN);
  const intercept = new Float64Array(targets.columns).fill(Number.NaN);
  for (const field of new Set(fieldIndex)) {
    if (field < 0) continue;
    const members = Int32Array.from(fieldIndex.keys()).filter((target) => fieldIndex[target] === field);
    const map = chosen.maps[field]!();
    const alpha = Float64Array.from(members, (target) => alphas[target]!);
    const settings = { alpha, intercept: true, scale: true, linalg } as const;
    const fit = ridge(overPositions(used, map), someTargets(targets, members), settings);
    for (const [column, target] of members.entries()) {
      maps[target] = map;
      intercept[target] = fit.intercept![column]!;
      for (let channel = 0; channel < used.channels; channel++) {
        weights.values[target * used.channels + channel] = fit.weights.values[channel * members.length + column]!;
      }
    }
  }
  return { maps: wholeMaps(maps, used), weights, intercept };
}

/** Some of the targets, in the order given. */
function someTargets(targets: Targets, members: Int32Array): Targets {
  return {
    rows: targets.rows,
    columns: members.length,
    batch(from, to) {
      const chosen = matrix(targets.rows, to - from);
      for (const [column, target] of members.subarray(from, to).entries()) {
        const { values } = targets.batch(target, target + 1);
        for (let row = 0; row < targets.rows; row++) chosen.values[row * chosen.columns + column] = values[row]!;
      }
      return chosen;
    },
  };
}
