import { expect } from "chai";
import { correlation } from "../../../src/encoders/column-scores.js";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { groupFolds } from "../../../src/encoders/folds/group-folds.js";
import { crossPredict } from "../../../src/encoders/ridge/cross-predict.js";
import { predictRidge } from "../../../src/encoders/ridge/predict-ridge.js";
import { ridge } from "../../../src/encoders/ridge/ridge.js";
import { ridgeCV } from "../../../src/encoders/ridge/ridge-cv.js";
import { ridgeGCV } from "../../../src/encoders/ridge/ridge-gcv.js";
import type { Targets } from "../../../src/encoders/targets.js";
import { ArgumentError } from "../../../src/errors.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../../src/linalg/provider.js";
import { wasmLinalg } from "../../../src/linalg/wasm/wasm-linalg.js";
import { createRandom } from "../../../src/random/create-random.js";
import { gn, gx, listsOf, responses, single } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";

const mapped = (x: Matrix, change: (value: number, row: number, column: number) => number): Matrix => ({
  ...x,
  values: x.values.map((value, index) => change(value, Math.floor(index / x.columns), index % x.columns)),
});

const normals = (rows: number, columns: number, seed: string): Matrix => {
  const random = createRandom(seed);
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random.normal()),
  );
};

/** Columns that stand twice, and one that does not vary. */
const doubled = (x: Matrix): Matrix =>
  matrix(x.rows, 2 * x.columns + 1, Float64Array.from(listsOf(x).flatMap((row) => [...row, ...row, 3])));

