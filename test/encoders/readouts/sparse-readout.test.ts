import { expect } from "chai";
import { explicitFolds } from "../../../src/encoders/folds/explicit-folds.js";
import { factorisedReadout } from "../../../src/encoders/readouts/factorised-readout.js";
import { lassoStep } from "../../../src/encoders/readouts/lasso-step.js";
import { type ReadoutCVOptions, readoutCV } from "../../../src/encoders/readouts/readout-cv.js";
import { ArgumentError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { rowOf } from "../../../src/linalg/rows.js";
import { expectClose } from "../encoder-fixtures.js";
import { likeness, plantedResponses, randomGrid } from "./planted-readouts.js";

const made = (length: number, of: (index: number) => number) => Float64Array.from({ length }, (_, index) => of(index));
const sizes = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + Math.abs(value), 0);
const used = (values: Iterable<number>) => [...values].flatMap((value, index) => (value === 0 ? [] : [index]));

describe("lassoStep", () => {
  const x = matrix(
    12,
    5,
    made(60, (at) => {
      const [i, j] = [Math.floor(at / 5), at % 5];
      return Math.sin(1 + 3 * i + 7 * j + i * j);
    }),
  );
  const y = made(12, (i) => Math.cos(2 * i) + 1.5 * x.values[i * 5 + 1]! - x.values[i * 5 + 3]! + 4);

  it("gives the numbers of scikit-learn 1.9.1, whose penalty is α / 2n", () => {
    // Lasso(alpha=α / 24, tol=1e-14).fit(x, y)
    const known: readonly (readonly [number, readonly number[], number])[] = [
      [0.5, [0, 1.58274280939, 0.00710771979373, -0.615336789496, -0.103596590259], 3.74424529802],
      [3, [0, 1.4571082248, 0, 0, -0.14810018344], 3.38555143259],
      [8, [0, 1.06980137742, 0, 0, 0], 3.44952491028],
    ];
    for (const [alpha, weights, intercept] of known) {
      const fit = lassoStep(x, y, { alpha });
      expectClose(fit.weights, weights, 1e-10);
      expect(fit.intercept).to.be.closeTo(intercept, 1e-10);
      expect(used(fit.weights)).to.deep.equal(used(weights));
      const again = lassoStep(x, y, { alpha, start: made(5, (index) => 3 - index) });
      expectClose(again.weights, weights, 1e-10);
    }
  });

  it("holds 0 in the subgradient of every weight, and is 0 from where no slope exceeds the penalty", () => {
    for (const alpha of [0, 0.01, 0.4, 2, 21.69]) {
      const { weights, residuals } = lassoStep(x, y, { alpha });
      for (const [index, weight] of weights.entries()) {
        const slope = 2 * residuals.reduce((sum, value, row) => sum + value * x.values[row * 5 + index]!, 0);
        if (weight === 0) expect(Math.abs(slope)).to.be.at.most(alpha + 1e-9);
        else expect(slope).to.be.closeTo(alpha * Math.sign(weight), 1e-9);
      }
    }
    // 2 max |Σ (x − x̄)(y − ȳ)| by NumPy
    expect(used(lassoStep(x, y, { alpha: 21.6992 }).weights)).to.deep.equal([1]);
    expect(used(lassoStep(x, y, { alpha: 21.6993 }).weights)).to.deep.equal([]);
  });

  it("gives features that do not vary no weight", () => {
    const flat = matrix(3, 2, Float64Array.of(5, 0, 5, 1, 5, 2));
    const { weights, intercept } = lassoStep(flat, Float64Array.of(1, 3, 5), {
      alpha: 0,
      start: Float64Array.of(2, 0),
    });
    expectClose([weights[1]!, intercept + 5 * weights[0]!], [2, 1], 1e-12);
    expect(weights[0]).to.equal(0);
  });
});

