import { expect } from "chai";
import { columnScores } from "../../../src/encoders/column-scores.js";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { explicitFolds } from "../../../src/encoders/folds/explicit-folds.js";
import { gaussianMap } from "../../../src/encoders/readouts/gaussian-map.js";
import { gaussianReadout } from "../../../src/encoders/readouts/gaussian-readout.js";
import { predictReadout } from "../../../src/encoders/readouts/predict-readout.js";
import { type ReceptiveField, receptiveFields } from "../../../src/encoders/readouts/receptive-fields.js";
import { ridge } from "../../../src/encoders/ridge/ridge.js";
import { ArgumentError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { rowOf } from "../../../src/linalg/rows.js";
import { gx, single } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";
import { plantedResponses, randomGrid } from "./planted-readouts.js";

describe("receptiveFields", () => {
  it("are 875 by default, in the units of the grid, no nearer than they may be", () => {
    const fields = receptiveFields();
    expect(fields.length).to.equal(875);
    const sizes = [...new Set(fields.map(({ size }) => size))];
    expect(sizes.length).to.equal(8);
    expectClose([sizes[0], sizes[7]], [0.08, 0.8], 1e-12);
    const counts = sizes.map((size) => fields.filter((field) => field.size === size).length);
    expect(counts).to.deep.equal([400, 225, 121, 64, 36, 16, 9, 4]);
    for (const size of sizes) {
      const across = [...new Set(fields.filter((field) => field.size === size).map(({ x }) => x))];
      expectClose([across[0], across.at(-1)], [-1.1, 1.1], 1e-12);
      expect(across[1]! - across[0]!).to.be.at.least(1.4 * size);
    }
  });

  it("take one centre where one fits, and refuse what is no length", () => {
    expect(receptiveFields({ sizes: [1] })).to.deep.equal([{ x: 0, y: 0, size: 2 }]);
    expect(() => receptiveFields({ sizes: [] })).to.throw(ArgumentError, "no size");
    expect(() => receptiveFields({ sizes: [0.1, 0] })).to.throw(ArgumentError, "found 0");
    expect(() => receptiveFields({ spacing: Number.NaN })).to.throw(ArgumentError, "found NaN");
    expect(() => receptiveFields({ aperture: -1 })).to.throw(ArgumentError, "found -1");
  });
});

describe("gaussianMap", () => {
  it("is the Gaussian at the coordinates of positions, over its sum", () => {
    const field = { x: 0.3, y: -0.6, size: 0.5 };
    const across = [-1, -1 / 3, 1 / 3, 1];
    const powers = [-1, 0, 1].flatMap((y) =>
      across.map((x) => Math.exp(-((x - 0.3) ** 2 + (y + 0.6) ** 2) / (2 * 0.25))),
    );
    const sum = powers.reduce((total, power) => total + power, 0);
    expectClose(
      gaussianMap(field, { height: 3, width: 4 }),
      powers.map((power) => power / sum),
      1e-14,
    );
  });

  it("gives all to the nearest position where every power underflows", () => {
    const map = gaussianMap({ x: 3, y: -0.1, size: 1e-3 }, { height: 3, width: 3 });
    expect([...map]).to.deep.equal([0, 0, 0, 0, 0, 1, 0, 0, 0]);
    expect([...gaussianMap({ x: 0, y: 0, size: 1 }, { height: 1, width: 1 })]).to.deep.equal([1]);
    for (const wrong of [{ size: 0 }, { x: Number.NaN }, { y: Number.POSITIVE_INFINITY }]) {
      const field = { x: 0, y: 0, size: 1, ...wrong };
      expect(() => gaussianMap(field, { height: 2, width: 2 })).to.throw(ArgumentError, "field");
    }
  });
});

describe("gaussianReadout", () => {
  const grid = randomGrid(90, { height: 6, width: 7, channels: 4 });
  // features of unequal spread, so that it matters that they are scaled
  grid.values.forEach((value, at) => {
    grid.values[at] = value * (1 + (at % 4)) + 3;
  });
  const fields = receptiveFields({ sizes: [0.08, 0.2], spacing: 2 });
  const planted = [3, 20, fields.length - 2];
  const y = plantedResponses(
    grid,
    planted.map((field) => gaussianMap(fields[field]!, grid)),
    0.1,
  );
  const folds = explicitFolds(90, [{ test: Array.from({ length: 30 }, (_, row) => row * 3) }]);
  const alphas = [0.1, 1, 10];

  it("finds the planted field of every target, and predicts by it", () => {
    const fit = gaussianReadout(grid, y, { linalg, folds, fields, alphas });
    expect([...fit.fieldIndex]).to.deep.equal(planted);
    const predicted = predictReadout(grid, fit, { linalg });
    for (const r of columnScores.correlation(y, predicted)) expect(r).to.be.greaterThan(0.97);
    const twice = gaussianReadout(grid, y, { linalg, folds, fields: [...fields, ...fields], alphas });
    expect([...twice.fieldIndex], "the first of equals").to.deep.equal(planted);
    const asSingle = gaussianReadout({ ...grid, values: Float32Array.from(grid.values) }, single(y), {
      linalg,
      folds,
      fields,
      alphas,
    });
    expect([...asSingle.fieldIndex]).to.deep.equal(planted);
    expectClose(asSingle.weights.values, fit.weights.values, 1e-4);
  });

  it("chooses what a plain search over fields, penalties and folds would", () => {
    const three = contiguousFolds(90, 3);
    for (const score of ["mse", "correlation"] as const) {
      const few = fields.filter((_, index) => index % 4 === 3);
      const fit = gaussianReadout(grid, y, { linalg, folds: three, fields: few, alphas, score });
      for (let target = 0; target < 3; target++) {
        const response = matrix(
          90,
          1,
          Float64Array.from({ length: 90 }, (_, row) => y.values[row * 3 + target]!),
        );
        const tried = few.flatMap((field, index) =>
          alphas.map((alpha) => {
            const pooled = pooledBy(field);
            const scores = three.map(({ train, test }) => {
              const { centre, spread } = momentsOf(pooled, train);
              const part = (rows: Int32Array) => scaledRows(pooled, rows, centre, spread);
              const level = train.reduce((sum, row) => sum + response.values[row]! / train.length, 0);
              const left = matrix(
                train.length,
                1,
                Float64Array.from(train, (row) => response.values[row]! - level),
              );
              const { weights } = ridge(part(train), left, { alpha, linalg });
              const predicted = linalg.multiply(part(test), weights as Matrix);
              const shifted = { ...predicted, values: predicted.values.map((value) => value + level) };
              const measured = matrix(
                test.length,
                1,
                Float64Array.from(test, (row) => response.values[row]!),
              );
              return columnScores[score](measured, shifted)[0]!;
            });
            return { index, alpha, score: scores.reduce((sum, value) => sum + value, 0) / 3 };
          }),
        );
        const best = tried.reduce((most, one) => (one.score > most.score ? one : most));
        expect([fit.fieldIndex[target], fit.alphas[target]]).to.deep.equal([best.index, best.alpha]);
        expect(fit.scores[target]).to.be.closeTo(best.score, 1e-9);
      }
    }
  });

  it("fits the chosen field's weights to all samples, in units of their spread", () => {
    const [field] = [fields[20]!];
    const fit = gaussianReadout(grid, y, { linalg, folds, fields: [field], alphas: [5] });
    const pooled = pooledBy(field);
    const rows = Int32Array.from({ length: 90 }, (_, row) => row);
    const { centre, spread } = momentsOf(pooled, rows);
    const expected = ridge(scaledRows(pooled, rows, centre, spread), y, { alpha: 5, intercept: true, linalg });
    for (let target = 0; target < 3; target++) {
      const found = rowOf(fit.weights, target).map((value, channel) => value * spread[channel]!);
      expectClose(
        found,
        [0, 1, 2, 3].map((channel) => expected.weights.values[channel * 3 + target]!),
        1e-9,
      );
    }
  });

  it("asks for targets in batches, tells how far it is, and keeps to a mask", () => {
    const asked: string[] = [];
    const targets = {
      rows: 90,
      columns: 3,
      batch(from: number, to: number) {
        asked.push(`${from}-${to}`);
        return matrix(
          90,
          to - from,
          y.values.filter((_, at) => at % 3 >= from && at % 3 < to),
        );
      },
    };
    const told: number[] = [];
    const mask = Array.from({ length: 42 }, (_, place) => place % 7 < 4);
    const onField = (done: number, all: number) => told.push(done / all);
    const fit = gaussianReadout(grid, targets, { linalg, folds, fields: fields.slice(0, 4), alphas, mask, onField });
    expect(asked.length).to.be.greaterThan(4);
    expect(told).to.deep.equal([0.25, 0.5, 0.75, 1]);
    for (let target = 0; target < 3; target++) {
      const whole = gaussianMap(fields[fit.fieldIndex[target]!]!, grid);
      const inside = whole.reduce((sum, share, place) => (mask[place] ? sum + share : sum), 0);
      expectClose(
        rowOf(fit.maps, target),
        whole.map((share, place) => (mask[place] ? share / inside : 0)),
        1e-12,
      );
    }
  });

  it("sets missing targets aside, and refuses what does not match", () => {
    const holed = { ...y, values: y.values.with(4, Number.NaN) };
    const fit = gaussianReadout(grid, holed, { linalg, folds, fields, alphas });
    expect([...fit.fieldIndex]).to.deep.equal([3, -1, fields.length - 2]);
    expect([fit.alphas[1], fit.scores[1], fit.intercept[1], fit.weights.values[5], fit.maps.values[50]]).to.deep.equal(
      new Array(5).fill(Number.NaN),
    );
    expect(fit.warnings.map(({ kind, targets }) => [kind, ...targets])).to.deep.equal([["missing", 1]]);
    const refused =
      (options: object, responses: Matrix = y) =>
      () =>
        gaussianReadout(grid, responses, { linalg, folds, fields, alphas, ...options });
    expect(refused({ fields: [] })).to.throw(ArgumentError, "fields");
    expect(refused({ folds: [] })).to.throw(ArgumentError, "folds");
    expect(refused({ alphas: [-1] })).to.throw(ArgumentError, "alphas");
    expect(refused({ mask: new Uint8Array(42) })).to.throw(ArgumentError, "mask");
    expect(refused({}, gx(80, 1))).to.throw(ArgumentError, "90 rows");
  });

  function pooledBy(field: ReceptiveField): Matrix {
    const map = gaussianMap(field, grid);
    const pooled = matrix(90, 4);
    for (let at = 0; at < grid.values.length; at++) {
      pooled.values[Math.floor(at / 168) * 4 + (at % 4)]! += map[Math.floor(at / 4) % 42]! * grid.values[at]!;
    }
    return pooled;
  }
});

function momentsOf({ columns, values }: Matrix, rows: Int32Array) {
  const channel = (j: number) => Float64Array.from(rows, (row) => values[row * columns + j]!);
  const centre = Array.from({ length: columns }, (_, j) =>
    channel(j).reduce((sum, value) => sum + value / rows.length, 0),
  );
  const spread = centre.map((mean, j) =>
    Math.sqrt(channel(j).reduce((sum, value) => sum + (value - mean) ** 2 / rows.length, 0)),
  );
  return { centre, spread };
}

function scaledRows({ columns, values }: Matrix, rows: Int32Array, centre: number[], spread: number[]): Matrix {
  const scaled = matrix(rows.length, columns);
  for (const [index, row] of rows.entries()) {
    for (let j = 0; j < columns; j++) {
      scaled.values[index * columns + j] = (values[row * columns + j]! - centre[j]!) / spread[j]!;
    }
  }
  return scaled;
}