describe("ridge on hard designs", () => {
  let providers: readonly LinalgProvider[] = [];
  before(async () => {
    providers = [jsLinalg, await wasmLinalg()];
  });

  it("has closed forms, for 7 penalties, tall and wide, with and without intercept", () => {
    for (const [rows, features, targets] of [
      [30, 10, 3],
      [10, 5, 20],
      [6, 10, 2],
      [8, 8, 1],
    ] as const) {
      const [x, y] = [normals(rows, features, "x"), normals(rows, targets, "y")];
      for (const power of [-2, -5 / 6, 1 / 3, 1.5, 8 / 3, 23 / 6, 5]) {
        const alpha = 10 ** power;
        for (const linalg of providers) {
          const system = linalg.gram(x);
          for (let j = 0; j < features; j++) system.values[j * features + j]! += alpha;
          const { weights } = ridge(x, y, { alpha, linalg });
          const left = linalg.multiply(system, weights as Matrix);
          const right = linalg.multiply(
            { ...x, rows: features, columns: rows, rowStride: 1, columnStride: features },
            y,
          );
          expectClose(left.values, right.values, 1e-9, `${linalg.name} ${rows} × ${features}`);
          // moved by 10 and 100, the weights stay and the constant takes it all
          const [far, high] = [mapped(x, (value) => value + 10), mapped(y, (value) => value + 100)];
          const [moved, stays] = [
            ridge(far, high, { alpha, linalg, intercept: true }),
            ridge(x, y, { alpha, linalg, intercept: true }),
          ];
          expectClose(moved.weights.values, stays.weights.values, 1e-9);
          for (let target = 0; target < targets; target++) {
            const sum = listsOf(moved.weights).reduce((total, row) => total + row[target]!, 0);
            expect(moved.intercept![target]).to.be.closeTo(stays.intercept![target]! + 100 - 10 * sum, 1e-8);
          }
        }
      }
    }
  });

  it("gives finite answers for columns that stand twice, at any penalty, as for one column", () => {
    const [x, y] = [normals(40, 4, "x"), normals(40, 3, "y")];
    const design = doubled(x);
    for (const linalg of providers) {
      for (const form of ["primal", "dual"] as const) {
        for (const intercept of [false, true]) {
          for (const alpha of [1e-12, 1e-6, 1, 1e20]) {
            const place = `${linalg.name} ${form} ${intercept} ${alpha}`;
            const ones = matrix(40, 5, Float64Array.from(listsOf(x).flatMap((row) => [...row, 3 / Math.SQRT2])));
            // two columns share a weight: one column at half the penalty
            const fit = ridge(intercept ? x : ones, y, { alpha: alpha / 2, linalg, intercept });
            const expected = predictRidge(intercept ? x : ones, fit, { linalg });
            const predicted = (one: Matrix<Floats>, targets: Matrix<Floats>) =>
              predictRidge(one, ridge(one, targets, { alpha, linalg, form, intercept }), { linalg });
            expectClose(predicted(design, y).values, expected.values, 1e-6, place);
            expectClose(predicted(single(design), single(y)).values, expected.values, 1e-3, `single ${place}`);
          }
        }
      }
    }
  });

  it("chooses and predicts with every solver alike where features explain each other", () => {
    const x = doubled(normals(40, 4, "x"));
    const y = responses(x, 3, 0.5);
    const settings = { alphas: [1e20, 1e-12, 1, 1, 1e-3], folds: contiguousFolds(40, 5), intercept: true };
    const reference = ridgeCV(x, y, { ...settings, linalg: jsLinalg });
    for (const linalg of providers) {
      for (const form of ["primal", "dual"] as const) {
        for (const solver of ["eigen", "cholesky"] as const) {
          const found = ridgeCV(x, y, { ...settings, linalg, form, solver });
          expectClose(found.scores.values, reference.scores.values, 1e-6);
          const rough = ridgeCV(single(x), single(y), { ...settings, linalg, form, solver });
          expectClose(rough.scores.values, reference.scores.values, 1e-3, `single ${form} ${solver}`);
        }
      }
    }
  });

  it("keeps its digits where features and targets lie a million from 0", () => {
    const [x, y] = [normals(40, 3, "x"), normals(40, 2, "y")];
    const settings = { alphas: [0.1, 1, 10], folds: contiguousFolds(40, 4), intercept: true };
    for (const linalg of providers) {
      const near = ridgeCV(x, y, { ...settings, linalg });
      const [far, high] = [mapped(x, (value) => value + 1e6), mapped(y, (value) => value - 1e6)];
      for (const form of ["primal", "dual"] as const) {
        expectClose(ridgeCV(far, high, { ...settings, linalg, form }).scores.values, near.scores.values, 1e-8, form);
      }
    }
  });

  it("chooses the same in any unit of the targets", () => {
    const x = normals(40, 5, "x");
    const y = responses(x, 4, 2);
    const settings = { alphas: [0.01, 0.1, 1, 10, 100], folds: contiguousFolds(40, 4), linalg: jsLinalg };
    const expected = [...ridgeCV(x, y, settings).alphas];
    expect(new Set(expected)).to.not.deep.equal(new Set([100]));
    for (const unit of [1e-13, 1e-6, 1e9]) {
      const scaled = mapped(y, (value) => value * unit);
      expect([...ridgeCV(x, scaled, settings).alphas], String(unit)).to.deep.equal(expected);
      expect([...ridgeCV(x, scaled, { ...settings, alphaPer: "all" }).alphas]).to.deep.equal([
        ...ridgeCV(x, y, { ...settings, alphaPer: "all" }).alphas,
      ]);
    }
  });

  it("fits a fold whose other rows hold nearly all of a feature", () => {
    const runs = Int32Array.from({ length: 40 }, (_, row) => Math.floor(row / 10));
    // one run in other units
    const x = mapped(normals(40, 3, "x"), (value, row) => (row < 10 ? value * 1e9 : value));
    const y = mapped(normals(40, 2, "y"), (value, row) => (row < 10 ? value * 1e5 : value));
    for (const linalg of providers) {
      for (const intercept of [false, true]) {
        const made = (["primal", "dual"] as const).map((form) => {
          const settings = { alpha: 1, folds: groupFolds(runs), linalg, intercept, form };
          return [...crossPredict(x, y, settings)][0]!.predictions.values.subarray(0, 20);
        });
        const train = { rows: 30, columns: 3, values: x.values.subarray(30) };
        const fit = ridge(train, { ...y, rows: 30, values: y.values.subarray(20) }, { alpha: 1, linalg, intercept });
        const test = { rows: 10, columns: 3, values: x.values.subarray(0, 30) };
        const expected = predictRidge(test, fit, { linalg }).values;
        for (const [index, value] of expected.entries()) {
          // in units of the rows that are predicted; with an intercept they are kept less the mean of all, which takes
          // digits from those of small numbers
          for (const found of made) expect((found[index]! - value) / 1e9).to.be.closeTo(0, intercept ? 1e-7 : 1e-12);
        }
      }
    }
  });

  it("scales features of any units, and leaves out those that do not vary", () => {
    const x = normals(30, 3, "x");
    const y = responses(x, 2, 1);
    const units = [1e-9, 1, 1e9];
    const settings = { alpha: 1, folds: contiguousFolds(30, 3), linalg: jsLinalg, scale: true, intercept: true };
    const predicted = (one: Matrix) => [...crossPredict(one, y, settings)][0]!.predictions.values;
    const scaled = mapped(x, (value, _, column) => value * units[column]!);
    expectClose(predicted(scaled), predicted(x), 1e-9);
    const constant = matrix(30, 4, Float64Array.from(listsOf(x).flatMap((row) => [...row, 1e6 + 0.1])));
    expectClose(predicted(constant), predicted(x), 1e-9);
  });

  it("works with one feature, one target, and folds of one row", () => {
    const [x, y] = [normals(7, 1, "x"), normals(7, 1, "y")];
    const settings = { folds: contiguousFolds(7, 7), linalg: jsLinalg, intercept: true };
    const [batch] = [...crossPredict(x, y, { ...settings, alpha: 0.5 })];
    const { scores } = ridgeCV(x, y, { ...settings, alphas: [0.5] });
    const errors = batch!.predictions.values.map((value, row) => (value - y.values[row]!) ** 2);
    expect(scores.values[0]).to.be.closeTo(-errors.reduce((sum, value) => sum + value, 0) / 7, 1e-12);
    expect(correlation(y, batch!.predictions)[0]).to.be.within(-1, 1);
    // of one row neither r nor R² says anything: all penalties are alike
    expect(ridgeCV(x, y, { ...settings, alphas: [1, 10], score: "r2" }).alphas[0]).to.equal(10);
  });

  it("refuses folds that name a row twice, on both sides, or that there is not", () => {
    const [x, y] = [gx(6, 2), gn(6, 1)];
    const rows = (...list: number[]) => Int32Array.from(list);
    for (const fold of [
      { train: rows(0, 1, 2, 3, 4), test: rows(4) },
      { train: rows(0, 0, 1), test: rows(4) },
      { train: rows(0, 1, 2), test: rows(6) },
      { train: rows(), test: rows(1) },
      { train: rows(1), test: rows() },
    ]) {
      const settings = { folds: [fold], linalg: jsLinalg };
      expect(() => ridgeCV(x, y, { ...settings, alphas: [1] })).to.throw(ArgumentError, "folds[0]");
      expect(() => [...crossPredict(x, y, { ...settings, alpha: 1 })]).to.throw(ArgumentError, "folds[0]");
    }
  });

  it("asks for targets once, batch by batch, and for none twice but to fit again", () => {
    const [x, y] = [gx(20, 4), gn(20, 10)];
    const settings = { alphas: [1, 10], folds: contiguousFolds(20, 4), linalg: jsLinalg, batch: 4 };
    const asked: string[] = [];
    const targets: Targets = {
      rows: 20,
      columns: 10,
      batch(from, to) {
        asked.push(`${from}-${to}`);
        const values = Float64Array.from(listsOf(y).flatMap((row) => row.slice(from, to)));
        return matrix(20, to - from, values);
      },
    };
    const found = ridgeCV(x, targets, settings);
    expect(asked).to.deep.equal(["0-4", "4-8", "8-10"]);
    expectClose(found.scores.values, ridgeCV(x, y, { ...settings, batch: undefined }).scores.values, 1e-12);
    ridgeCV(x, targets, { ...settings, keepWeights: true });
    expect(asked.length).to.equal(9);
  });

  it("never makes a matrix of features × targets unless weights are kept", () => {
    const [rows, features, count] = [12, 200, 300];
    const [x, y] = [gx(rows, features), gn(rows, count)];
    let largest = 0;
    const watched: LinalgProvider = {
      ...jsLinalg,
      multiply(a, b, options) {
        const made = jsLinalg.multiply(a, b, options);
        largest = Math.max(largest, made.values.length);
        return made;
      },
    };
    const settings = { folds: contiguousFolds(rows, 3), linalg: watched, batch: 50 };
    ridgeCV(x, y, { ...settings, alphas: [1, 10] });
    ridgeGCV(x, y, { linalg: watched, alphas: [1, 10], batch: 50, criterion: "loo" });
    for (const { predictions } of crossPredict(x, y, { ...settings, alpha: 1 }))
      expect(predictions.columns).to.equal(50);
    expect(largest).to.be.at.most(rows * 50);
  });

  it("lists any number of targets that cannot be fitted", () => {
    const y = matrix(2, 300_000, new Float64Array(600_000).fill(Number.NaN));
    const folds = contiguousFolds(2, 2);
    const { warnings } = ridgeCV(matrix(2, 1, Float64Array.of(1, 2)), y, { alphas: [1], folds, linalg: jsLinalg });
    expect(warnings[0]!.targets.length).to.equal(300_000);
  });
});

describe("ridgeGCV on hard designs", () => {
  it("leaves out one row exactly where there are as many features as rows, however small the penalty", () => {
    const linalg = jsLinalg;
    for (const features of [9, 15]) {
      for (const intercept of [false, true]) {
        const [x, y] = [normals(9, features, "x"), normals(9, 2, "y")];
        // as the penalty goes to 0 both go to a limit
        const limits = (["loo", "gcv"] as const).map(
          (criterion) => ridgeGCV(x, y, { alphas: [1e-6, 1e-9, 1e-12, 1e-15], criterion, linalg, intercept }).scores,
        );
        for (const { values } of limits) {
          for (const index of [2, 3, 4, 5, 6, 7]) {
            expect(values[index]! / values[index % 2]!).to.be.closeTo(1, 1e-4, `${features} ${intercept}`);
          }
        }
        if (features === 9 && intercept) continue;
        const byFolds = ridgeCV(x, y, { alphas: [1e-6], folds: contiguousFolds(9, 9), linalg, intercept });
        for (const [target, value] of byFolds.scores.values.entries()) {
          expect(limits[0]!.values[target]! / value).to.be.closeTo(1, 1e-5);
        }
      }
    }
  });
});
