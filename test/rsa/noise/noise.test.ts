import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { rowsInOrder } from "../../../src/linalg/rows.js";
import { transposed } from "../../../src/linalg/views.js";
import { createRandom } from "../../../src/random/create-random.js";
import { conditionCovariance } from "../../../src/rsa/noise/condition-covariance.js";
import { measurementCovariance } from "../../../src/rsa/noise/measurement-covariance.js";
import type { NoiseMethod } from "../../../src/rsa/noise/noise-methods.js";
import { noiseMoments } from "../../../src/rsa/noise/noise-moments.js";
import { precisionOf } from "../../../src/rsa/noise/precision-of.js";
import { residualCovariance, streamedResidualCovariance } from "../../../src/rsa/noise/residual-covariance.js";
import { diagonalShrinkage } from "../../../src/rsa/noise/shrunk-to-diagonal.js";
import { caught } from "../../support/caught.js";
import { matrixOf, smallFixture } from "../small-fixtures.js";

const linalg = jsLinalg;
const names: Record<NoiseMethod, string> = {
  diag: "diag",
  full: "full",
  "shrinkage-eye": "shrinkage_eye",
  "shrinkage-diag": "shrinkage_diag",
};
const methods = Object.entries(names) as [NoiseMethod, string][];

function expectClose(found: Matrix, expected: unknown, tolerance = 1e-12): void {
  const { rows, columns, values } = matrixOf(expected);
  expect([found.rows, found.columns]).to.deep.equal([rows, columns]);
  values.forEach((value, k) => {
    expect(found.values[k]).to.be.closeTo(value, tolerance);
  });
}

function noiseRows(seed: string, rows: number, columns: number): Matrix {
  const random = createRandom(seed);
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random.normal() + 100),
  );
}

