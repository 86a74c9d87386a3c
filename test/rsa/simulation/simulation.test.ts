import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { transposed } from "../../../src/linalg/views.js";
import { createRandom } from "../../../src/random/create-random.js";
import { rdmOf } from "../../../src/rsa/dissimilarities/rdm-of.js";
import { makeDesign } from "../../../src/rsa/simulation/make-design.js";
import { makePatterns } from "../../../src/rsa/simulation/make-patterns.js";
import { makeSignal } from "../../../src/rsa/simulation/make-signal.js";
import { caught } from "../../support/caught.js";

const linalg = jsLinalg;
const rdm = Float64Array.of(2, 2, 2, 1, 1, 1);

/** −½ H D H of four conditions, by its definition. */
function centredKernel(vector: Float64Array): number[] {
  const pairs = [
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
    [2, 3],
  ];
  const d = Array.from({ length: 16 }, (_, k) => {
    const pair = pairs.findIndex(
      ([i, j]) => i! === Math.min(Math.floor(k / 4), k % 4) && j! === Math.max(Math.floor(k / 4), k % 4),
    );
    return pair < 0 ? 0 : vector[pair]!;
  });
  const row = [0, 1, 2, 3].map((i) => d.slice(4 * i, 4 * i + 4).reduce((sum, value) => sum + value, 0) / 4);
  const all = row.reduce((sum, value) => sum + value, 0) / 4;
  return d.map((value, k) => -0.5 * (value - row[Math.floor(k / 4)]! - row[k % 4]! + all));
}

