import { expect } from "chai";
import { penaltiesOf } from "../../../src/encoders/banded/banded-choice.js";
import { kernelsForm } from "../../../src/encoders/banded/banded-kernel-form.js";
import { bandedPredict } from "../../../src/encoders/banded/banded-predict.js";
import { bandedRidge } from "../../../src/encoders/banded/banded-ridge.js";
import { joinParts, predictBands } from "../../../src/encoders/banded/predict-bands.js";
import { refineBands } from "../../../src/encoders/banded/refine-bands.js";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { kernelPredict, kernelRidge } from "../../../src/encoders/kernel/kernel-ridge.js";
import { kernelRidgeCV, multipleKernelRidgeCV } from "../../../src/encoders/kernel/kernel-ridge-cv.js";
import { multipleKernelPredict } from "../../../src/encoders/kernel/multiple-kernel-predict.js";
import { multipleKernelRidge } from "../../../src/encoders/kernel/multiple-kernel-ridge.js";
import { refineKernels } from "../../../src/encoders/kernel/refine-kernels.js";
import { predictRidge } from "../../../src/encoders/ridge/predict-ridge.js";
import { ridge } from "../../../src/encoders/ridge/ridge.js";
import { ridgeCV } from "../../../src/encoders/ridge/ridge-cv.js";
import { targetsOf } from "../../../src/encoders/targets.js";
import { ArgumentError, NumericError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { transposed } from "../../../src/linalg/views.js";
import { gn, gx, listsOf, plus } from "../closed-form.js";
import { encoderFixtures, expectClose } from "../encoder-fixtures.js";

const a = gx(30, 5);
const b = gx(30, 7, 3);
const y = plus(plus(linalg.multiply(a, gx(5, 3, 2)), linalg.multiply(b, gx(7, 3, 5)), 0.2), gn(30, 3), 0.7);
const linear = (rows: Matrix, columns: Matrix) => linalg.multiply(rows, transposed(columns));
const kernels = [a, b].map((space) => linear(space, space));
const folds = contiguousFolds(30, 5);
const alphas = [0.1, 1, 10, 100];
/** A kernel of no finite number of features. */
const gaussian = (rows: Matrix, columns: Matrix): Matrix => {
  const [first, second] = [listsOf(rows), listsOf(columns)];
  const distance = (u: number[], v: number[]) => u.reduce((sum, value, at) => sum + (value - v[at]!) ** 2, 0);
  return matrix(
    rows.rows,
    columns.rows,
    Float64Array.from(first.flatMap((u) => second.map((v) => Math.exp(-distance(u, v))))),
  );
};

describe("multipleKernelRidge", () => {
  it("gives the dual weights of NumPy", async function () {
    const { banded_ridge: expected } = await encoderFixtures(this);
    const [first, second] = expected!.alphas as number[];
    const deltas = deltasOf([-Math.log(first!), -Math.log(second!)]);
    expectClose(listsOf(multipleKernelRidge(kernels, y, { deltas, linalg }).dual), expected!.dual, 1e-9);
  });

  it("solves (Σ exp(δ) K + I) D = Y, target by target", () => {
    const deltas = matrix(2, 3, Float64Array.of(0.5, -1, Number.NEGATIVE_INFINITY, 1, 2, -3));
    const fit = multipleKernelRidge(kernels, y, { deltas, linalg, batch: 2 });
    for (let target = 0; target < 3; target++) {
      const own = matrix(30, 1, Float64Array.from(listsOf(fit.dual).map((row) => row[target]!)));
      const sum = [0, 1].reduce<Matrix>(
        (total, kernel) =>
          plus(total, linalg.multiply(kernels[kernel]!, own), Math.exp(deltas.values[kernel * 3 + target]!)),
        own,
      );
      expectClose(
        [...sum.values],
        listsOf(y).map((row) => row[target]!),
        1e-10,
      );
    }
  });

  it("is kernel ridge with one kernel", () => {
    const deltas = { ...deltasOf([-Math.log(4)]) };
    const several = multipleKernelRidge([kernels[0]!], y, { deltas, linalg });
    const one = kernelRidge(kernels[0]!, y, { alpha: 4, linalg });
    expectClose(
      listsOf(several.dual),
      listsOf(one.dual).map((row) => row.map((value) => value * 4)),
      1e-10,
    );
  });

  it("predicts apart for each kernel what banded ridge predicts for each space, but for a constant", () => {
    const [designs, others] = [
      [add(a, 1), add(b, -2)],
      [add(gx(4, 5, 7), 1), add(gx(4, 7, 8), 1)],
    ] as [Matrix[], Matrix[]];
    const deltas = matrix(2, 3, Float64Array.of(0.5, -1, Number.NEGATIVE_INFINITY, 1, 2, -3));
    const penalties = penaltiesOf(deltas);
    const own = designs.map((design) => linear(design, design));
    const between = others.map((rows, space) => linear(rows, designs[space]!));
    for (const intercept of [false, true]) {
      const settings = { linalg, intercept };
      const [expected] = [...bandedPredict(designs, y, { ...settings, predicted: others, penalties })];
      const form = kernelsForm(own, { ...settings, like: y.values });
      const [found] = [...predictBands(form, targetsOf(y), between, { ...settings, penalties })];
      for (const space of [0, 1]) expectClose(listsOf(found!.parts[space]!), listsOf(expected!.parts[space]!), 1e-8);
      const fit = multipleKernelRidge(own, y, { ...settings, deltas });
      const parts = multipleKernelPredict(between, fit, { linalg, deltas });
      const whole = listsOf(joinParts(parts, fit.intercept));
      expectClose(whole, listsOf(joinParts(expected!.parts, expected!.means)), 1e-8);
      if (!intercept) expectClose(listsOf(parts[1]!), listsOf(expected!.parts[1]!), 1e-8);
    }
    const fit = multipleKernelRidge(own, y, { linalg, deltas });
    expect(() => multipleKernelPredict([a, a], fit, { linalg, deltas })).to.throw(
      ArgumentError,
      "kernels[0]: expected 30 columns",
    );
    expect(() => multipleKernelPredict([own[0]!], fit, { linalg, deltas })).to.throw(
      ArgumentError,
      "deltas: expected 1 × 3",
    );
  });

  it("refuses deltas that are not one per kernel and target, or too large", () => {
    const fitting = (deltas: Matrix) => () => multipleKernelRidge(kernels, y, { deltas, linalg });
    expect(fitting(deltasOf([1]))).to.throw(ArgumentError, "deltas: expected 2 × 3, found 1 × 3");
    expect(fitting(deltasOf([1, 1e4]))).to.throw(ArgumentError, "logarithms of weights, found 10000");
    expect(() => multipleKernelRidge([], y, { deltas: deltasOf([]), linalg })).to.throw(ArgumentError, "at least one");
    expect(() => multipleKernelRidge([a], y, { deltas: deltasOf([1]), linalg })).to.throw(
      ArgumentError,
      "rows with themselves",
    );
  });
});

describe("kernelRidge", () => {
  it("is ridge where the kernel is linear, for rows that it has and others, with and without a constant", () => {
    const others = add(gx(4, 5, 9), 2);
    for (const intercept of [false, true]) {
      const [design, targets] = [add(a, 2), add(y, -3)];
      const alpha = [0.5, 3, 40];
      const fit = kernelRidge(linear(design, design), targets, { alpha, linalg, intercept });
      const plain = ridge(design, targets, { alpha, linalg, intercept });
      for (const rows of [design, others]) {
        const predicted = kernelPredict(linear(rows, design), fit, { linalg });
        expectClose(listsOf(predicted), listsOf(predictRidge(rows, plain, { linalg })), 1e-8);
      }
    }
  });

  it("goes through the targets with a small penalty, and not with a kernel that has no such rank", () => {
    const kernel = gaussian(a, a);
    const fit = kernelRidge(kernel, y, { alpha: 1e-9, linalg });
    expectClose(listsOf(kernelPredict(kernel, fit, { linalg })), listsOf(y), 1e-6);
    expect(() => kernelRidge(kernels[0]!, y, { alpha: 1e-18, linalg })).to.throw(NumericError, "too small");
    expect(() => kernelRidge(kernel, y, { alpha: 0, linalg })).to.throw(ArgumentError, "penalties above 0");
  });

  it("refuses what is no kernel", () => {
    expect(() => kernelRidge(a, y, { alpha: 1, linalg })).to.throw(
      ArgumentError,
      "kernel[0]: expected rows with themselves",
    );
    const hole = { ...kernels[0]!, values: kernels[0]!.values.with(31, Number.NaN) };
    expect(() => kernelRidge(hole, y, { alpha: 1, linalg })).to.throw(ArgumentError, "NaN in row 1, column 1");
    expect(() => kernelRidge(kernels[0]!, gn(29, 3), { alpha: 1, linalg })).to.throw(ArgumentError, "30 rows");
    expect(() => kernelRidge(kernels[0]!, y, { alpha: -1, linalg })).to.throw(ArgumentError, "penalties from 0");
    const fit = kernelRidge(kernels[0]!, y, { alpha: 1, linalg });
    expect(() => kernelPredict(a, fit, { linalg })).to.throw(ArgumentError, "30 columns");
  });
});

describe("kernelRidgeCV", () => {
  it("chooses as ridge does where the kernel is linear", () => {
    for (const intercept of [false, true]) {
      const kernel = kernelRidgeCV(kernels[0]!, y, { alphas, folds, linalg, intercept });
      const plain = ridgeCV(a, y, { alphas, folds, linalg, intercept });
      expect([...kernel.alphas]).to.deep.equal([...plain.alphas]);
      expectClose(listsOf(kernel.scores), listsOf(plain.scores), 1e-8);
    }
    expect(() => kernelRidgeCV(a, y, { alphas, folds, linalg })).to.throw(ArgumentError, "rows with themselves");
  });

  it("scores what kernelRidge predicts of rows it has not seen, by a kernel that is not linear", () => {
    const found = kernelRidgeCV(gaussian(a, a), y, { alphas: [0.5], folds, linalg });
    const sums = [0, 0, 0];
    for (const { train, test } of folds) {
      const [fitted, predicted] = [train, test].map((rows) => rowsAt(a, rows));
      const fit = kernelRidge(gaussian(fitted!, fitted!), rowsAt(y, train), { alpha: 0.5, linalg });
      const guesses = listsOf(kernelPredict(gaussian(predicted!, fitted!), fit, { linalg }));
      for (const [row, list] of listsOf(rowsAt(y, test)).entries()) {
        for (const [target, value] of list.entries())
          sums[target]! -= (value - guesses[row]![target]!) ** 2 / test.length / 5;
      }
    }
    expectClose(listsOf(found.scores)[0], sums, 1e-9);
  });
});

describe("multipleKernelRidgeCV", () => {
  it("chooses as banded ridge does where the kernels are linear", () => {
    const candidates = [
      [0.5, 0.5],
      [1, 0],
      [0, 1],
      [0.9, 0.1],
    ];
    for (const intercept of [false, true]) {
      const settings = { alphas, folds, linalg, candidates, intercept };
      const found = multipleKernelRidgeCV(kernels, y, settings);
      const banded = bandedRidge([a, b], y, settings);
      expect([...found.candidateIndex]).to.deep.equal([...banded.candidateIndex]);
      expectClose(listsOf(found.candidateScores), listsOf(banded.candidateScores), 1e-8);
    }
  });
});

describe("refineKernels", () => {
  it("refines as for feature spaces where the kernels are linear", () => {
    const start = matrix(2, 3);
    for (const intercept of [false, true]) {
      const settings = { start, folds, linalg, intercept, steps: 4 };
      const found = refineKernels(kernels, y, settings);
      const banded = refineBands([a, b], y, settings);
      expectClose([...found.scores], [...banded.scores], 1e-7);
      expectClose(listsOf(found.deltas), listsOf(banded.deltas), 1e-5);
      for (const [target, score] of found.scores.entries()) expect(score).to.be.above(found.startScores[target]!);
    }
    expect(() => refineKernels([a], y, { start, folds, linalg })).to.throw(ArgumentError, "rows with themselves");
  });
});

function deltasOf(deltas: readonly number[]): Matrix {
  return matrix(deltas.length, 3, Float64Array.from(deltas.flatMap((delta) => [delta, delta, delta])));
}

function add(x: Matrix, constant: number): Matrix {
  return { ...x, values: x.values.map((value) => value + constant) };
}

function rowsAt(from: Matrix, rows: Int32Array): Matrix {
  const lists = listsOf(from);
  return matrix(rows.length, from.columns, Float64Array.from(Array.from(rows, (row) => lists[row]!).flat()));
}