describe("factorisedReadout with the sparse penalty", () => {
  it("ends where alternate lassos of scikit-learn end", () => {
    const [positions, channels, samples] = [6, 4, 30];
    const values = made(samples * positions * channels, (at) => {
      const [i, p, c] = [Math.floor(at / 24), Math.floor(at / 4) % 6, at % 4];
      return Math.sin(1 + 3 * i + 5 * p + 2.3 * c + 0.7 * i * p + 1.1 * i * c);
    });
    const [s, u] = [Float64Array.of(0, 1, 0, 0, -0.5, 0), Float64Array.of(2, 0, 0, -1)];
    const y = made(samples, (i) => {
      const own = values.subarray(i * 24, (i + 1) * 24);
      return own.reduce((sum, value, at) => sum + value * s[at >> 2]! * u[at & 3]!, 0.1 * Math.cos(5 * i * i));
    });
    const grid = { samples, height: 2, width: 3, channels, values };
    const settings = { alpha: 2, linalg, penalty: "sparse", tolerance: 1e-15 } as const;
    const fit = factorisedReadout(grid, matrix(samples, 1, y), settings);
    const sign = Math.sign(fit.maps.values[1]!);
    expectClose(
      fit.maps.values.map((value) => sign * value),
      [0, 0.9039193303, 0, 0, -0.4277029861, 0],
      1e-7,
    );
    expectClose(
      fit.weights.values.map((value) => sign * value),
      [2.144023475, 0, 0, -1.042623895],
      1e-7,
    );
    expect(fit.intercept[0]).to.be.closeTo(0.007983253042, 1e-7);
    expect(fit.losses[0]!.at(-1)).to.be.closeTo(8.87156622885, 1e-9);
  });

  const grid = randomGrid(80, { height: 4, width: 5, channels: 6 }, "sparse");
  // two positions side by side, and a single one
  const shown = [
    made(20, (place) => (place === 7 || place === 8 ? 1 : 0)),
    made(20, (place) => (place === 16 ? 1 : 0)),
  ];
  const y = plantedResponses(grid, shown, 0.2);

  it("never lets the loss rise; every change of a map or of weights, one by one, raises it", () => {
    for (const alpha of [0.1, 5, 40]) {
      const fit = factorisedReadout(grid, y, { alpha, linalg, penalty: "sparse", tolerance: 1e-15, mostSteps: 1000 });
      const lossOf = (target: number, map: Float64Array, weights: Float64Array) => {
        const errors = made(80, (row) => {
          const own = grid.values.subarray(row * 120, (row + 1) * 120);
          const found = own.reduce((sum, value, at) => sum + value * map[Math.floor(at / 6)]! * weights[at % 6]!, 0);
          return y.values[row * 2 + target]! - found - fit.intercept[target]!;
        });
        return errors.reduce((sum, error) => sum + error * error, 0) + alpha * sizes(map) * sizes(weights);
      };
      for (const [target, path] of fit.losses.entries()) {
        path.forEach((loss, step) => {
          if (step > 0) expect(loss).to.be.at.most(path[step - 1]! * (1 + 1e-12));
        });
        const [map, weights] = [rowOf(fit.maps, target), rowOf(fit.weights, target)];
        expect(Math.sqrt(map.reduce((sum, value) => sum + value * value, 0))).to.be.closeTo(1, 1e-12);
        const least = lossOf(target, map, weights);
        expect(path.at(-1)).to.be.closeTo(least, 1e-8);
        for (const change of [1e-4, -1e-4]) {
          for (const [place, value] of map.entries()) {
            expect(lossOf(target, map.with(place, value + change), weights)).to.be.at.least(least - 1e-8);
          }
          for (const [channel, value] of weights.entries()) {
            expect(lossOf(target, map, weights.with(channel, value + change))).to.be.at.least(least - 1e-8);
          }
        }
      }
    }
  });

  it("finds the planted positions and nothing else, which ridge does not", () => {
    const fit = factorisedReadout(grid, y, { alpha: 40, linalg, penalty: "sparse" });
    expect(used(rowOf(fit.maps, 0))).to.deep.equal([7, 8]);
    expect(used(rowOf(fit.maps, 1))).to.deep.equal([16]);
    expect(shown.map((map, target) => likeness(rowOf(fit.maps, target), map) > 0.99)).to.deep.equal([true, true]);
    const ridge = factorisedReadout(grid, y, { alpha: 40, linalg });
    expect(used(rowOf(ridge.maps, 0)).length).to.equal(20);
  });

  it("is 0 from twice the largest covariance on, and not before", () => {
    const one = matrix(
      80,
      1,
      made(80, (row) => y.values[row * 2]!),
    );
    const level = one.values.reduce((sum, value) => sum + value, 0) / 80;
    const covariances = made(120, (at) =>
      one.values.reduce((sum, value, row) => sum + (value - level) * grid.values[row * 120 + at]!, 0),
    );
    const most = 2 * Math.max(...covariances.map(Math.abs));
    const settings = { linalg, penalty: "sparse" } as const;
    const above = factorisedReadout(grid, one, { ...settings, alpha: most * (1 + 1e-9) });
    expect(used(above.weights.values)).to.deep.equal([]);
    expect(above.intercept[0]).to.be.closeTo(level, 1e-12);
    const below = factorisedReadout(grid, one, { ...settings, alpha: most * (1 - 1e-3) });
    expect([used(below.maps.values).length, used(below.weights.values).length]).to.deep.equal([1, 1]);
  });
});

