import { expect } from "chai";
import fc from "fast-check";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { explicitFolds } from "../../../src/encoders/folds/explicit-folds.js";
import { crossPredict } from "../../../src/encoders/ridge/cross-predict.js";
import { predictRidge } from "../../../src/encoders/ridge/predict-ridge.js";
import { ridge } from "../../../src/encoders/ridge/ridge.js";
import { type RidgeCVOptions, ridgeCV } from "../../../src/encoders/ridge/ridge-cv.js";
import { ridgeGCV } from "../../../src/encoders/ridge/ridge-gcv.js";
import { targetsOf } from "../../../src/encoders/targets.js";
import { ArgumentError, NumericError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Floats, Matrix } from "../../../src/linalg/provider.js";
import { gn, gx, listsOf, responses, single } from "../closed-form.js";
import { encoderFixtures, expectClose } from "../encoder-fixtures.js";

const x = gx(24, 6);
const y = responses(x, 4, 0.8);
const alphas = [0.01, 0.1, 1, 10, 100];
const folds = contiguousFolds(24, 4);

describe("ridge", () => {
  it("gives the weights of NumPy, one penalty or one per target, with and without an intercept", async function () {
    const { ridge: expected } = await encoderFixtures(this);
    for (const [alpha, weights] of Object.entries(expected!.weights as Record<string, number[][]>)) {
      for (const form of ["primal", "dual"] as const) {
        const fit = ridge(x, y, { alpha: Number(alpha), linalg, form });
        expectClose(listsOf(fit.weights), weights, 1e-9, `${form} ${alpha}`);
        expectClose(
          listsOf(ridge(single(x), single(y), { alpha: Number(alpha), linalg, form }).weights),
          weights,
          1e-4,
        );
      }
    }
    const { coef, intercept } = expected!.with_intercept_alpha1 as { coef: number[][]; intercept: number[] };
    const centred = ridge(x, y, { alpha: 1, linalg, intercept: true });
    expectClose(listsOf(centred.weights), coef, 1e-9);
    expectClose(centred.intercept, intercept, 1e-9);
    const own = expected!.per_target_alpha as { alphas: number[]; coef_no_intercept: number[][] };
    expectClose(listsOf(ridge(x, y, { alpha: own.alphas, linalg }).weights), own.coef_no_intercept, 1e-9);
  });

  it("gives dual and primal weights where features are many", async function () {
    const { ridge_dual: expected } = await encoderFixtures(this);
    const wide = gx(8, 15, 1);
    for (const form of ["auto", "primal"] as const) {
      const fit = ridge(wide, gn(8, 3), { alpha: 2, linalg, form });
      expect(fit.form).to.equal(form === "auto" ? "dual" : "primal");
      expectClose(listsOf(fit.weights), expected!.primal, 1e-9, form);
    }
  });

  it("predicts the same in both forms, with the constant where one is fitted", () => {
    const [far, high] = [add(x, 10), add(y, 100)];
    const made = (["primal", "dual"] as const).map((form) => {
      const fit = ridge(far, high, { alpha: 1, linalg, form, intercept: true });
      return listsOf(predictRidge(far, fit, { linalg }));
    });
    expectClose(made[0], made[1], 1e-9);
    // the constant is not penalised: residuals have the mean 0
    const residuals = made[0]!.map((row, index) =>
      row.map((value, target) => high.values[index * 4 + target]! - value),
    );
    for (let target = 0; target < 4; target++) {
      expect(residuals.reduce((sum, row) => sum + row[target]!, 0)).to.be.closeTo(0, 1e-8);
    }
  });

  it("goes to least squares with a small penalty, and to Xᵀ Y / α with a large one", () => {
    const least = ridge(x, y, { alpha: 0, linalg });
    const residual = linalg.multiply(x, least.weights as Matrix);
    const left = { ...y, values: y.values.map((value, index) => value - residual.values[index]!) };
    const normal = linalg.multiply({ ...x, rows: 6, columns: 24, rowStride: 1, columnStride: 6 }, left);
    for (const value of normal.values) expect(value).to.be.closeTo(0, 1e-10);
    const large = ridge(x, y, { alpha: 1e12, linalg });
    const products = linalg.multiply({ ...x, rows: 6, columns: 24, rowStride: 1, columnStride: 6 }, y);
    expectClose(
      large.weights.values,
      products.values.map((value) => value / 1e12),
      1e-20,
    );
  });

  it("takes a penalty of 0 only where the design has full rank", () => {
    const twice: Matrix = {
      rows: 24,
      columns: 2,
      values: Float64Array.from({ length: 48 }, (_, i) => Math.floor(i / 2)),
    };
    for (const form of ["primal", "dual"] as const) {
      expect(() => ridge(twice, y, { alpha: 0, linalg, form })).to.throw(NumericError, "alpha is 0");
    }
    expect(ridge(twice, y, { alpha: 1, linalg }).weights.values.every(Number.isFinite)).to.equal(true);
  });

  it("refuses what it cannot fit, by name", () => {
    const hole = { ...x, values: x.values.with(7, Number.NaN) };
    expect(() => ridge(hole, y, { alpha: 1, linalg })).to.throw(ArgumentError, "NaN in row 1, column 1");
    expect(() => ridge(gx(23, 6), y, { alpha: 1, linalg })).to.throw(ArgumentError, "23 rows");
    expect(() => ridge(x, y, { alpha: -1, linalg })).to.throw(ArgumentError, "penalties from 0");
    expect(() => ridge(x, y, { alpha: [1, 2], linalg })).to.throw(ArgumentError, "4, one per target");
    expect(() => ridge(matrix(0, 3), matrix(0, 1), { alpha: 1, linalg })).to.throw(ArgumentError, "0 × 3");
    const fit = ridge(x, y, { alpha: 1, linalg });
    expect(() => predictRidge(gx(3, 5), fit, { linalg })).to.throw(ArgumentError, "6 features");
  });

  it("leaves the other targets as they are where one holds a gap", () => {
    const hole = { ...y, values: y.values.with(1, Number.NaN) };
    const [whole, holed] = [y, hole].map((one) => listsOf(ridge(x, one, { alpha: 1, linalg }).weights));
    for (const [row, list] of holed!.entries()) {
      expect(list[1]).to.be.NaN;
      expect(list.with(1, 0)).to.deep.equal(whole![row]!.with(1, 0));
    }
    expect(hole.values[1]).to.be.NaN;
  });
});

