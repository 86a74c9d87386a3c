import { expect } from "chai";
import { poissonGlm } from "../../../src/encoders/models/poisson-glm.js";
import { poissonRates, poissonScores } from "../../../src/encoders/models/poisson-scores.js";
import { ArgumentError, NumericError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { gn, gx } from "../closed-form.js";
import { encoderFixtures, expectClose } from "../encoder-fixtures.js";

const x = gx(200, 3);
const noise = gn(200, 1).values;
const counts = Float64Array.from({ length: 200 }, (_, row) => {
  const eta = [0.5, -0.4, 0.2].reduce((sum, weight, j) => sum + weight * x.values[row * 3 + j]!, 0.3);
  return Math.floor(Math.exp(eta) + (noise[row]! + 1) / 2);
});
const sum = counts.reduce((total, count) => total + count, 0);

describe("poissonGlm", () => {
  it("gives the coefficients and deviances of the reference", async function () {
    const { poisson_glm: expected } = await encoderFixtures(this);
    expect(sum).to.equal(expected!.sum_y);
    const fit = poissonGlm(x, counts, { linalg });
    expectClose([fit.intercept, ...fit.weights], expected!.coef, 1e-9);
    const scores = poissonScores(counts, poissonRates(x, fit), { nullRate: sum / 200 });
    expectClose(
      [scores.deviance, scores.nullDeviance, scores.devianceR2],
      [expected!.deviance, expected!.null_deviance, expected!.D2],
      1e-8,
    );
  });

  it("makes the gradient 0, with and without penalty and offset", () => {
    const offset = Float64Array.from({ length: 200 }, (_, row) => Math.log(1 + (row % 3)));
    for (const penalty of [0, 0.1]) {
      const fit = poissonGlm(x, counts, { linalg, penalty, offset });
      const rates = poissonRates(x, fit, { offset });
      expect(rates.reduce((total, rate) => total + rate, 0)).to.be.closeTo(sum, 1e-8);
      for (let j = 0; j < 3; j++) {
        const slope = rates.reduce(
          (total, rate, row) => total + ((rate - counts[row]!) * x.values[row * 3 + j]!) / 200,
          0,
        );
        expect(slope + penalty * fit.weights[j]!).to.be.closeTo(0, 1e-10);
      }
    }
  });

  it("says how many bits a spike gains over the null rate", () => {
    const nullRate = sum / 200;
    const scores = poissonScores(counts, new Float64Array(200).fill(nullRate), { nullRate });
    expect([scores.devianceR2, scores.bitsPerSpike]).to.deep.equal([0, 0]);
    // 1 count at the rate 2 and none at 1, against 1 each: (ln 2 - 1) / ln 2
    const few = poissonScores([1, 0], [2, 1], { nullRate: 1 });
    expect(few.bitsPerSpike).to.be.closeTo((Math.LN2 - 1) / Math.LN2, 1e-12);
    const fit = poissonGlm(x, counts, { linalg });
    const found = poissonScores(counts, poissonRates(x, fit), { nullRate });
    // of the same rows, twice the gain in likelihood is the fall of the deviance
    expect(found.bitsPerSpike).to.be.closeTo((found.nullDeviance - found.deviance) / (2 * sum * Math.LN2), 1e-10);
  });

  it("keeps its digits for features a million from 0", () => {
    const far = { ...x, values: x.values.map((value) => value + 1e6) };
    const [near, moved] = [x, far].map((one) => poissonGlm(one, counts, { linalg, penalty: 0.01 }));
    expectClose(moved!.weights, near!.weights, 1e-9);
    expectClose(poissonRates(far, moved!), poissonRates(x, near!), 1e-7);
  });

  it("refuses an offset that is no number", () => {
    const offset = new Float64Array(200).fill(1).with(7, Number.NaN);
    expect(() => poissonGlm(x, counts, { linalg, offset })).to.throw(ArgumentError, "NaN in row 7");
    expect(() => poissonGlm(x, counts, { linalg, offset: [1] })).to.throw(ArgumentError, "200 rows");
  });

  it("refuses counts that are none, and features that explain each other", () => {
    expect(() => poissonGlm(x, counts.with(3, -1), { linalg })).to.throw(ArgumentError, "-1 in row 3");
    expect(() => poissonGlm(x, counts.with(3, Number.NaN), { linalg })).to.throw(ArgumentError, "NaN in row 3");
    expect(() => poissonGlm(x, new Float64Array(200), { linalg })).to.throw(ArgumentError, "at least one event");
    expect(() => poissonGlm(x, [1, 2], { linalg })).to.throw(ArgumentError, "200 rows");
    expect(() => poissonGlm(x, counts, { linalg, penalty: -1 })).to.throw(ArgumentError, "penalty");
    const ones = matrix(200, 1, new Float64Array(200).fill(1));
    expect(() => poissonGlm(ones, counts, { linalg })).to.throw(NumericError, "give a penalty");
    expect(poissonGlm(ones, counts, { linalg, penalty: 1 }).weights[0]).to.be.closeTo(0, 1e-9);
  });
});
