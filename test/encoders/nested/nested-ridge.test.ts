import { expect } from "chai";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { withGap } from "../../../src/encoders/folds/with-gap.js";
import { type NestedFold, nestedRidge } from "../../../src/encoders/nested/nested-ridge.js";
import { crossPredict } from "../../../src/encoders/ridge/cross-predict.js";
import { ridge } from "../../../src/encoders/ridge/ridge.js";
import { ridgeCV } from "../../../src/encoders/ridge/ridge-cv.js";
import { inverseSpreads } from "../../../src/encoders/ridge/scale-equations.js";
import { ArgumentError } from "../../../src/errors.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { gx, responses } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";

const linalg = jsLinalg;
const alphas = [0.1, 1, 10, 100];

function some({ columns, values }: Matrix, rows: Int32Array): Matrix {
  const list = Array.from(rows, (row) => [...values.subarray(row * columns, (row + 1) * columns)]).flat();
  return { rows: rows.length, columns, values: Float64Array.from(list) };
}

describe("encoders: nestedRidge", () => {
  const x = gx(60, 5);
  const y = responses(x, 3, 0.8);
  const folds = contiguousFolds(x.rows, 4).map(({ train, test }): NestedFold => {
    const inner = contiguousFolds(train.length, 3).map((fold) => ({
      train: fold.train.map((row) => train[row]!),
      test: fold.test.map((row) => train[row]!),
    }));
    return { train, test, inner };
  });

  it("is ridgeCV on the rows of each fold, then ridge with what it chose, without the rest of the data", () => {
    const found = nestedRidge(x, y, { linalg, folds, alphas, intercept: true });
    for (const [index, { train, test }] of folds.entries()) {
      const [own, targets] = [some(x, train), some(y, train)];
      const inner = contiguousFolds(train.length, 3);
      const chosen = ridgeCV(own, targets, { linalg, alphas, folds: inner, intercept: true });
      expect([...found.alphas[index]!]).deep.equal([...chosen.alphas]);
      expectClose(found.scores[index]!.values, chosen.scores.values, 1e-10);
      const { weights, intercept } = ridge(own, targets, { linalg, alpha: chosen.alphas, intercept: true });
      const held = some(x, test);
      const predicted = linalg.multiply(held, weights).values.map((value, at) => value + intercept![at % y.columns]!);
      expectClose(some(found.predictions, test).values, predicted, 1e-10);
    }
  });

  it("with one penalty is crossPredict, and needs no folds inside", () => {
    const plain = folds.map((fold) => ({ ...fold, inner: [] }));
    const found = nestedRidge(x, y, { linalg, folds: plain, alphas: [3], scale: true, intercept: true });
    const [other] = [...crossPredict(x, y, { linalg, folds, alpha: 3, scale: true, intercept: true })];
    expectClose(found.predictions.values, other!.predictions.values, 1e-12);
    expect(found.scores.every((scores) => scores === undefined)).equal(true);
    const wrong = () => nestedRidge(x, y, { linalg, folds: plain, alphas });
    expect(wrong).throw(ArgumentError, /inner folds/);
  });

  it("takes known penalties as they are", () => {
    const first = nestedRidge(x, y, { linalg, folds, alphas });
    const again = nestedRidge(x, y, { linalg, folds, alphas, known: first.alphas });
    expectClose(again.predictions.values, first.predictions.values, 1e-12);
  });

  it("leaves a feature that does not vary in the rows of a fold out of it, and stays finite", () => {
    const rare = 577;
    const rows = 3001;
    const state = (row: number) => (row < rows - rare ? 0 : 13.1 + Math.sin(row));
    const values = Float64Array.from({ length: 2 * rows }, (_, at) => (at % 2 === 0 ? Math.sin(at) : state(at >> 1)));
    const targets = responses(gx(rows, 6), 3, 0.8);
    const outer = contiguousFolds(rows, 5).map((fold) => ({ ...fold, inner: [] }));
    const how = { linalg, folds: outer, alphas: [1], scale: true, intercept: true };
    const found = nestedRidge({ rows, columns: 2, values }, targets, how);
    const plain = nestedRidge({ rows, columns: 1, values: values.filter((_, at) => at % 2 === 0) }, targets, how);
    const last = outer.at(-1)!.test;
    expectClose(some(found.predictions, last).values, some(plain.predictions, last).values, 1e-9);
  });

  it("takes what subtraction leaves of a feature for rounding", () => {
    // sums of squares over all rows, and what is left of them where the second feature does not vary
    const whole = { rows: 2, columns: 2, values: Float64Array.of(700, 0, 0, 60) };
    const left = { rows: 2, columns: 2, values: Float64Array.of(560, 1e-12, 1e-12, 5e-12) };
    expect([...inverseSpreads(left, 140, whole)]).deep.equal([0.5, 0]);
    expect([...inverseSpreads(whole, 15)]).deep.equal([Math.sqrt(15 / 700), 0.5]);
  });

  it("chooses by gcv and loo on the rows that are fitted", () => {
    for (const choice of ["gcv", "loo"] as const) {
      const found = nestedRidge(x, y, { linalg, folds, alphas, choice, intercept: true });
      expect(found.predictions.values.every(Number.isFinite)).equal(true);
      const scaled = () => nestedRidge(x, y, { linalg, folds, alphas, choice, scale: true, intercept: true });
      expect(scaled).throw(ArgumentError, /leave the features as they are/);
    }
  });
});

describe("encoders: withGap", () => {
  const samples = Array.from({ length: 12 }, (_, row) => row + (row >= 6 ? 100 : 0));

  it("takes away the rows next to predicted ones, in their run", () => {
    const [first, second] = withGap(contiguousFolds(12, 4), { gap: 2, samples });
    expect([...first!.train]).deep.equal([5, 6, 7, 8, 9, 10, 11]);
    expect([...second!.train]).deep.equal([0, 6, 7, 8, 9, 10, 11]);
    expect([...second!.test]).deep.equal([3, 4, 5]);
  });

  it("refuses a gap that leaves nothing", () => {
    expect(() => withGap(contiguousFolds(12, 4), { gap: 500, samples })).throw(ArgumentError, /rows to fit in fold 0/);
    expect(() => withGap(contiguousFolds(12, 4), { gap: -1, samples })).throw(ArgumentError, /samples from 0/);
  });
});
