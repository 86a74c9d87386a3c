import { expect } from "chai";
import { bootstrapInterval } from "../../../src/encoders/scores/bootstrap-interval.js";
import { explainableVariance, ratioCeiling, splitHalf } from "../../../src/encoders/scores/noise-ceilings.js";
import { noiseNormalised } from "../../../src/encoders/scores/noise-normalised.js";
import { permutationTest } from "../../../src/encoders/scores/permutation-test.js";
import { scorePredictions } from "../../../src/encoders/scores/score-predictions.js";
import { ArgumentError } from "../../../src/errors.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { createRandom } from "../../../src/random/create-random.js";
import { gn, gx, plus } from "../closed-form.js";
import { encoderFixtures, expectClose } from "../encoder-fixtures.js";

const column = (...values: number[]) => matrix(values.length, 1, Float64Array.from(values));

describe("scorePredictions", () => {
  const measured = matrix(3, 3, Float64Array.of(1, 5, 2, 2, 5, 4, 3, 5, 9));

  it("scores by r, R² and error, 0 where nothing varies", () => {
    const predicted = matrix(3, 3, Float64Array.of(2, 1, 4, 4, 2, 4, 6, 3, 4));
    const of = (score: "mse" | "r2" | "correlation") => [...scorePredictions(measured, predicted, { score }).values];
    expectClose(of("correlation"), [1, 0, 0], 1e-12);
    expectClose(of("mse"), [-14 / 3, -(16 + 9 + 4) / 3, -(4 + 0 + 25) / 3], 1e-12);
    expectClose(of("r2"), [1 - 14 / 2, 0, 1 - 29 / 26], 1e-12);
  });

  it("counts predictions that are not finite as 0, and says how many", () => {
    const predicted = matrix(3, 3, Float64Array.of(Number.NaN, 1, 1, 2, 1, 1, 3, 1, Number.POSITIVE_INFINITY));
    const found = scorePredictions(measured, predicted, { score: "mse" });
    expect([...found.replaced]).to.deep.equal([1, 0, 1]);
    expect(found.values[0]).to.be.closeTo(-1 / 3, 1e-12);
    expect(predicted.values[0]).to.be.NaN;
    expect(() => scorePredictions(measured, column(1), { score: "mse" })).to.throw(ArgumentError, "3 × 3");
  });

  it("keeps its digits far from 0", () => {
    const near = scorePredictions(column(1, 2, 4), column(1, 3, 4), { score: "correlation" });
    const far = scorePredictions(column(1e9 + 1, 1e9 + 2, 1e9 + 4), column(1, 3, 4), { score: "correlation" });
    expect(far.values[0]).to.be.closeTo(near.values[0]!, 1e-9);
  });
});

describe("noise ceilings", () => {
  it("give the explainable variance of NumPy", async function () {
    const { explainable_variance: expected } = await encoderFixtures(this);
    const repeats = [0, 1, 2, 3, 4].map((k) => plus(gn(40, 2), gx(40, 2, k), 0.6));
    const found = explainableVariance(repeats);
    expectClose(found.raw, expected!.ev, 1e-9);
    expectClose(found.corrected, expected!.ev_bias_corrected, 1e-9);
    expect(() => explainableVariance(repeats.slice(0, 1))).to.throw(ArgumentError, "at least two");
    expect(() => explainableVariance([gn(3, 2), gn(4, 2)])).to.throw(ArgumentError, "3 × 2 in each");
  });

  it("is 1 without noise, and near 0 for noise alone when corrected", () => {
    const same = explainableVariance([gn(50, 1), gn(50, 1), gn(50, 1)]);
    expectClose([...same.raw, ...same.corrected], [1, 1], 1e-12);
    const random = createRandom("noise");
    const noise = () =>
      matrix(
        4000,
        1,
        Float64Array.from({ length: 4000 }, () => random.normal()),
      );
    const none = explainableVariance([noise(), noise(), noise(), noise()]);
    expect(none.raw[0]).to.be.closeTo(0.25, 0.03);
    expect(none.corrected[0]).to.be.closeTo(0, 0.04);
    expect(splitHalf([noise(), noise()]).raw[0]).to.be.closeTo(0, 0.06);
  });

  it("correlates the odd with the even repeats", () => {
    const found = splitHalf([column(1, 2, 4), column(1, 0, 1), column(3, 2, 0)]);
    // (1 + 3) / 2, (2 + 2) / 2, (4 + 0) / 2 do not vary
    expect(found.raw[0]).to.be.NaN;
    const other = splitHalf([column(1, 2, 3), column(1, 3, 2)]);
    expectClose([other.raw[0], other.corrected[0]], [0.5, 2 / 3], 1e-12);
  });

  it("give the ceiling of ratios of signal to noise", async function () {
    const three = ratioCeiling([0.2, 0.5, 1, 2], { 3: 10 });
    expectClose(three, [0.107143, 0.428571, 0.75, 0.923077], 1e-6);
    expect(() => ratioCeiling([1], {})).to.throw(ArgumentError, "seen at least once");
    const { nsd_noise_ceiling: expected } = await encoderFixtures(this);
    expectClose(ratioCeiling([0.2, 0.5, 1, 2], { 3: 50, 2: 30, 1: 20 }), expected!.nc_mixed, 1e-9);
  });

  it("bring r into units of what can be explained", () => {
    const found = noiseNormalised(Float64Array.of(0.5, -0.5, 0.9, 0.1), [0.5, 0.5, 0.5, 0]);
    expectClose(found, [0.5, 0, 1, 1], 1e-12);
    // what no ceiling is known of is not perfect, and a ceiling below 0 is none
    const odd = noiseNormalised(Float64Array.of(0.5, 0, 0.5), [Number.NaN, -0.2, -0.2]);
    expect([...odd]).to.deep.equal([Number.NaN, 0, 1]);
  });
});