describe("ridgeCV", () => {
  it("scores and chooses as himalaya does", async function () {
    const { ridge_cv_kfold4: expected } = await encoderFixtures(this);
    for (const form of ["primal", "dual"] as const) {
      for (const solver of ["eigen", "cholesky"] as const) {
        for (const score of ["mse", "r2"] as const) {
          const found = ridgeCV(x, y, { alphas, folds, linalg, form, solver, score });
          expectClose(listsOf(found.scores), expected![score === "mse" ? "mean_neg_mse" : "mean_r2"], 1e-9);
        }
        const found = ridgeCV(x, y, { alphas, folds, linalg, form, solver });
        expect([...found.alphas]).to.deep.equal(expected!.best_alpha_per_target);
        const weights = ridge(x, y, { alpha: found.alphas, linalg, form }).weights;
        expectClose(listsOf(weights), expected!.coef, 1e-9);
      }
    }
    const rough = ridgeCV(single(x), single(y), { alphas, folds, linalg });
    expectClose(listsOf(rough.scores), expected!.mean_neg_mse, 1e-4);
  });

  it("scores the predictions that it makes, in every way to make them", () => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 6, max: 14 }),
          features: fc.integer({ min: 1, max: 16 }),
          k: fc.integer({ min: 2, max: 5 }),
          intercept: fc.boolean(),
          score: fc.constantFrom("mse", "r2", "correlation"),
          form: fc.constantFrom("primal", "dual"),
          solver: fc.constantFrom("eigen", "cholesky"),
          batch: fc.integer({ min: 1, max: 4 }),
          skip: fc.boolean(),
        }),
        ({ rows, features, k, intercept, score, form, solver, batch, skip }) => {
          const design = add(gx(rows, features), intercept ? 5 : 0);
          const targets = add(gn(rows, 3), intercept ? -7 : 0);
          // rows that are neither fitted nor predicted
          const made = skip
            ? explicitFolds(rows, [
                { test: [0, 2], train: [1, 3, 5] },
                { test: [4], train: [0, 1, 2, 3] },
              ])
            : contiguousFolds(rows, k);
          const settings = {
            alphas: [0.5, 5],
            folds: made,
            linalg,
            intercept,
            form,
            solver,
            batch,
            score,
          } as RidgeCVOptions;
          const found = ridgeCV(design, targets, settings);
          const expected = naiveScores(design, targets, settings);
          expectClose(listsOf(found.scores), expected, 1e-7);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("keeps the weights that a fit with the chosen penalties gives, from every way to choose", () => {
    const targets = { ...add(y, 3), values: add(y, 3).values.with(9, Number.NaN) };
    for (const design of [x, gx(24, 30)]) {
      for (const intercept of [false, true]) {
        for (const batch of [undefined, 1]) {
          const settings = { alphas, folds, linalg, intercept, batch, keepWeights: true };
          const found = [ridgeCV(design, targets, settings), ridgeGCV(design, targets, settings)];
          for (const { fit, alphas: alpha } of found) {
            const expected = ridge(design, targets, { alpha, linalg, intercept });
            expect(listsOf(fit!.weights)[0]![1]).to.be.NaN;
            expectClose(withoutGaps(fit!.weights), withoutGaps(expected.weights), 1e-9);
            if (intercept)
              expectClose(fit!.intercept!.filter(Number.isFinite), expected.intercept!.filter(Number.isFinite), 1e-9);
          }
        }
      }
    }
    expect(ridgeCV(x, y, { alphas, folds, linalg }).fit).to.equal(undefined);
  });

  it("chooses for all targets together, or for groups, by their mean score", () => {
    const each = ridgeCV(x, y, { alphas, folds, linalg });
    const all = ridgeCV(x, y, { alphas, folds, linalg, alphaPer: "all" });
    const sums = listsOf(each.scores).map((row) => row.reduce((sum, value) => sum + value, 0));
    expect([...all.alphaIndex]).to.deep.equal(Array(4).fill(sums.indexOf(Math.max(...sums))));
    const groups = ridgeCV(x, y, { alphas, folds, linalg, alphaPer: ["a", "b", "a", "b"], batch: 1 });
    const sumOf = (targets: number[]) =>
      listsOf(each.scores).map((row) => targets.reduce((sum, t) => sum + row[t]!, 0));
    const best = [sumOf([0, 2]), sumOf([1, 3])].map((list) => list.indexOf(Math.max(...list)));
    expect([...groups.alphaIndex]).to.deep.equal([best[0], best[1], best[0], best[1]]);
    expect(() => ridgeCV(x, y, { alphas, folds, linalg, alphaPer: ["a"] })).to.throw(ArgumentError, "4 labels");
  });

  it("takes the larger of penalties that score alike", () => {
    const nothing: Matrix = { ...y, values: new Float64Array(y.values.length) };
    const found = ridgeCV(x, nothing, { alphas: [1, 100, 10], folds, linalg });
    expect([...found.alphas]).to.deep.equal([100, 100, 100, 100]);
    expect(found.warnings).to.have.length(1);
    expect(found.warnings[0]).to.include({ kind: "constant" });
  });

  it("takes a larger penalty that scores almost as well, where asked to be conservative", () => {
    const usual = ridgeCV(x, y, { alphas, folds, linalg });
    const careful = ridgeCV(x, y, { alphas, folds, linalg, conservative: true });
    for (const [target, index] of careful.alphaIndex.entries()) {
      expect(index).to.be.at.least(usual.alphaIndex[target]!);
      const perFold = folds.map((fold) => ridgeCV(x, y, { alphas, folds: [fold], linalg }).scores.values);
      const at = usual.alphaIndex[target]! * 4 + target;
      const [mean, spread] = meanAndSpread(perFold.map((values) => values[at]!));
      const above = alphas.filter((_, alpha) => usual.scores.values[alpha * 4 + target]! > mean - spread);
      expect(careful.alphas[target]).to.equal(Math.max(...above));
    }
  });

  it("sets targets that hold a gap aside, and says which", () => {
    const hole = { ...y, values: y.values.with(2, Number.POSITIVE_INFINITY) };
    const [whole, found] = [y, hole].map((one) => ridgeCV(x, one, { alphas, folds, linalg }));
    expect([...found!.alphas]).to.deep.equal([...whole!.alphas].with(2, Number.NaN));
    expect(found!.alphaIndex[2]).to.equal(-1);
    expect(found!.warnings).to.deep.include({
      kind: "missing",
      targets: [2],
      message: "1 targets (2) hold what is not finite: they are not fitted, and their numbers are NaN",
    });
    expect(listsOf(found!.scores).map((row) => row[2])).to.deep.equal(Array(5).fill(Number.NaN));
  });

  it("chooses as himalaya's own example does", () => {
    const example = { alphas: [1, 10, 100], folds: contiguousFolds(10, 5), linalg };
    const found = ridgeCV(exampleX, exampleY, example);
    expect([...found.alphas]).to.deep.equal([10, 100, 10, 100]);
    expectClose(
      listsOf(found.scores),
      [
        [-0.92703, -1.679477, -0.481572, -1.448477],
        [-0.623598, -0.751491, -0.38555, -1.034358],
        [-0.659832, -0.665247, -0.721641, -0.927081],
      ],
      1e-6,
    );
  });

  it("refuses no fold, no penalty, and a negative one", () => {
    expect(() => ridgeCV(x, y, { alphas, folds: [], linalg })).to.throw(ArgumentError, "folds");
    expect(() => ridgeCV(x, y, { alphas: [], folds, linalg })).to.throw(ArgumentError, "at least one");
    expect(() => ridgeCV(x, y, { alphas: [1, -1], folds, linalg })).to.throw(ArgumentError, "found -1");
  });
});

