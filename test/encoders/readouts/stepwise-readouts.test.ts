import { expect } from "chai";
import { factorisedReadout } from "../../../src/encoders/readouts/factorised-readout.js";
import { gaussianMap } from "../../../src/encoders/readouts/gaussian-map.js";
import { predictReadout } from "../../../src/encoders/readouts/predict-readout.js";
import { readouts } from "../../../src/encoders/readouts/readouts.js";
import { softmaxReadout } from "../../../src/encoders/readouts/softmax-readout.js";
import { predictRidge } from "../../../src/encoders/ridge/predict-ridge.js";
import { ridge } from "../../../src/encoders/ridge/ridge.js";
import { ArgumentError, NumericError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { minimise } from "../../../src/linalg/minimise.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { rowOf } from "../../../src/linalg/rows.js";
import { createRandom } from "../../../src/random/create-random.js";
import { gx, single } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";
import { likeness, plantedResponses, randomGrid } from "./planted-readouts.js";

const stepwise = { factorised: readouts.factorised, softmax: readouts.softmax };
const sumOfSquares = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value * value, 0);

/** Σ (y − ŷ)² + α ‖u‖² of a target. */
function lossOf(
  features: ReturnType<typeof randomGrid>,
  y: Matrix,
  fit: ReturnType<typeof factorisedReadout>,
  alpha: number,
) {
  const predicted = predictReadout(features, fit, { linalg });
  return Array.from({ length: y.columns }, (_, target) => {
    const errors = Array.from({ length: y.rows }, (_, row) => {
      const at = row * y.columns + target;
      return y.values[at]! - predicted.values[at]!;
    });
    return sumOfSquares(errors) + alpha * sumOfSquares(rowOf(fit.weights, target));
  });
}