describe("permutationTest", () => {
  it("counts the found score among the draws, alone and against the best of all targets", () => {
    const found = Float64Array.of(3, 1, Number.NaN);
    const draws = [Float64Array.of(0, 2, 9), Float64Array.of(3, 0, 9), Float64Array.of(1, 0, 9)];
    const result = permutationTest(found, draws);
    expectClose(result.pValues.slice(0, 2), [2 / 4, 2 / 4], 1e-12);
    expectClose(result.familyWise.slice(0, 2), [2 / 4, 4 / 4], 1e-12);
    expect(result.pValues[2]).to.be.NaN;
    expectClose(result.expected.slice(0, 2), [4 / 3, 2 / 3], 1e-12);
    expect(result.draws).to.equal(3);
    expect(() => permutationTest(found, [Float64Array.of(1)])).to.throw(ArgumentError);
  });

  it("takes a draw that could not be scored for no worse, and the best of the others for all targets", () => {
    const { pValues, familyWise } = permutationTest(Float64Array.of(1, 3), [
      Float64Array.of(Number.NaN, 2),
      Float64Array.of(0, 0),
    ]);
    expectClose(pValues, [2 / 3, 1 / 3], 1e-12);
    expectClose(familyWise, [2 / 3, 1 / 3], 1e-12);
  });

  it("calls 5 in 100 under the null model", () => {
    const random = createRandom("null");
    const normals = () => Float64Array.from({ length: 400 }, () => random.normal());
    const { pValues, familyWise } = permutationTest(normals(), Array.from({ length: 99 }, normals));
    expect(pValues.filter((p) => p <= 0.05).length / 400).to.be.within(0.02, 0.09);
    expect(familyWise.filter((p) => p <= 0.05).length).to.be.at.most(1);
  });
});

describe("bootstrapInterval", () => {
  const random = () => createRandom("bootstrap");
  const n = 200;
  const noise = createRandom("data");
  const truth = Float64Array.from({ length: n }, () => noise.normal());
  const measured = matrix(n, 1, truth);
  const predicted = matrix(
    n,
    1,
    truth.map((value) => value + noise.normal()),
  );

  it("holds the score, and is about as wide as Fisher's z says", () => {
    const settings = { score: "correlation", draws: 600, random: random() } as const;
    const { low, high } = bootstrapInterval(measured, predicted, settings);
    const [r] = scorePredictions(measured, predicted, { score: "correlation" }).values;
    const half = 1.96 / Math.sqrt(n - 3);
    expect(low[0]).to.be.closeTo(Math.tanh(Math.atanh(r!) - half), 0.04);
    expect(high[0]).to.be.closeTo(Math.tanh(Math.atanh(r!) + half), 0.04);
  });

  it("is the same for the same seed, and refuses blocks that no run holds", () => {
    const settings = {
      score: "r2",
      draws: 20,
      blockLength: 5,
      runs: Int32Array.from(truth, (_, row) => row >> 5),
    } as const;
    const [a, b] = [0, 1].map(() => bootstrapInterval(measured, predicted, { ...settings, random: random() }));
    expect(a).to.deep.equal(b);
    const wide = { ...settings, blockLength: 33, random: random() };
    expect(() => bootstrapInterval(measured, predicted, wide)).to.throw(ArgumentError, "blocks of 33");
    for (const wrong of [{ blockLength: 0 }, { blockLength: 1.5 }, { level: 100 }, { draws: 1 }]) {
      const made = { ...settings, ...wrong, random: random() };
      expect(() => bootstrapInterval(measured, predicted, made), JSON.stringify(wrong)).to.throw(ArgumentError);
    }
    const other = { ...settings, random: random() };
    expect(() => bootstrapInterval(measured, matrix(n, 2), other)).to.throw(ArgumentError, "200 × 2");
  });

  it("draws blocks of rows that follow each other in one run", () => {
    // the score of a draw is the mean of its rows: rows of a block of 4 that starts at s have the mean s + 1.5
    const rows = column(0, 1, 2, 3, 4, 5, 6, 7).values.map((value) => Math.sqrt(value));
    const settings = { score: "mse", draws: 50, blockLength: 4, runs: [0, 0, 0, 0, 1, 1, 1, 1] } as const;
    const { low, high } = bootstrapInterval(column(...rows), matrix(8, 1), {
      ...settings,
      random: random(),
      level: 99.9,
    });
    // only two blocks fit, so the means are 1.5, 3.5 and 5.5
    expect(low[0]).to.be.closeTo(-5.5, 0.1);
    expect(high[0]).to.be.closeTo(-1.5, 0.1);
  });
});
