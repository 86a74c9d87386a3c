import { expect } from "chai";
import { correlation, negativeMeanSquaredError } from "../../../src/encoders/column-scores.js";
import { mtrfCrossValidate, mtrfMultiCrossValidate } from "../../../src/encoders/mtrf/mtrf-cross-validate.js";
import { mtrfLags } from "../../../src/encoders/mtrf/mtrf-lags.js";
import { mtrfPredict, mtrfTrain } from "../../../src/encoders/mtrf/mtrf-model.js";
import { mtrfTransform } from "../../../src/encoders/mtrf/mtrf-transform.js";
import { ArgumentError } from "../../../src/errors.js";
import { openMat } from "../../../src/formats/mat.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { fileSource } from "../../../src/node/file-source.js";
import { realData } from "../../support/real-data.js";
import { gn, gx, listsOf } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";

/** A numeric array as MATLAB stores it: the first index runs fastest. */
interface Reference {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** Reads the variables of one file of outputs of the mTRF toolbox 1.5 for MATLAB. */
async function reference(context: Mocha.Context, name: string): Promise<Readonly<Record<string, Reference>>> {
  const file = await openMat(await fileSource(realData(context, `encoding/fixtures/mtrf-matlab/${name}.mat`)));
  const variables: Record<string, Reference> = {};
  for (const { name: variable } of file.variables) {
    const value = await file.read(variable);
    if (value.kind === "numeric") variables[variable] = { shape: value.shape, values: value.values as Float64Array };
  }
  file.close();
  return variables;
}

const at = ({ shape, values }: Reference, ...place: number[]): number => {
  let [offset, stride] = [0, 1];
  for (const [axis, index] of place.entries()) {
    offset += index * stride;
    stride *= shape[axis]!;
  }
  return values[offset]!;
};

const part = (from: Reference, rows: readonly [number, number], columns: number): Matrix => {
  const count = rows[1] - rows[0];
  const values = Float64Array.from({ length: count * columns }, (_, index) =>
    at(from, rows[0] + Math.floor(index / columns), index % columns),
  );
  return matrix(count, columns, values);
};

const lagsOf = (direction: "forward" | "backward", fromMs = -60, toMs = 60) =>
  mtrfLags({ samplingRateHz: 64, fromMs, toMs, direction });

const lambdas = [0.1, 1, 10];
const meanR = (lists: readonly (readonly { readonly r: Float64Array }[])[], index: number) => {
  const all = lists.flatMap((list) => [...list[index]!.r]);
  return all.reduce((sum, value) => sum + value, 0) / all.length;
};

describe("mtrfLags", () => {
  it("goes to whole samples outwards, and turns round backwards", () => {
    expect([...lagsOf("forward")]).to.deep.equal([-4, -3, -2, -1, 0, 1, 2, 3, 4]);
    expect([...lagsOf("forward", 0, 60)]).to.deep.equal([0, 1, 2, 3, 4]);
    expect([...lagsOf("backward", 0, 60)]).to.deep.equal([-4, -3, -2, -1, 0]);
    expect(() => lagsOf("forward", 10, 0)).to.throw(ArgumentError, "10 to 0 ms");
  });
});

describe("the mTRF toolbox 1.5", () => {
  for (const direction of ["forward", "backward"] as const) {
    const short = direction === "forward" ? "fwd" : "bwd";

    it(`trains as MATLAB does, ${direction}`, async function () {
      const [{ x, y_sim }, { w, i }] = [await reference(this, "gendata"), await reference(this, `mtrf_train_${short}`)];
      const [stimulus, response] = [part(x!, [0, 512], 3), part(y_sim!, [0, 512], 3)];
      const [from, to] = direction === "forward" ? [stimulus, response] : [response, stimulus];
      const { coefficients, lags } = mtrfTrain(from, to, { lags: lagsOf(direction), lambda: 1, linalg });
      const found = listsOf(coefficients);
      for (let target = 0; target < 3; target++) {
        for (let feature = 0; feature < 3; feature++) {
          expect(found[feature]![target]).to.be.closeTo(at(i!, feature, target), 1e-9);
          for (let lag = 0; lag < lags.length; lag++) {
            expect(found[3 + lag * 3 + feature]![target]).to.be.closeTo(at(w!, feature, lag, target), 1e-9);
          }
        }
      }
    });

    it(`cross-validates as MATLAB does, ${direction}, with one stream and with two`, async function () {
      const { x, y_sim } = await reference(this, "gendata");
      const single = await reference(this, `cross_val_equal_${short}`);
      const double = await reference(this, `multicross_val_equal_${short}`);
      const trials = [0, 1, 2, 3].map((trial) => {
        const rows = [trial * 128, (trial + 1) * 128] as const;
        const [stimulus, response] = [part(x!, rows, 5), part(y_sim!, rows, 4)];
        return direction === "forward" ? { x: stimulus, y: response } : { x: response, y: stimulus };
      });
      const options = { lags: lagsOf(direction), lambdas, linalg };
      const { scores, models } = mtrfCrossValidate(trials, options);
      const both = mtrfMultiCrossValidate(trials, trials, options);
      for (let trial = 0; trial < 4; trial++) {
        for (let a = 0; a < 3; a++) {
          for (const [target, r] of scores[trial]![a]!.r.entries()) {
            expect(r).to.be.closeTo(at(single.r!, trial, a, target), 1e-9);
            expect(scores[trial]![a]!.mse[target]).to.be.closeTo(at(single.mse!, trial, a, target), 1e-9);
            for (let b = 0; b < 3; b++) {
              expect(both[trial]![a]![b]!.r[target]).to.be.closeTo(at(double.r!, trial, a, b, target), 1e-9);
              expect(both[trial]![a]![b]!.mse[target]).to.be.closeTo(at(double.mse!, trial, a, b, target), 1e-8);
            }
          }
          const list = listsOf(models[trial]![a]!.coefficients);
          for (const [row, values] of list.entries()) {
            for (const [target, value] of values.entries()) {
              expect(value).to.be.closeTo(at(single.model!, trial, a, row, target), 1e-9);
            }
          }
        }
      }
      const expected =
        direction === "forward" ? [0.89589221, 0.89651008, 0.86372996] : [0.32378362, 0.27796359, 0.25294597];
      expectClose(
        lambdas.map((_, index) => meanR(scores, index)),
        expected,
        1e-8,
      );
    });

    it(`turns weights into patterns as MATLAB does, ${direction}`, async function () {
      const { x, y_sim, model } = await reference(this, "gendata");
      const { model_t } = await reference(this, `mtrf_transform_${short}`);
      const [stimulus, response] = [part(x!, [0, 512], 5), part(y_sim!, [0, 512], 6)];
      const isForward = direction === "forward";
      const [from, to] = isForward ? [stimulus, response] : [response, stimulus];
      const coefficients = matrix(from.columns * 10, to.columns);
      for (let lag = 0; lag < 9; lag++) {
        for (let feature = 0; feature < from.columns; feature++) {
          for (let target = 0; target < to.columns; target++) {
            const weight = isForward ? at(model!, feature, lag, target) : at(model!, target, lag, feature);
            coefficients.values[(from.columns * (1 + lag) + feature) * to.columns + target] = weight;
          }
        }
      }
      const lags = Int32Array.from({ length: 9 }, (_, index) => index - 4);
      const made = mtrfTransform(from, to, { lags, features: from.columns, coefficients }, { linalg });
      const largest = Array.from(model_t!.values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      // forward YᵀY has the condition number 3e11
      const tolerance = isForward ? 1e-4 * largest : 1e-10 * largest;
      for (let lag = 0; lag < 9; lag++) {
        for (let feature = 0; feature < from.columns; feature++) {
          for (let target = 0; target < to.columns; target++) {
            const found = made.coefficients.values[(from.columns * (1 + lag) + feature) * to.columns + target];
            expect(found).to.be.closeTo(at(model_t!, feature, lag, target), tolerance);
          }
        }
      }
    });
  }

  it("predicts other rows as MATLAB does", async function () {
    const { x, y_sim } = await reference(this, "gendata");
    const { r, mse, rec } = await reference(this, "mtrf_predict_fwd");
    const lags = lagsOf("forward", 0, 60);
    const model = mtrfTrain(part(x!, [0, 128], 5), part(y_sim!, [0, 128], 4), { lags, lambda: 1, linalg });
    const predicted = mtrfPredict(part(x!, [128, 256], 5), model, { linalg });
    const measured = part(y_sim!, [128, 256], 4);
    expectClose(correlation(measured, predicted), Array.from(r!.values), 1e-9);
    expectClose(
      negativeMeanSquaredError(measured, predicted).map((value) => -value),
      Array.from(mse!.values),
      1e-9,
    );
    expectClose(
      listsOf(predicted),
      Array.from({ length: 128 }, (_, row) => [0, 1, 2, 3].map((t) => at(rec!, row, t))),
      1e-9,
    );
  });

  it("takes trials of unequal length, and the same rows twice", async function () {
    const { x, y_sim } = await reference(this, "gendata");
    const expected = await reference(this, "cross_val_unequal_fwd");
    const trials = (
      [
        [0, 128],
        [128, 256],
        [128, 384],
      ] as const
    ).map((rows) => ({
      x: part(x!, rows, 5),
      y: part(y_sim!, rows, 4),
    }));
    const { scores } = mtrfCrossValidate(trials, { lags: lagsOf("forward"), lambdas, linalg });
    expectClose(
      lambdas.map((_, index) => meanR(scores, index)),
      [0.89691827, 0.89966048, 0.87278127],
      1e-8,
    );
    for (const [trial, list] of scores.entries()) {
      for (const [index, { r }] of list.entries()) {
        expectClose(
          r,
          [0, 1, 2, 3].map((target) => at(expected.r!, trial, index, target)),
          1e-9,
        );
      }
    }
  });

  it("penalises steps from lag to lag where there is one feature", () => {
    const [x, y] = [gx(60, 1), gn(60, 2)];
    const lags = Int32Array.of(0, 1, 2);
    const steep = mtrfTrain(x, y, { lags, lambda: 1e9, linalg });
    // what is left at a very large penalty has no steps between the constant and the lags
    for (let target = 0; target < 2; target++) {
      const column = listsOf(steep.coefficients).map((row) => row[target]!);
      for (const value of column) expect(value).to.be.closeTo(column[0]!, 1e-6);
      expect(Math.abs(column[0]!)).to.be.greaterThan(1e-4);
    }
  });

  it("refuses what it cannot fit", () => {
    const [x, y] = [gx(20, 2), gn(20, 1)];
    const options = { lags: Int32Array.of(0), lambda: 1, linalg };
    expect(() => mtrfTrain(x, y, { ...options, lambda: 0 })).to.throw(ArgumentError, "lambda");
    expect(() => mtrfTrain(x, gn(19, 1), options)).to.throw(ArgumentError, "20 rows");
    expect(() => mtrfPredict(gx(5, 3), mtrfTrain(x, y, options), { linalg })).to.throw(ArgumentError, "2 features");
    const trials = [{ x, y }];
    const settings = { lags: options.lags, lambdas, linalg };
    expect(() => mtrfCrossValidate(trials, settings)).to.throw(ArgumentError, "at least two");
    expect(() => mtrfMultiCrossValidate([...trials, ...trials], trials, settings)).to.throw(ArgumentError, "second");
  });
});