for (const [name, readout] of Object.entries(stepwise)) {
  describe(`${name}Readout`, () => {
    const grid = randomGrid(60, { height: 3, width: 4, channels: 3 });
    const shown = [gaussianMap({ x: 1, y: -1, size: 0.3 }, grid), gaussianMap({ x: -0.4, y: 0.5, size: 0.4 }, grid)];
    const y = plantedResponses(grid, shown, 0.3);

    it("never lets the loss rise, and tells the loss of what it gives", () => {
      for (const alpha of [0.01, 1, 300]) {
        const fit = readout(grid, y, { alpha, linalg });
        const losses = lossOf(grid, y, fit, alpha);
        for (const [target, path] of fit.losses.entries()) {
          expect(path.length).to.be.greaterThan(1);
          path.forEach((loss, step) => {
            if (step > 0) expect(loss).to.be.at.most(path[step - 1]! * (1 + 1e-12));
          });
          expect(path.at(-1)).to.be.closeTo(losses[target]!, 1e-8);
        }
      }
    });

    it("finds planted fields again, in single precision too", () => {
      for (const features of [grid, { ...grid, values: Float32Array.from(grid.values) }]) {
        const fit = readout(features, features === grid ? y : single(y), { alpha: 0.1, linalg });
        for (const [target, map] of shown.entries()) {
          expect(likeness(rowOf(fit.maps, target), map)).to.be.greaterThan(0.98);
          expect(fit.intercept[target]).to.be.closeTo(target, 0.2);
        }
        expect(fit.warnings).to.deep.equal([]);
      }
    });

    it("ends where no small change of a map lowers the loss", () => {
      const alpha = 30;
      const fit = readout(grid, y, { alpha, linalg, tolerance: 1e-13, mostSteps: 2000 });
      const losses = lossOf(grid, y, fit, alpha);
      for (let trial = 0; trial < 48; trial++) {
        const [target, place, change] = [trial % 2, (trial >> 1) % 12, trial < 24 ? 1e-3 : -1e-3];
        // softmax maps move by their logits, the others as they are; then they get their sum or length back
        const map = Float64Array.from(rowOf(fit.maps, target), (value, index) => {
          if (index !== place) return value;
          return name === "softmax" ? value * Math.exp(change) : value + change;
        });
        const size = name === "softmax" ? map.reduce((sum, value) => sum + value, 0) : Math.sqrt(sumOfSquares(map));
        const pooled = matrix(60, 3);
        for (let at = 0; at < grid.values.length; at++) {
          const [row, index] = [Math.floor(at / 36), Math.floor(at / 3) % 12];
          pooled.values[row * 3 + (at % 3)]! += (map[index]! / size) * grid.values[at]!;
        }
        const column = matrix(
          60,
          1,
          Float64Array.from({ length: 60 }, (_, row) => y.values[row * 2 + target]!),
        );
        const again = ridge(pooled, column, { alpha, intercept: true, linalg });
        const predicted = predictRidge(pooled, again, { linalg }).values;
        const errors = column.values.map((value, row) => value - predicted[row]!);
        const loss = sumOfSquares(errors) + alpha * sumOfSquares(again.weights.values);
        expect(loss).to.be.at.least(losses[target]! - 1e-6);
      }
    });

    it("is ridge regression where there is one position", () => {
      const one = randomGrid(20, { height: 1, width: 1, channels: 4 });
      const responses = gx(20, 2);
      const expected = ridge(matrix(20, 4, one.values), responses, { alpha: [0.5, 2], intercept: true, linalg });
      const fit = readout(one, responses, { alpha: [0.5, 2], linalg });
      for (const target of [0, 1]) {
        const sign = fit.maps.values[target]!;
        expect(Math.abs(sign)).to.equal(1);
        expectClose(
          rowOf(fit.weights, target).map((value) => value * sign),
          [0, 1, 2, 3].map((channel) => expected.weights.values[channel * 2 + target]!),
          1e-10,
        );
      }
      expectClose(fit.intercept, expected.intercept, 1e-10);
    });

    it("keeps out of the positions that a mask leaves out", () => {
      const mask = Array.from({ length: 12 }, (_, place) => place !== 3 && place !== 0);
      const fit = readout(grid, y, { alpha: 1, linalg, mask });
      expect([fit.maps.values[0], fit.maps.values[3], fit.maps.values[12], fit.maps.values[15]]).to.deep.equal([
        0, 0, 0, 0,
      ]);
      const kept = grid.values.filter((_, at) => mask[Math.floor(at / 3) % 12]);
      const smaller = readout({ ...grid, height: 1, width: 10, values: kept }, y, { alpha: 1, linalg });
      expectClose(fit.weights.values, smaller.weights.values, 0);
      expectClose(
        rowOf(fit.maps, 1).filter((_, place) => mask[place]),
        rowOf(smaller.maps, 1),
        0,
      );
      const rule = (map: Float64Array) =>
        name === "softmax" ? map.reduce((sum, value) => sum + value, 0) : Math.sqrt(sumOfSquares(map));
      expect(rule(rowOf(fit.maps, 0))).to.be.closeTo(1, 1e-12);
      for (const wrong of [new Uint8Array(12), [1, 1, 1]]) {
        expect(() => readout(grid, y, { alpha: 1, linalg, mask: wrong })).to.throw(ArgumentError, "mask");
      }
    });

    it("sets targets aside that cannot be fitted, and says which", () => {
      const values = y.values.slice();
      const odd = matrix(
        60,
        3,
        Float64Array.from({ length: 180 }, (_, at) => [values[2 * Math.floor(at / 3)]!, 7, 1][at % 3]!),
      );
      odd.values[5] = Number.NaN;
      const fit = readout(grid, odd, { alpha: 1, linalg });
      const alone = readout(
        grid,
        matrix(
          60,
          1,
          values.filter((_, at) => at % 2 === 0),
        ),
        { alpha: 1, linalg },
      );
      expectClose(rowOf(fit.maps, 0), rowOf(alone.maps, 0), 0);
      expect(fit.warnings.map(({ kind, targets }) => [kind, ...targets])).to.deep.equal([
        ["missing", 2],
        ["constant", 1],
      ]);
      expect([...rowOf(fit.weights, 1), fit.intercept[1]]).to.deep.equal([0, 0, 0, 7]);
      expect([...rowOf(fit.maps, 2), ...rowOf(fit.weights, 2), fit.intercept[2]].every(Number.isNaN)).to.equal(true);
    });

    it("numbers targets through, however many there are", () => {
      const few = randomGrid(6, { height: 1, width: 2, channels: 1 });
      const many = gx(6, 140);
      many.values[130] = Number.NaN;
      for (let row = 0; row < 6; row++) many.values[row * 140 + 70] = -2;
      const alpha = Float64Array.from({ length: 140 }, (_, target) => 1 + target);
      const fit = readout(few, many, { alpha, linalg });
      expect(fit.warnings.map(({ kind, targets }) => [kind, ...targets])).to.deep.equal([
        ["missing", 130],
        ["constant", 70],
      ]);
      expect([fit.intercept[70], fit.losses[70]!.length, fit.losses[130]!.length]).to.deep.equal([-2, 0, 0]);
      const last = matrix(
        6,
        1,
        many.values.filter((_, at) => at % 140 === 139),
      );
      expectClose(rowOf(fit.weights, 139), readout(few, last, { alpha: 140, linalg }).weights.values, 0);
    });

    it("refuses what does not match", () => {
      expect(() => readout(grid, gx(59, 1), { alpha: 1, linalg })).to.throw(ArgumentError, "60 rows");
      expect(() => readout(grid, y, { alpha: -1, linalg })).to.throw(ArgumentError, "alpha");
      expect(() => readout(grid, y, { alpha: [1, 2, 3], linalg })).to.throw(ArgumentError, "2, one per target");
      const holed = { ...grid, values: grid.values.with(7, Number.POSITIVE_INFINITY) };
      expect(() => readout(holed, y, { alpha: 1, linalg })).to.throw(ArgumentError, "features");
      const wide = randomGrid(5, { height: 2, width: 2, channels: 9 });
      expect(() => readout(wide, gx(5, 1), { alpha: 0, linalg })).to.throw(NumericError, "alpha above 0");
    });
  });
}

