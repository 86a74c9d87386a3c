import { expect } from "chai";
import fc from "fast-check";
import { bandPredictors } from "../../../src/encoders/banded/band-predictors.js";
import { bandedKernelForm } from "../../../src/encoders/banded/banded-kernel-form.js";
import { foldPredictors } from "../../../src/encoders/banded/fold-predictors.js";
import { leaveOutCost, leaveOutPredictors } from "../../../src/encoders/banded/leave-out-predictors.js";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { explicitFolds } from "../../../src/encoders/folds/explicit-folds.js";
import type { Fold } from "../../../src/encoders/folds/fold.js";
import { NumericError } from "../../../src/errors.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../../src/linalg/provider.js";
import { createRandom } from "../../../src/random/create-random.js";
import { normals } from "../../linalg/made-matrices.js";
import { listsOf } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";

const weights = Float64Array.of(0.3, 0.7);

describe("leaveOutPredictors", () => {
  it("gives the predictors of the folds, of every shape, with and without an intercept", () => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 4, max: 24 }),
          features: fc.integer({ min: 1, max: 40 }),
          folds: fc.integer({ min: 2, max: 4 }),
          intercept: fc.boolean(),
          mean: fc.constantFrom(0, 1),
          seed: fc.nat(),
        }),
        ({ rows, features, folds: count, intercept, mean, seed }) => {
          const order = shuffled(rows, seed);
          const folds = contiguousFolds(rows, count).map(({ train, test }) => ({
            train: train.map((row) => order[row]!),
            test: test.map((row) => order[row]!),
          }));
          const alphas = Float64Array.of(2, 0.5, 500);
          const { form, system } = kernels([features, 3], { rows, intercept, mean, seed });
          const found = leaveOutPredictors(system, { ...form, folds, alphas, linalg: jsLinalg })!;
          const equations = form.equations(weights);
          for (const [place, fold] of folds.entries()) {
            const expected = foldPredictors(equations(fold), { alphas, linalg: jsLinalg });
            // with an intercept they are for targets of mean 0
            const y = targetsOf(fold, intercept);
            expectClose(predictionsOf(found[place]!, y), predictionsOf(expected, y), 1e-9);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("predicts each row alone as the formula of leaving one out does", () => {
    // y − ŷ = (G y)ᵢ / Gᵢᵢ
    const { form, system } = kernels([9, 3], { rows: 7, intercept: false, mean: 0, seed: 1 });
    const folds = contiguousFolds(7, 7);
    const found = leaveOutPredictors(system, {
      ...form,
      folds,
      alphas: Float64Array.of(3),
      linalg: jsLinalg,
    })!;
    const inverse = jsLinalg.invertPositive({
      ...system,
      values: system.values.map((value, at) => value + (at % 8 === 0 ? 3 : 0)),
    });
    for (const [row, { train }] of folds.entries()) {
      const diagonal = inverse.values[row * 8]!;
      const expected = Array.from(train, (other) => -inverse.values[row * 7 + other]! / diagonal);
      expectClose([...found[row]!.values], expected, 1e-12);
    }
  });

  it("is in the precision of the design", () => {
    const { form, system } = kernels([30, 3], { rows: 20, intercept: true, mean: 1, seed: 2 });
    const settings = { ...form, folds: contiguousFolds(20, 4), alphas: Float64Array.of(1), linalg: jsLinalg };
    const precise = leaveOutPredictors(system, settings)!;
    const rough = leaveOutPredictors(system, { ...settings, like: new Float32Array(0) })!;
    for (const [place, { values }] of rough.entries()) {
      expect(values).to.be.instanceOf(Float32Array);
      expect([...values]).to.deep.equal([...Float32Array.from(precise[place]!.values)]);
    }
  });

  it("leaves penalties to the folds where rounding could be seen, or there is no inverse", () => {
    const { form, system } = kernels([2, 2], { rows: 12, intercept: false, mean: 0, seed: 3 });
    const settings = { ...form, folds: contiguousFolds(12, 3), linalg: jsLinalg };
    const made = (alphas: number[]) => leaveOutPredictors(system, { ...settings, alphas: Float64Array.from(alphas) });
    expect(made([1, 0.1])).to.have.length(3);
    expect(made([1, 1e-12])).to.equal(undefined);
    expect(made([1e-300])).to.equal(undefined);
    const broken: LinalgProvider = {
      ...jsLinalg,
      invertPositive() {
        throw new RangeError("out of memory");
      },
    };
    const alphas = Float64Array.of(1);
    expect(() => leaveOutPredictors(system, { ...settings, alphas, linalg: broken })).to.throw(RangeError);
  });
});

describe("bandPredictors", () => {
  it("inverts once for all folds only where that takes less and each fold fits all others", () => {
    const inversions = (folds: readonly Fold[], alphas: number[], features = 30) => {
      let count = 0;
      const linalg: LinalgProvider = {
        ...jsLinalg,
        invertPositive(a, options) {
          if (a.rows === 20) count++;
          return jsLinalg.invertPositive(a, options);
        },
      };
      const { form } = kernels([features, 3], { rows: 20, intercept: false, mean: 0, seed: 4 });
      const predictors = bandPredictors(form, weights, { folds, alphas: Float64Array.from(alphas), linalg });
      expect(predictors).to.have.length(folds.length);
      return count;
    };
    expect(inversions(contiguousFolds(20, 5), [1, 10])).to.equal(2);
    expect(inversions(contiguousFolds(20, 2), [1, 10])).to.equal(0);
    const some = explicitFolds(
      20,
      contiguousFolds(20, 5).map(({ train, test }) => ({ test: [...test], train: [...train].slice(1) })),
    );
    expect(inversions(some, [1, 10])).to.equal(0);
    // decompositions cost the same for all penalties
    const many = Array.from({ length: 200 }, (_, index) => 1 + index);
    expect(inversions(contiguousFolds(20, 5), many)).to.equal(0);
    expect(leaveOutCost([], 3)).to.equal(0);
  });

  it("says which penalty is too small where no way leads to a factor", () => {
    const { form } = kernels([2, 2], { rows: 12, intercept: false, mean: 1e4, seed: 5 });
    const settings = { folds: contiguousFolds(12, 4), alphas: Float64Array.of(100, 1e-12), linalg: jsLinalg };
    expect(() => bandPredictors(form, weights, settings)).to.throw(NumericError, "a penalty of 1e-12 is too small");
  });
});

function kernels(
  features: readonly number[],
  { rows, intercept, mean, seed }: { rows: number; intercept: boolean; mean: number; seed: number },
) {
  const spaces = features.map((width, index) => {
    const space = normals(createRandom(`space ${seed} ${index}`), rows, width);
    return matrix(
      rows,
      width,
      space.values.map((value) => value + mean),
    );
  });
  const form = bandedKernelForm(spaces, { intercept, linalg: jsLinalg });
  return { form, system: form.equations(weights)().system };
}

function shuffled(rows: number, seed: number): Int32Array {
  const random = createRandom(`order ${seed}`);
  const keys = Float64Array.from({ length: rows }, () => random.uniform());
  return Int32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!);
}

function targetsOf({ train }: Fold, centred: boolean): Matrix {
  const y = normals(createRandom("targets"), train.length, 1);
  const mean = centred ? y.values.reduce((sum, value) => sum + value, 0) / train.length : 0;
  return { ...y, values: y.values.map((value) => value - mean) };
}

function predictionsOf(predictor: Matrix<Floats>, y: Matrix): readonly (readonly number[])[] {
  return listsOf(jsLinalg.multiply(predictor as Matrix, y));
}