describe("residualCovariance", () => {
  for (const [method, name] of methods) {
    it(`${method} as a reference implementation`, function () {
      const { residuals, expected, expected_dof9 } = smallFixture(this, "noise") as Record<
        string,
        Record<string, unknown>
      >;
      expectClose(residualCovariance(matrixOf(residuals), { method, linalg }), expected![name]);
      if (!expected_dof9![name]) return;
      expectClose(
        residualCovariance(matrixOf(residuals), { method, degreesOfFreedom: 9, linalg }),
        expected_dof9![name],
      );
    });

    it(`${method} of blocks that are never held together`, async () => {
      const rows = noiseRows("blocks", 40, 7);
      const blocks = [
        [0, 1],
        [1, 14],
        [14, 40],
      ].map(([start, end]) =>
        rowsInOrder(
          rows,
          Array.from({ length: end! - start! }, (_, k) => start! + k),
        ),
      );
      const whole = residualCovariance(rows, { method, linalg });
      const streamed = await streamedResidualCovariance(() => blocks, { method, linalg });
      whole.values.forEach((value, k) => {
        expect(streamed.values[k]).to.be.closeTo(value, 1e-12);
      });
    });
  }

  it("the shrinkage of the diagonal target", function () {
    const residuals = matrixOf(smallFixture(this, "noise").residuals);
    const column = (k: number) => Array.from({ length: residuals.rows }, (_, row) => residuals.values[row * 4 + k]!);
    const means = [0, 1, 2, 3].map((k) => column(k).reduce((a, b) => a + b) / residuals.rows);
    const centred = matrix(
      residuals.rows,
      4,
      residuals.values.map((value, k) => value - means[k % 4]!),
    );
    const moments = noiseMoments(centred, { linalg, squared: true });
    expect(diagonalShrinkage(moments, 11)).to.be.closeTo(0.3277900967, 1e-10);
    expect(diagonalShrinkage(moments, 9)).to.be.closeTo(0.4896617494, 1e-10);
  });

  it("rows that say less than they vary give the mean variance and nothing beyond", () => {
    // Σ of the variances of products is 0.54, the squared distance from the target 0.02
    const rows = matrix(4, 2, Float64Array.of(1, 0, -1, 0.1, 0, 1.2, 0.1, -1));
    const { values } = residualCovariance(rows, { method: "shrinkage-eye", linalg });
    const full = residualCovariance(rows, { method: "full", linalg }).values;
    expect(Math.abs(values[1]!) + Math.abs(values[2]!)).to.equal(0);
    for (const at of [0, 3]) expect(values[at]).to.be.closeTo((full[0]! + full[3]!) / 2, 1e-15);
  });

  it("a channel without variation shrinks nothing of the others", () => {
    const rows = noiseRows("constant", 20, 3);
    const wide = matrix(
      20,
      4,
      Float64Array.from({ length: 80 }, (_, k) => {
        return k % 4 === 3 ? 5 : rows.values[Math.floor(k / 4) * 3 + (k % 4)]!;
      }),
    );
    const [narrow, with4] = [rows, wide].map((values) => residualCovariance(values, { linalg }));
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) expect(with4!.values[i * 4 + j]).to.be.closeTo(narrow!.values[i * 3 + j]!, 1e-12);
    }
  });

  it("refuses a method there is not", async () => {
    const options = { method: "ledoit" as NoiseMethod, linalg };
    expect((await caught(() => residualCovariance(noiseRows("name", 5, 2), options))).tag).to.equal("unknown-name");
    const patterns = { values: noiseRows("name", 4, 2), conditions: [..."aabb"] };
    expect((await caught(() => measurementCovariance(patterns, options))).tag).to.equal("unknown-name");
  });

  it("refuses NaN with its place, one row, and a second pass that differs", async () => {
    const rows = noiseRows("bad", 6, 2);
    rows.values[7] = Number.NaN;
    const error = await caught(() => residualCovariance(rows, { linalg }));
    expect(error.tag).to.equal("numeric");
    expect(error.message).to.contain("row 3, channel 1 holds NaN");
    const single = await caught(() => residualCovariance(noiseRows("one", 1, 2), { linalg }));
    expect(single.message).to.contain("0 degrees of freedom");
    let pass = 0;
    const changing = () => (pass++ === 0 ? [noiseRows("a", 5, 2)] : [noiseRows("a", 4, 2)]);
    expect((await caught(streamedResidualCovariance(changing, { linalg }))).message).to.contain(
      "5 rows of the first pass",
    );
    expect((await caught(streamedResidualCovariance(() => [], { linalg }))).tag).to.equal("argument");
  });
});