describe("ridgeGCV", () => {
  it("gives the criteria, degrees of freedom and choices of NumPy and scikit-learn", async function () {
    const { ridge_gcv: expected } = await encoderFixtures(this);
    const gcv = ridgeGCV(x, y, { alphas, linalg });
    const loo = ridgeGCV(x, y, { alphas, linalg, criterion: "loo" });
    expectClose(
      listsOf(gcv.scores),
      (expected!.gcv as number[][]).map((row) => row.map((value) => -value)),
      1e-9,
    );
    expectClose(
      listsOf(loo.scores),
      (expected!.loo_mse as number[][]).map((row) => row.map((value) => -value)),
      1e-9,
    );
    expectClose(gcv.degreesOfFreedom, expected!.eff_dof, 1e-9);
    expectClose(gcv.singularValues, expected!.singular_values, 1e-9);
    expect([...loo.alphas]).to.deep.equal(expected!.loo_best);
    expect([...gcv.alphas]).to.deep.equal([0.1, 1, 1, 1]);
  });

  it("leaves out one row as folds of one row do, with and without an intercept, tall and wide", () => {
    for (const features of [3, 15]) {
      for (const intercept of [false, true]) {
        const design = add(gx(9, features), 3);
        const targets = add(gn(9, 2), -5);
        const settings = { alphas: [0.5, 2], linalg, intercept };
        const loo = ridgeGCV(design, targets, { ...settings, criterion: "loo", batch: 1 });
        const byFolds = ridgeCV(design, targets, { ...settings, folds: contiguousFolds(9, 9) });
        expectClose(listsOf(loo.scores), listsOf(byFolds.scores), 1e-8, `${features} ${intercept}`);
      }
    }
  });
});

