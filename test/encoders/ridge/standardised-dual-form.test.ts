import { expect } from "chai";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { nestedRidge } from "../../../src/encoders/nested/nested-ridge.js";
import { crossPredict } from "../../../src/encoders/ridge/cross-predict.js";
import { predictRidge } from "../../../src/encoders/ridge/predict-ridge.js";
import { ridge } from "../../../src/encoders/ridge/ridge.js";
import { ridgeCV } from "../../../src/encoders/ridge/ridge-cv.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../../src/linalg/provider.js";
import { gx, listsOf, responses } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";

const scaled = { linalg: jsLinalg, scale: true, intercept: true };

/** Features in very different units, and one that does not vary in some folds. */
const designOf = (rows: number, columns: number): Matrix => {
  const x = gx(rows, columns);
  const lists = listsOf(x).map((row, i) => [...row.map((value, j) => value * 10 ** ((j % 5) - 2)), i < 4 ? i : 7]);
  return matrix(rows, columns + 1, Float64Array.from(lists.flat()));
};

describe("ridge of features in units of their spread, dual", () => {
  for (const [rows, columns] of [
    [24, 7],
    [15, 40],
  ] as const) {
    const x = designOf(rows, columns);
    const y = responses(x, 3, 1);
    const folds = contiguousFolds(rows, 3);

    it(`equals the primal form, ${rows} × ${columns + 1}`, () => {
      const weightsOf = (form: "primal" | "dual") => ridge(x, y, { ...scaled, form, alpha: [0.5, 3, 20] });
      const [a, b] = [weightsOf("primal"), weightsOf("dual")];
      expect(b.form).equal("dual");
      expectClose([...b.weights.values], [...a.weights.values], 1e-9);
      expectClose([...b.intercept!], [...a.intercept!], 1e-9);
      const others = designOf(rows + 5, columns);
      expectClose(
        [...predictRidge(others, b, { linalg: jsLinalg }).values],
        [...predictRidge(others, a, { linalg: jsLinalg }).values],
        1e-8,
      );

      const heldOut = (form: "primal" | "dual") => [...crossPredict(x, y, { ...scaled, form, alpha: 2, folds })][0]!;
      expectClose([...heldOut("dual").predictions.values], [...heldOut("primal").predictions.values], 1e-9);

      const alphas = [0.1, 1, 10, 100];
      const chosen = (form: "primal" | "dual") => ridgeCV(x, y, { ...scaled, form, alphas, folds });
      expect([...chosen("dual").alphas]).deep.equal([...chosen("primal").alphas]);
      expectClose([...chosen("dual").scores.values], [...chosen("primal").scores.values], 1e-9);

      const inner = folds.map((fold) => ({
        ...fold,
        inner: contiguousFolds(fold.train.length, 2).map(({ train, test }) => ({
          train: train.map((place) => fold.train[place]!),
          test: test.map((place) => fold.train[place]!),
        })),
      }));
      const nested = (form: "primal" | "dual") => nestedRidge(x, y, { ...scaled, form, alphas, folds: inner });
      expectClose([...nested("dual").predictions.values], [...nested("primal").predictions.values], 1e-9);
    });
  }

  it("makes no product of all features with each other where there are more of them than rows", () => {
    const x = designOf(15, 40);
    const y = responses(x, 2, 1);
    let largest = 0;
    const watched: LinalgProvider = {
      ...jsLinalg,
      gram: (...args: Parameters<LinalgProvider["gram"]>) => {
        const result = jsLinalg.gram(...args);
        largest = Math.max(largest, result.rows);
        return result;
      },
    };
    ridgeCV(x, y, { ...scaled, linalg: watched, alphas: [1, 10], folds: contiguousFolds(15, 3), keepWeights: true });
    expect(largest).equal(15);
  });
});