describe("measurementCovariance", () => {
  const patternsOf = (test: Mocha.Context) => {
    const { measurements, cond, fold } = smallFixture(test, "calc");
    return {
      values: matrixOf(measurements),
      conditions: (cond as number[]).map(String),
      folds: (fold as number[]).map(String),
    };
  };

  for (const [method, name] of methods.filter(([method]) => method !== "diag")) {
    it(`${method}: N − K degrees of freedom`, function () {
      const fixture = smallFixture(this, "noise_measurements") as Record<string, Record<string, unknown>>;
      const patterns = patternsOf(this);
      expectClose(measurementCovariance(patterns, { method, linalg }), fixture.cov_from_unbalanced![name]);
      // (K − 1) R = 9 degrees of freedom in place of K (R − 1) = 8
      const wrong = fixture["cov_from_measurements_toolbox_dof_(K-1)*R"]![name];
      expectClose(measurementCovariance(patterns, { method, degreesOfFreedom: 9, linalg }), wrong);
    });
  }

  it("10 conditions × 4 repeats have 30 degrees of freedom: noise of variance 1 is found as 1", () => {
    const random = createRandom("degrees");
    const conditions = Array.from({ length: 40 }, (_, k) => String(k % 10));
    const values = matrix(
      40,
      2000,
      Float64Array.from({ length: 80_000 }, (_, k) => (k % 2000) + random.normal()),
    );
    const covariance = measurementCovariance({ values, conditions }, { method: "diag", linalg });
    let mean = 0;
    for (let k = 0; k < 2000; k++) mean += covariance.values[k * 2001]! / 2000;
    // 2000 channels of 30 degrees of freedom: a standard error of 0.006; the wrong divisor gives 0.833
    expect(mean).to.be.closeTo(1, 0.02);
  });

  it("the covariance of the noise between conditions", function () {
    const expected = smallFixture(this, "noise_measurements").sigmak_from_measurements;
    const found = conditionCovariance(patternsOf(this), { linalg });
    expectClose(found.covariance, expected);
    expect(found.conditions).to.deep.equal(["0", "1", "2", "3"]);
  });

  it("whitening with the precision is whitening with its square root", function () {
    const patterns = patternsOf(this);
    const precision = matrixOf(smallFixture(this, "calc").precision);
    const eigen = linalg.symmetricEigen(precision);
    const scaled = matrix(
      5,
      5,
      eigen.vectors.values.map((value, k) => value * Math.sqrt(eigen.values[k % 5]!)),
    );
    const root = linalg.multiply(scaled, transposed(eigen.vectors));
    const whitened = { ...patterns, values: linalg.multiply(patterns.values, root) };
    const [direct, viaRoot] = [
      conditionCovariance(patterns, { precision, linalg }),
      conditionCovariance(whitened, { linalg }),
    ];
    direct.covariance.values.forEach((value, k) => {
      expect(value).to.be.closeTo(viaRoot.covariance.values[k]!, 1e-12);
    });
  });

  it("conditions that never meet in a fold have covariance 0, those that meet once an unknown one", () => {
    const values = matrix(5, 2, Float64Array.from([1, 2, 3, 5, 4, 4, 2, 0, 7, 1]));
    const patterns = { values, conditions: ["a", "b", "a", "c", "c"], folds: ["0", "0", "1", "2", "3"] };
    const { covariance } = conditionCovariance(patterns, { linalg });
    expect(covariance.values[2]).to.equal(0);
    expect(covariance.values[1]).to.be.NaN;
    expect(covariance.values[4]).to.be.NaN;
    expect(covariance.values[0]).to.be.greaterThan(0);
  });
});

describe("precisionOf", () => {
  it("is the inverse", function () {
    const { residuals, prec_shrinkage_diag } = smallFixture(this, "noise");
    const covariance = residualCovariance(matrixOf(residuals), { linalg });
    expectClose(precisionOf(covariance, { linalg }), prec_shrinkage_diag, 1e-11);
  });

  it("refuses a singular covariance with the channel: fewer rows than channels, a constant channel", async () => {
    const few = residualCovariance(noiseRows("few", 4, 6), { method: "full", linalg });
    const error = await caught(() => precisionOf(few, { linalg }));
    expect(error.tag).to.equal("numeric");
    expect(error.message).to.contain("singular").and.contain("shrinkage");
    const rows = noiseRows("dead", 30, 3);
    for (let row = 0; row < 30; row++) rows.values[row * 3 + 1] = 7;
    const dead = residualCovariance(rows, { linalg });
    expect((await caught(() => precisionOf(dead, { linalg }))).message).to.contain("1");
    expect((await caught(() => precisionOf(matrix(2, 3), { linalg }))).tag).to.equal("argument");
    // tenths have a mean that differs from them by rounding, which is no variance
    for (let row = 0; row < 30; row++) rows.values[row * 3 + 1] = 0.1;
    const conditions = Array.from({ length: 30 }, (_, row) => String(row % 7));
    for (const { values } of [
      residualCovariance(rows, { linalg }),
      measurementCovariance({ values: rows, conditions }, { linalg }),
    ]) {
      expect([...values.subarray(3, 6)]).to.deep.equal([0, 0, 0]);
    }
    expect([...(await streamedResidualCovariance(() => [rows], { linalg })).values.subarray(3, 6)]).to.deep.equal([
      0, 0, 0,
    ]);
    // the pivot of a combination of channels can be above 0 by rounding
    const nearly = matrix(2, 2, Float64Array.of(1, 1, 1, 1 + 4 * Number.EPSILON));
    expect((await caught(() => precisionOf(nearly, { linalg }))).message).to.contain("channel 1");
  });
});