describe("crossPredict", () => {
  it("predicts the rows of each fold from the others, a batch of targets at a time", () => {
    const alpha = [0.1, 1, 10, 1];
    for (const intercept of [false, true]) {
      const batches = [...crossPredict(x, targetsOf(y), { alpha, folds, linalg, intercept, batch: 3 })];
      expect(batches.map(({ from }) => from)).to.deep.equal([0, 3]);
      for (const { from, predictions } of batches) {
        for (const { train, test } of folds) {
          const fit = ridge(rowsAt(x, train), rowsAt(y, train), { alpha, linalg, intercept });
          const expected = listsOf(predictRidge(rowsAt(x, test), fit, { linalg }));
          for (const [index, row] of test.entries()) {
            expectClose(listsOf(predictions)[row], expected[index]!.slice(from, from + 3), 1e-9);
          }
        }
      }
    }
  });

  it("says nothing of targets that hold a gap, and leaves the others as they are", () => {
    const hole = { ...y, values: y.values.with(6, Number.NaN) };
    const [whole, holed] = [y, hole].map((one) => [...crossPredict(x, one, { alpha: 1, folds, linalg })][0]!);
    for (const [row, list] of listsOf(holed!.predictions).entries()) {
      expect(list[2]).to.be.NaN;
      expect(list.with(2, 0)).to.deep.equal(listsOf(whole!.predictions)[row]!.with(2, 0));
    }
  });

  it("says nothing of rows that no fold predicts", () => {
    const [batch] = [...crossPredict(x, y, { alpha: 1, folds: explicitFolds(24, [{ test: [3] }]), linalg })];
    const known = listsOf(batch!.predictions).map((row) => row.every(Number.isFinite));
    expect(known.flatMap((is, row) => (is ? [row] : []))).to.deep.equal([3]);
  });
});

