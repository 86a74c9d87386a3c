import { expect } from "chai";
import { trainingScale } from "../../src/encoders/training-scale.js";
import { matrix } from "../../src/linalg/matrix.js";
import { gn, listsOf } from "./closed-form.js";

describe("trainingScale", () => {
  const fold = { train: Int32Array.of(0, 2, 3, 5), test: Int32Array.of(1, 4) };

  it("brings the rows that are fitted to mean 0 and spread 1, and the others by the same numbers", () => {
    const x = gn(6, 3);
    const { fitted, predicted, means, factors } = trainingScale(x, fold);
    for (let column = 0; column < 3; column++) {
      const own = listsOf(fitted).map((row) => row[column]!);
      expect(own.reduce((sum, value) => sum + value, 0)).closeTo(0, 1e-12);
      expect(own.reduce((sum, value) => sum + value * value, 0) / 4).closeTo(1, 1e-12);
      const scaled = (x.values[4 * 3 + column]! - means[column]!) * factors[column]!;
      expect(predicted.values[3 + column]).equal(scaled);
    }
    expect(trainingScale(x, fold, { scale: false }).factors).deep.equal(Float64Array.of(1, 1, 1));
  });

  it("makes 0 of what does not vary in the rows that are fitted, however far from 0, and keeps what varies little", () => {
    const x = matrix(6, 2);
    for (let row = 0; row < 6; row++) x.values.set([row === 1 ? 5 : 0.1, 1e6 + 1e-3 * row], 2 * row);
    const { fitted, predicted, factors } = trainingScale(x, fold);
    expect(factors[0]).equal(0);
    expect(listsOf(fitted).map(([value]) => Math.abs(value!))).deep.equal([0, 0, 0, 0]);
    expect(Math.abs(predicted.values[0]!)).equal(0);
    expect(factors[1]).closeTo(1 / (1e-3 * Math.sqrt(13 / 4)), 1);
  });
});