describe("simulation", () => {
  it("a design has every condition once per fold", () => {
    const { conditions, folds } = makeDesign(3, 2);
    expect(conditions).to.deep.equal(["0", "1", "2", "0", "1", "2"]);
    expect(folds).to.deep.equal(["0", "0", "0", "1", "1", "1"]);
  });

  it("an exact signal of 40 channels: S Sᵀ / 40 = −½ H D H", () => {
    const signal = makeSignal(rdm, { nChannels: 40, exact: true, random: createRandom("exact"), linalg });
    const products = linalg.multiply(signal, transposed(signal)).values;
    centredKernel(rdm).forEach((value, k) => {
      expect(products[k]! / 40).to.be.closeTo(value, 1e-12);
    });
    // no pattern has a mean over channels
    for (let row = 0; row < 4; row++) {
      const mean = signal.values.subarray(40 * row, 40 * row + 40).reduce((sum, value) => sum + value, 0) / 40;
      expect(mean).to.be.closeTo(0, 1e-12);
    }
  });

  it("an RDM of fewer dimensions than conditions, and fewer channels than conditions", () => {
    const line = Float64Array.of(1, 4, 9, 1, 4, 1);
    const patterns = makeSignal(line, { nChannels: 9, exact: true, random: createRandom("line"), linalg });
    const found = rdmOf({ values: patterns, conditions: [..."0123"] }, { linalg }).vectors.values;
    line.forEach((distance, pair) => {
      expect(found[pair]).to.be.closeTo(distance, 1e-12);
    });
    const few = makeSignal(rdm, { nChannels: 2, exact: true, random: createRandom("few"), linalg });
    expect([few.rows, few.columns, few.values.length]).to.deep.equal([4, 2, 8]);
  });

  it("data without noise have the distances of the model, times the signal", () => {
    const [patterns] = makePatterns(rdm, {
      ...makeDesign(4, 3),
      nChannels: 20,
      signal: 3,
      noise: 0,
      exact: true,
      random: createRandom("data"),
      linalg,
    });
    const found = rdmOf(patterns!, { method: "crossnobis", linalg });
    rdm.forEach((distance, pair) => {
      expect(found.vectors.values[pair]).to.be.closeTo(3 * distance, 1e-12);
    });
  });

  it("patterns that are not exact have the distances of the model on average, with few channels too", () => {
    const sets = makePatterns(rdm, {
      ...makeDesign(4, 1),
      nChannels: 5,
      nSimulations: 2000,
      noise: 0,
      random: createRandom("mean"),
      linalg,
    });
    const all = sets.map((patterns) => rdmOf(patterns, { linalg }).vectors.values);
    rdm.forEach((distance, pair) => {
      const mean = all.reduce((sum, values) => sum + values[pair]!, 0) / all.length;
      // four standard errors: a distance is χ² of 4 degrees of freedom
      expect(mean).to.be.closeTo(distance, 4 * distance * Math.sqrt(2 / 4 / all.length));
    });
  });

  it("noise has its variance and covariances, and every data set its own", () => {
    const design = { conditions: [..."0101"] };
    const channels = matrix(2, 2, Float64Array.of(2, 0.5, 0.5, 1));
    const trials = matrix(4, 4, Float64Array.of(1, 0.6, 0, 0, 0.6, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 3));
    const sets = makePatterns(Float64Array.of(1), {
      ...design,
      nChannels: 2,
      nSimulations: 4000,
      signal: 0,
      noise: 2,
      noiseChannelCovariance: channels,
      noiseTrialCovariance: trials,
      random: createRandom("noise"),
      linalg,
    });
    const covariance = (a: number, b: number) =>
      sets.reduce((sum, { values }) => sum + values.values[a]! * values.values[b]!, 0) / sets.length;
    // standard errors are below 0.27 for the largest of these, 0.09 for the others
    for (const [a, b, expected] of [
      [0, 0, 4],
      [0, 1, 1],
      [1, 1, 2],
      [0, 2, 2.4],
      [1, 2, 0.6],
      [4, 0, 0],
    ] as const) {
      expect(covariance(a, b), `${a}, ${b}`).to.be.closeTo(expected, 0.3);
    }
    expect(covariance(6, 6)).to.be.closeTo(12, 1);
  });

  it("the same signal in all data sets, and the same numbers for the same seed", () => {
    const options = { ...makeDesign(4, 1), nSimulations: 2, noise: 0, random: createRandom("seed"), linalg };
    const [first, second] = makePatterns(rdm, { ...options, sameSignal: true });
    expect(first!.values.values).to.deep.equal(second!.values.values);
    const [own, other] = makePatterns(rdm, options);
    expect(own!.values.values).not.to.deep.equal(other!.values.values);
    expect(makePatterns(rdm, { ...options, random: createRandom("seed") })[1]!.values.values).to.deep.equal(
      other!.values.values,
    );
  });

  it("a design matrix mixes conditions, and the covariance of the signal holds between channels", () => {
    const designMatrix = matrix(1, 4, Float64Array.of(1, -1, 0, 0));
    const base = { conditions: ["difference"], designMatrix, nChannels: 2, noise: 0, linalg };
    const sets = (signalChannelCovariance: Matrix) =>
      makePatterns(rdm, { ...base, nSimulations: 3000, signalChannelCovariance, random: createRandom("design") });
    const covariance = matrix(2, 2, Float64Array.of(4, 0, 0, 1));
    const squares = (channel: number) =>
      sets(covariance).reduce((sum, { values }) => sum + values.values[channel]! ** 2, 0) / 3000;
    expect(squares(0) / squares(1)).to.be.closeTo(4, 0.5);
  });

  it("refuses what does not fit", async () => {
    const random = createRandom("bad");
    expect((await caught(() => makeSignal(Float64Array.of(1, 2), { random, linalg }))).message).to.contain(
      "n (n − 1) / 2",
    );
    expect((await caught(() => makePatterns(rdm, { conditions: ["0", "1"], random, linalg }))).tag).to.equal(
      "argument",
    );
    const variance = { ...makeDesign(4, 1), noise: -1, random, linalg };
    expect((await caught(() => makePatterns(rdm, variance))).tag).to.equal("argument");
    const flat = { ...makeDesign(4, 1), nChannels: 2, noiseChannelCovariance: matrix(2, 2), random, linalg };
    expect((await caught(() => makePatterns(rdm, flat))).tag).to.equal("numeric");
    expect((await caught(() => makeDesign(0, 2))).tag).to.equal("argument");
  });
});