function withoutGaps(weights: Matrix<Floats>): number[][] {
  return listsOf(weights).map((row) => row.filter(Number.isFinite));
}

function add(matrixOf: Matrix, constant: number): Matrix {
  return { ...matrixOf, values: matrixOf.values.map((value) => value + constant) };
}

function rowsAt(from: Matrix, rows: Int32Array): Matrix {
  const lists = listsOf(from);
  return matrix(rows.length, from.columns, Float64Array.from(Array.from(rows, (row) => lists[row]!).flat()));
}

function meanAndSpread(values: readonly number[]): [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
}

/** The scores by fitting every fold with every penalty. */
function naiveScores(design: Matrix, targets: Matrix, options: RidgeCVOptions): number[][] {
  return Array.from(options.alphas, (alpha) => {
    const sums = new Array<number>(targets.columns).fill(0);
    for (const { train, test } of options.folds) {
      const { linalg, intercept } = options;
      const fit = ridge(rowsAt(design, train), rowsAt(targets, train), { alpha, linalg, intercept, form: "primal" });
      const guesses = listsOf(predictRidge(rowsAt(design, test), fit, { linalg }) as Matrix<Floats>);
      const measured = listsOf(rowsAt(targets, test));
      for (let target = 0; target < targets.columns; target++) {
        const [a, b] = [measured, guesses].map((lists) => lists.map((row) => row[target]!));
        sums[target]! += naiveScore(a!, b!, options.score!) / options.folds.length;
      }
    }
    return sums;
  });
}

function naiveScore(a: readonly number[], b: readonly number[], score: string): number {
  const errors = a.reduce((sum, value, row) => sum + (value - b[row]!) ** 2, 0);
  if (score === "mse") return -errors / a.length;
  const [[centreA, spreadA], [centreB, spreadB]] = [meanAndSpread(a), meanAndSpread(b)];
  if (score === "r2") return a.length === 1 ? 0 : 1 - errors / (spreadA ** 2 * a.length);
  if (a.length === 1) return 0;
  const products = a.reduce((sum, value, row) => sum + (value - centreA) * (b[row]! - centreB), 0);
  return products / a.length / (spreadA * spreadB);
}

const exampleX = matrix(
  10,
  5,
  Float64Array.of(
    1.7641,
    0.4002,
    0.9787,
    2.2409,
    1.8676,
    -0.9773,
    0.9501,
    -0.1514,
    -0.1032,
    0.4106,
    0.144,
    1.4543,
    0.761,
    0.1217,
    0.4439,
    0.3337,
    1.4941,
    -0.2052,
    0.3131,
    -0.8541,
    -2.553,
    0.6536,
    0.8644,
    -0.7422,
    2.2698,
    -1.4544,
    0.0458,
    -0.1872,
    1.5328,
    1.4694,
    0.1549,
    0.3782,
    -0.8878,
    -1.9808,
    -0.3479,
    0.1563,
    1.2303,
    1.2024,
    -0.3873,
    -0.3023,
    -1.0486,
    -1.42,
    -1.7063,
    1.9508,
    -0.5097,
    -0.4381,
    -1.2528,
    0.7775,
    -1.6139,
    -0.2127,
  ),
);
const exampleY = matrix(
  10,
  4,
  Float64Array.of(
    -0.8955,
    0.3869,
    -0.5108,
    -1.1806,
    -0.0282,
    0.4283,
    0.0665,
    0.3025,
    -0.6343,
    -0.3627,
    -0.6725,
    -0.3596,
    -0.8131,
    -1.7263,
    0.1774,
    -0.4018,
    -1.6302,
    0.4628,
    -0.9073,
    0.0519,
    0.7291,
    0.129,
    1.1394,
    -1.2348,
    0.4023,
    -0.6848,
    -0.8708,
    -0.5788,
    -0.3116,
    0.0562,
    -1.1651,
    0.9008,
    0.4657,
    -1.5362,
    1.4883,
    1.8959,
    1.1788,
    -0.1799,
    -1.0708,
    1.0545,
  ),
);
