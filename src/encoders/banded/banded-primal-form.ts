import type { Floats, Matrix } from "../../linalg/provider.js";
import { block, contiguous, copyOf } from "../../linalg/views.js";
import type { Fold } from "../folds/fold.js";
import { lessMeans } from "../less-means.js";
import type { NormalEquations } from "../ridge/normal-equations.js";
import { primalForm, type RidgeFormOptions } from "../ridge/primal-form.js";
import { samePrecision } from "../same-precision.js";
import { scaleColumns, scaleRows } from "../scale-matrix.js";
import type { BandedForm, SpaceWeights } from "./banded-form.js";
import { joinSpaces } from "./join-spaces.js";

/**
 * Banded ridge through the Gram matrix of all features side by side: weights γ turn the system C into S C S with
 * S = diag(√γ of each feature's space), so that the products of features are made once for all candidates.
 */
export function bandedPrimalForm(spaces: readonly Matrix<Floats>[], options: RidgeFormOptions): BandedForm {
  const { linalg } = options;
  const { design, ranges } = joinSpaces(spaces);
  const base = primalForm(design, options);
  const whole = base.whole();
  const made = new Map<Fold, NormalEquations>();
  const baseOf = (fold: Fold | undefined) => {
    if (!fold) return whole;
    if (!made.has(fold)) made.set(fold, base.fold(fold));
    return made.get(fold)!;
  };
  const featureMeans = base.featureMeans && ranges.map(([from, to]) => base.featureMeans!.slice(from, to));
  return {
    name: "primal",
    spaces: spaces.length,
    rows: design.rows,
    like: design.values,
    intercept: options.intercept,
    featureMeans,
    batchOf: base.batchOf,
    right: (batch, fold) => baseOf(fold).right(batch),
    equations(weights) {
      const scale = scaleOf(weights, ranges);
      return (fold) => {
        const { system, left } = baseOf(fold);
        return {
          system: scaleRows(scaleColumns(copyOf(system), scale), scale),
          left: scaleColumns(copyOf(left), scale),
          scale,
        };
      };
    },
    slopes: (_, __, { solution, adjoint }) =>
      Float64Array.from(ranges, ([from, to]) => {
        let sum = 0;
        for (let feature = from; feature < to; feature++) sum += solution[feature]! * adjoint[feature]!;
        return sum;
      }),
    parts(predicted) {
      const rows = predicted.map((space, index) => {
        const precise = samePrecision(space, design.values);
        return featureMeans ? lessMeans<Floats>(precise, featureMeans[index]!) : precise;
      });
      return (_, coefficients) =>
        rows.map((space, index) =>
          linalg.multiply<Floats>(space, block<Floats>(coefficients, { rows: ranges[index]! })),
        );
    },
    weightsOf: (_, coefficients) => ranges.map((rows) => contiguous(block<Floats>(coefficients, { rows }))),
  };
}

/** √γ for every feature. */
function scaleOf(weights: SpaceWeights, ranges: readonly (readonly [number, number])[]): Float64Array {
  const scale = new Float64Array(ranges.at(-1)![1]);
  for (const [space, [from, to]] of ranges.entries()) scale.fill(Math.sqrt(weights[space]!), from, to);
  return scale;
}
