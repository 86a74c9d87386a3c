import { expect } from "chai";
import { columnScores } from "../../../src/encoders/column-scores.js";
import { applyPca } from "../../../src/encoders/features/apply-pca.js";
import { covarianceSpectrum } from "../../../src/encoders/features/covariance-spectrum.js";
import { featureRowsOf } from "../../../src/encoders/features/feature-rows.js";
import { fitPca } from "../../../src/encoders/features/fit-pca.js";
import { pcaForm } from "../../../src/encoders/features/pca-form.js";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { explicitFolds } from "../../../src/encoders/folds/explicit-folds.js";
import { predictRidge } from "../../../src/encoders/ridge/predict-ridge.js";
import { ridge } from "../../../src/encoders/ridge/ridge.js";
import { crossValidate, ridgeCV } from "../../../src/encoders/ridge/ridge-cv.js";
import { rowsOf } from "../../../src/encoders/row-selection.js";
import { ArgumentError, NumericError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { contiguous, transposed } from "../../../src/linalg/views.js";
import { gn, gx, plus, responses, single } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";

/** Samples that vary along as many axes as they can, so that no eigenvalue is nearly 0. */
const samples = (rows: number, columns: number) => plus(gx(rows, columns), gn(rows, columns), 0.7);
const train = Int32Array.from({ length: 18 }, (_, index) => index + 3);

describe("fitPca", () => {
  it("has the eigenvalues of the covariance and orthonormal components, in both of its forms", () => {
    for (const x of [samples(30, 6), samples(8, 20)]) {
      const pca = fitPca(x, { linalg });
      const rank = Math.min(x.rows - 1, x.columns);
      expect(pca.variances.length).to.be.at.most(rank);
      expectClose(pca.variances, covarianceSpectrum(x, { linalg }).slice(0, pca.variances.length), 1e-9);
      const k = pca.components.columns;
      const products = linalg.multiply(transposed(pca.components), pca.components).values;
      expectClose(
        products,
        products.map((_, at) => (at % (k + 1) === 0 ? 1 : 0)),
        1e-7,
      );
      for (let column = 0; column < k; column++) {
        const entries = Array.from({ length: x.columns }, (_, row) => pca.components.values[row * k + column]!);
        expect(Math.max(...entries)).to.be.at.least(-Math.min(...entries));
      }
      expect(pca.shares.reduce((sum, share) => sum + share, 0)).to.be.closeTo(1, 1e-9);
      // scores have these variances, and give the samples back
      const scores = applyPca(x, pca, { linalg });
      expectClose(covarianceSpectrum(scores, { linalg }), pca.variances, 1e-9);
      const back = linalg.multiply(scores, contiguous(transposed(pca.components))).values;
      expectClose(
        back.map((value, at) => value + pca.means[at % x.columns]!),
        x.values,
        1e-7,
      );
    }
  });

  it("gives the same for batches of any size, rows out of order, and single precision", () => {
    for (const x of [samples(24, 5), samples(24, 40)]) {
      const whole = fitPca(x, { linalg, rows: train, components: 4 });
      for (const batch of [1, 7, 24]) {
        const found = fitPca(featureRowsOf(x), { linalg, rows: train.toReversed(), components: 4, batch });
        expectClose(found.components.values, whole.components.values, 1e-9);
        expectClose(found.means, whole.means, 1e-12);
        expectClose(found.variances, whole.variances, 1e-10);
        expect(found.samples).to.equal(18);
        const scores = applyPca(x, found, { linalg, batch });
        expectClose(scores.values, applyPca(x, whole, { linalg }).values, 1e-9);
      }
      expectClose(fitPca(single(x), { linalg, rows: train, components: 4 }).variances, whole.variances, 1e-4);
    }
  });

  it("sees training rows alone, also where others hold NaN", () => {
    const x = samples(24, 5);
    const fitted = fitPca(x, { linalg, rows: train });
    const spoilt = {
      ...x,
      values: x.values.map((value, at) => (train.includes(Math.floor(at / 5)) ? value : Number.NaN)),
    };
    expect(fitPca(spoilt, { linalg, rows: train })).to.deep.equal(fitted);
    expect(() => applyPca(spoilt, fitted, { linalg })).to.throw(ArgumentError, "NaN");
  });

  it("gives columns of variance 1 where it whitens", () => {
    const x = samples(24, 5);
    const pca = fitPca(x, { linalg, components: 3 });
    expectClose(covarianceSpectrum(applyPca(x, pca, { linalg, whiten: true }), { linalg }), [1, 1, 1], 1e-9);
  });

  it("leaves out components that are rounding", () => {
    const x = matrix(
      6,
      3,
      Float64Array.from({ length: 18 }, (_, at) => Math.floor(at / 3) * (1 + (at % 3)) + 100),
    );
    expect(fitPca(x, { linalg }).components.columns).to.equal(1);
    expect(() => fitPca(matrix(4, 2, new Float64Array(8).fill(0.1)), { linalg })).to.throw(
      NumericError,
      "no feature varies",
    );
  });

  it("refuses what it cannot fit", () => {
    const x = samples(6, 3);
    expect(() => fitPca(x, { linalg, components: 0 })).to.throw(ArgumentError, "components");
    expect(() => fitPca(x, { linalg, rows: Int32Array.of(2) })).to.throw(ArgumentError, "at least two");
    expect(() => fitPca(x, { linalg, rows: Int32Array.of(0, 6) })).to.throw(ArgumentError, "0 to 5");
    expect(() => fitPca(x, { linalg, rows: Int32Array.of(1, 1) })).to.throw(ArgumentError, "each once");
    expect(() => fitPca(matrix(3, 1, Float64Array.of(1, 2, Number.NaN)), { linalg })).to.throw(ArgumentError, "NaN");
    expect(() => applyPca(samples(6, 4), fitPca(x, { linalg }), { linalg })).to.throw(ArgumentError, "3 features");
  });
});

describe("pcaForm", () => {
  const x = samples(24, 6);
  const y = responses(x, 3, 0.8);
  const alphas = [0.1, 1, 10];

  it("with all components is ridge regression with an intercept", () => {
    const folds = contiguousFolds(24, 4);
    const settings = { alphas, folds, linalg, score: "r2" } as const;
    const found = crossValidate(pcaForm(x, { linalg }), y, settings);
    const expected = ridgeCV(x, y, { ...settings, intercept: true });
    expectClose(found.scores.values, expected.scores.values, 1e-9);
    expect([...found.alphas]).to.deep.equal([...expected.alphas]);
  });

  it("fits the analysis in every fold anew, on the rows the fold fits", () => {
    const folds = explicitFolds(24, [
      { test: [5, 2, 9], train: [20, 1, 3, 4, 6, 7, 8, 12, 13, 14] },
      { test: [0, 23] },
    ]);
    const found = crossValidate(pcaForm(x, { linalg, components: 3 }), y, { alphas, folds, linalg });
    for (const [index, alpha] of alphas.entries()) {
      const scores = folds.map((fold) => {
        const pca = fitPca(contiguous(rowsOf(x, fold.train)), { linalg, components: 3 });
        const part = (rows: Int32Array) => applyPca(contiguous(rowsOf(x, rows)), pca, { linalg });
        const fit = ridge(part(fold.train), contiguous(rowsOf(y, fold.train)), { alpha, intercept: true, linalg });
        return columnScores.mse(rowsOf(y, fold.test), predictRidge(part(fold.test), fit, { linalg }));
      });
      expectClose(
        found.scores.values.slice(index * 3, index * 3 + 3),
        scores[0]!.map((score, target) => (score + scores[1]![target]!) / 2),
        1e-9,
      );
    }
  });
});