describe("factorisedReadout", () => {
  it("is the best product of a map and weights where features are independent", () => {
    // samples ± of every feature alone: the loss is 2 ‖A − s uᵀ‖² + α ‖u‖², solved by the first singular vectors
    const [positions, channels, alpha] = [6, 4, 0.5];
    const count = positions * channels;
    const features = { samples: 2 * count, height: 2, width: 3, channels, values: new Float64Array(2 * count * count) };
    for (let at = 0; at < count; at++) {
      features.values[at * count + at] = 1;
      features.values[(count + at) * count + at] = -1;
    }
    const a = gx(positions, channels, 5);
    const y = matrix(2 * count, 1, Float64Array.of(...a.values, ...a.values.map((value) => -value)));
    const { u, values, v } = linalg.svd(a);
    const fit = factorisedReadout(features, y, { alpha, linalg, tolerance: 1e-14 });
    const sign = Math.sign(fit.maps.values[0]! * u.values[0]!);
    for (let place = 0; place < positions; place++) {
      expect(fit.maps.values[place]).to.be.closeTo(sign * u.values[place * u.columns]!, 1e-6);
    }
    for (let channel = 0; channel < channels; channel++) {
      const expected = (sign * 2 * values[0]! * v.values[channel * v.columns]!) / (2 + alpha);
      expect(fit.weights.values[channel]).to.be.closeTo(expected, 1e-6);
    }
  });

  it("is ridge regression over positions where there is one channel", () => {
    const grid = randomGrid(30, { height: 2, width: 4, channels: 1 });
    const y = gx(30, 1);
    const fit = factorisedReadout(grid, y, { alpha: 3, linalg });
    const expected = ridge(matrix(30, 8, grid.values), y, { alpha: 3, intercept: true, linalg });
    const found = rowOf(fit.maps, 0).map((value) => value * fit.weights.values[0]!);
    expectClose(found, expected.weights.values, 1e-4);
  });
});

describe("softmaxReadout", () => {
  it("draws the same beginnings from a seed, and keeps the lowest end", () => {
    const grid = randomGrid(30, { height: 4, width: 4, channels: 2 }, "d");
    const fitted = (count: number) =>
      softmaxReadout(grid, gx(30, 4), { alpha: 1, linalg, starts: { random: createRandom("starts"), count } });
    const [few, many] = [fitted(0), fitted(8)];
    expect(fitted(8)).to.deep.equal(many);
    const endsOf = ({ losses }: typeof few) => losses.map((path) => path.at(-1)!);
    const gains = endsOf(few).map((loss, target) => loss - endsOf(many)[target]!);
    expect(Math.min(...gains)).to.be.at.least(0);
    expect(gains[0]).to.be.greaterThan(0.1);
  });

  it("finds a single patch exactly without noise, and less loss than the patch has with it", () => {
    const grid = randomGrid(80, { height: 5, width: 5, channels: 3 });
    const patch = Float64Array.from({ length: 25 }, (_, place) => (place === 17 ? 1 : 0));
    for (const noise of [0, 0.1]) {
      const y = plantedResponses(grid, [patch], noise);
      const fit = softmaxReadout(grid, y, { alpha: 0.01, linalg });
      if (noise === 0) expect(fit.maps.values[17]).to.be.closeTo(1, 1e-9);
      const alone = softmaxReadout(grid, y, { alpha: 0.01, linalg, mask: patch });
      expect(alone.maps.values).to.deep.equal(patch);
      expect(fit.losses[0]!.at(-1)).to.be.at.most(alone.losses[0]!.at(-1)! * (1 + 1e-8));
    }
  });
});

describe("minimise", () => {
  it("finds the floor of a bent valley, always downhill", () => {
    const valley = ([x, y]: Float64Array) => ({
      value: (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2,
      gradient: Float64Array.of(-2 * (1 - x!) - 400 * x! * (y! - x! ** 2), 200 * (y! - x! ** 2)),
    });
    const { place, values } = minimise(valley, Float64Array.of(-1.2, 1), { mostSteps: 200, tolerance: 1e-14 });
    expectClose(place, [1, 1], 1e-6);
    values.forEach((value, step) => {
      if (step > 0) expect(value).to.be.lessThan(values[step - 1]!);
    });
    expect(values.length).to.be.lessThan(80);
  });

  it("stays where there is no slope, and stops where it is told to", () => {
    const bowl = (x: Float64Array) => ({ value: sumOfSquares(x), gradient: x.map((value) => 2 * value) });
    const settings = { mostSteps: 50, tolerance: 0 };
    expect(minimise(bowl, new Float64Array(3), settings).values.length).to.equal(1);
    expect(minimise(bowl, Float64Array.of(3, 4), { ...settings, mostSteps: 0 }).values).to.deep.equal(
      Float64Array.of(25),
    );
  });
});
