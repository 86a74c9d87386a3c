import { expect } from "chai";
import { pls } from "../../../src/encoders/models/pls.js";
import { plsPredict } from "../../../src/encoders/models/pls-predict.js";
import { predictRidge } from "../../../src/encoders/ridge/predict-ridge.js";
import { ridge } from "../../../src/encoders/ridge/ridge.js";
import { ArgumentError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { block, copyOf } from "../../../src/linalg/views.js";
import { gn, gx, listsOf, responses, single } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";

const x = gx(24, 6);
const y = responses(x, 4, 0.8);
const firstTwo = copyOf(block(x, { rows: [0, 2] }));

/** Predictions of the first two rows by PLSRegression of scikit-learn 1.9.1, three components, tolerance 1e-30. */
const expectedOf = {
  plain: [
    [-1.690955393977, -1.184941716944, 0.314484118406, 1.043595796963],
    [-1.044317260747, -1.12447001451, -0.16288155186, 0.956930469337],
  ],
  scaled: [
    [-1.681768632929, -1.199773325599, 0.293828812471, 1.050531482566],
    [-1.044990729785, -1.115386914574, -0.162099745308, 0.924346471976],
  ],
  plainOne: [[-1.691402106393], [-1.056704402098]],
  scaledOne: [[-1.693340156486], [-1.050306878054]],
};

describe("pls", () => {
  it("predicts as scikit-learn does, with many targets and with one, scaled and not", () => {
    const one = copyOf(block(y, { columns: [0, 1] }));
    for (const scale of [false, true]) {
      const settings = { linalg, components: 3, scale };
      const all = plsPredict(firstTwo, pls(x, y, settings), { linalg });
      expectClose(listsOf(all), scale ? expectedOf.scaled : expectedOf.plain, 1e-9);
      const alone = plsPredict(firstTwo, pls(x, one, settings), { linalg });
      expectClose(listsOf(alone), scale ? expectedOf.scaledOne : expectedOf.plainOne, 1e-9);
    }
  });

  it("divides by standard deviations of n − 1 degrees of freedom", () => {
    const { features, targets } = pls(matrix(3, 1, Float64Array.of(1, 2, 6)), matrix(3, 1, Float64Array.of(0, 0, 3)), {
      linalg,
      components: 1,
      scale: true,
    });
    expectClose([...features.means, ...features.deviations], [3, Math.sqrt(7)], 1e-12);
    expectClose([...targets.means, ...targets.deviations], [1, Math.sqrt(3)], 1e-12);
  });

  it("predicts as scikit-learn does where features and targets are more than samples", () => {
    const fit = pls(gx(8, 15, 1), gn(8, 3), { linalg, components: 4 });
    expectClose(
      listsOf(plsPredict(gx(2, 15, 4), fit, { linalg })),
      [
        [-0.068343565237, 0.099697846387, 0.418176950759],
        [0.381006733818, -1.322470479622, -1.631133873377],
      ],
      1e-9,
    );
    const [wide] = [pls(gx(8, 3, 1), gn(8, 12), { linalg, components: 3 })];
    expectClose(listsOf(plsPredict(gx(8, 3, 1), wide, { linalg })), leastSquares(gx(8, 3, 1), gn(8, 12)), 1e-8);
  });

  it("is least squares with as many components as features", () => {
    const fit = pls(x, y, { linalg, components: 6 });
    expectClose(listsOf(plsPredict(x, fit, { linalg })), leastSquares(x, y), 1e-8);
  });

  it("holds the models of fewer components", () => {
    const five = pls(x, y, { linalg, components: 5 });
    for (const components of [1, 3]) {
      const fewer = plsPredict(x, pls(x, y, { linalg, components }), { linalg });
      expectClose(listsOf(plsPredict(x, five, { linalg, components })), listsOf(fewer), 1e-12);
    }
    const means = listsOf(plsPredict(firstTwo, five, { linalg, components: 0 }))[0]!;
    expectClose(means, Array.from(five.targets.means), 1e-12);
  });

  it("takes single precision", () => {
    const fit = pls(single(x), single(y), { linalg, components: 3 });
    expectClose(listsOf(plsPredict(firstTwo, fit, { linalg })), expectedOf.plain, 1e-4);
  });

  it("stops where nothing is left to explain", () => {
    const line: Matrix = {
      rows: 24,
      columns: 3,
      values: Float64Array.from({ length: 72 }, (_, i) => Math.floor(i / 3)),
    };
    expect(pls(line, y, { linalg, components: 3 }).rotations.columns).to.equal(1);
    const constant = pls(x, matrix(24, 2, new Float64Array(48).fill(3)), { linalg, components: 2, scale: true });
    expect(constant.rotations.columns).to.equal(0);
    expect(listsOf(plsPredict(firstTwo, constant, { linalg }))).to.deep.equal([
      [3, 3],
      [3, 3],
    ]);
  });

  it("refuses what it cannot fit, by name", () => {
    const hole = { ...x, values: x.values.with(7, Number.NaN) };
    expect(() => pls(hole, y, { linalg, components: 2 })).to.throw(ArgumentError, "NaN in row 1, column 1");
    const gap = { ...y, values: y.values.with(7, Number.NaN) };
    expect(() => pls(x, gap, { linalg, components: 2 })).to.throw(ArgumentError, "y: expected numbers");
    expect(() => pls(x, gn(23, 4), { linalg, components: 2 })).to.throw(ArgumentError, "24 rows");
    expect(() => pls(x, y, { linalg })).to.throw(
      ArgumentError,
      "1 to 6, the smaller of samples and features, found 25",
    );
    expect(() => pls(x, y, { linalg, components: 0 })).to.throw(ArgumentError, "found 0");
    const fit = pls(x, y, { linalg, components: 2 });
    expect(() => plsPredict(gx(3, 5), fit, { linalg })).to.throw(ArgumentError, "6 features");
    expect(() => plsPredict(x, fit, { linalg, components: 3 })).to.throw(ArgumentError, "up to 2");
  });
});

function leastSquares(design: Matrix, targets: Matrix): number[][] {
  const fit = ridge(design, targets, { alpha: 0, linalg, intercept: true, form: "primal" });
  return listsOf(predictRidge(design, fit, { linalg }));
}