describe("readoutCV", () => {
  const grid = randomGrid(120, { height: 3, width: 4, channels: 5 }, "chosen");
  const planted = plantedResponses(grid, [made(12, (place) => (place === 5 ? 1 : 0))], 1);
  // what the first 80 samples teach about it is the opposite of what the others show
  const odd = Float64Array.from({ length: 120 }, (_, row) => (row < 80 ? 1 : -1) * grid.values[row * 60 + 11]!);
  // a target that can be predicted, that one, and one that cannot be fitted
  const y = matrix(
    120,
    3,
    made(360, (at) => [planted.values[Math.floor(at / 3)]!, odd[Math.floor(at / 3)]!, Number.NaN][at % 3]!),
  );
  const folds = explicitFolds(120, [{ test: Array.from({ length: 40 }, (_, row) => 80 + row) }]);
  const alphas = [0.1, 30, 1000, 2000];
  const fitReadout: ReadoutCVOptions["fitReadout"] = (features, part, alpha) =>
    factorisedReadout(features, part, { alpha, linalg, penalty: "sparse" });

  it("chooses the penalty of each target by held-out samples, of equals the larger", () => {
    const fit = readoutCV(grid, y, { linalg, folds, alphas, fitReadout });
    // all weights are 0 from 1000 on, which scores alike
    expect([...fit.alphas]).to.deep.equal([30, 2000, Number.NaN]);
    const again = factorisedReadout(grid, y, { alpha: [30, 2000, 1], linalg, penalty: "sparse" });
    expect(fit.maps).to.deep.equal(again.maps);
    expect(fit.weights).to.deep.equal(again.weights);
    expect(used(rowOf(fit.maps, 0))).to.deep.equal([5]);
    const mean = odd.subarray(0, 80).reduce((sum, value) => sum + value, 0) / 80;
    const error = odd.subarray(80).reduce((sum, value) => sum + (value - mean) ** 2, 0) / 40;
    expect(fit.scores[1]).to.be.closeTo(-error, 1e-12);
    expect(Number.isNaN(fit.scores[2])).to.equal(true);
    expect(fit.warnings.map(({ kind, targets }) => [kind, ...targets])).to.deep.equal([["missing", 2]]);
  });

  it("refuses empty lists, and rows that do not match", () => {
    const settings = { linalg, folds, alphas, fitReadout };
    expect(() => readoutCV(grid, y, { ...settings, alphas: [] })).to.throw(ArgumentError, "alphas");
    expect(() => readoutCV(grid, y, { ...settings, folds: [] })).to.throw(ArgumentError, "folds");
    expect(() => readoutCV(grid, matrix(119, 1), settings)).to.throw(ArgumentError, "120 rows");
  });
});
