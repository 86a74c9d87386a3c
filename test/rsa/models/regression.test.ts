import { expect } from "chai";
import { ArgumentError, NumericError } from "../../../src/errors.js";
import { commonality } from "../../../src/rsa/models/commonality.js";
import { partialCorrelations } from "../../../src/rsa/models/partial-correlations.js";
import { regressRdms } from "../../../src/rsa/models/regress-rdms.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { rdmsOf } from "../made-rdms.js";

const models = rdmsOf([1, 2, 4, 3, 6, 5], [2, 1, 0, 3, 1, 2], [0, 1, 1, 2, 5, 3]);
const data = rdmsOf([1, 3, 2, 5, 4, 7]);

/** Four pairs as part of an RDM of four conditions, of which two pairs are not known. */
function fourPairs(...rows: readonly (readonly number[])[]): RdmVectors {
  return rdmsOf(...rows.map((row) => [...row, Number.NaN, Number.NaN]));
}

function close(found: ArrayLike<number>, expected: readonly number[], tolerance = 1e-12): void {
  expect(found.length).to.equal(expected.length);
  for (let k = 0; k < expected.length; k++) expect(found[k], String(k)).to.be.closeTo(expected[k]!, tolerance);
}

describe("partial correlation of RDMs", () => {
  it("gives the residuals' correlation, on both sides or one", () => {
    // reference values by NumPy's least squares
    close(
      partialCorrelations(models, data, { measure: "corr" }).values,
      [0.6369179601937984, 0.7677603848973228, -0.2868562241427542],
    );
    close(
      partialCorrelations(models, data, { measure: "corr", kind: "semi-partial" }).values,
      [0.41251466660998914, 0.5982980511087752, -0.14951420452417832],
    );
  });

  it("gives the facts of mne-rsa's tests, over the pairs that are known", () => {
    const two = fourPairs([1, 2, 3, 4], [0, 0, 1, 1]);
    close(partialCorrelations(two, fourPairs([2, 4, 15, 20]), { measure: "corr" }).values, [0.919145, 0.912871], 5e-7);
    close(partialCorrelations(two, fourPairs([2, 4, 20, 15]), { measure: "spearman" }).values, [0, 2 / 3]);
    const [a, b] = [
      [-1, 0, 1],
      [1, -2, 1],
    ] as const;
    close(regressRdms(rdmsOf(a, b), rdmsOf([2, -10, 8])).weights.values, [3, 5]);
  });

  it("has no answer where the other models leave nothing", () => {
    const twice = rdmsOf([1, 2, 4, 3, 6, 5], [2, 4, 8, 6, 12, 10]);
    expect([...partialCorrelations(twice, data, { measure: "corr" }).values]).to.deep.equal([Number.NaN, Number.NaN]);
    const same = partialCorrelations(rdmsOf([1, 3, 2, 5, 4, 7], [2, 1, 0, 3, 1, 2]), data, { measure: "corr" });
    expect(same.values[0]).to.be.closeTo(1, 1e-12);
    expect(same.values[1]).to.be.NaN;
    // the mean of six tenths is no tenth but for rounding
    const flat = rdmsOf(Array<number>(6).fill(0.1));
    expect([...partialCorrelations(models, flat, { measure: "corr" }).values].every(Number.isNaN)).to.equal(true);
    expect(partialCorrelations(flat, data, { measure: "corr" }).values[0]).to.be.NaN;
    expect(regressRdms(models, flat).rSquared[0]).to.be.NaN;
    expect(commonality(models, flat).rSquared.values[7]).to.be.NaN;
    expect(() => regressRdms(flat, data)).to.throw(NumericError, "dependent");
  });

  it("uses the pairs that all know", () => {
    const gap = (rdms: RdmVectors) => ({
      ...rdms,
      values: rdms.values.map((value, at) => (at === 3 ? Number.NaN : value)),
    });
    expect(partialCorrelations(gap(models), data, { measure: "spearman" })).to.deep.equal(
      partialCorrelations(models, gap(data), { measure: "spearman" }),
    );
  });
});

describe("regression of RDMs", () => {
  it("gives weights, intercept and R²", () => {
    // reference values by NumPy's least squares
    const found = regressRdms(models, data);
    close(found.weights.values, [1.31358025, 1.50617284, -0.48148148], 1e-8);
    close(found.intercepts, [-2.22716049], 1e-8);
    close(found.rSquared, [0.7506878306878307]);
    close(regressRdms(models, data, { intercept: false }).weights.values, [0.60215054, 0.98924731, 0.09677419], 1e-8);
  });

  it("finds the weights of a sum, by ranks, not below 0 and with a ridge", () => {
    const parts = rdmsOf([1, 1, 4, 0, 1, 3], [0, 2, -1, 1, 1, 2]);
    close(regressRdms(parts, rdmsOf([3, 13, 7, 5, 8, 19])).weights.values, [3, 5]);
    const bounded = regressRdms(models, data, { nonNegative: true }).weights.values;
    expect(bounded[2]).to.equal(0);
    const drawn = regressRdms(models, data, { ridge: 1e6 }).weights.values;
    for (const weight of drawn) expect(Math.abs(weight)).to.be.below(1e-4);
    const cubes = { ...models, values: models.values.map((value) => value ** 3) };
    close(regressRdms(cubes, data, { ranked: true }).weights.values, [
      ...regressRdms(models, data, { ranked: true }).weights.values,
    ]);
  });

  it("says that models depend on each other, or have other conditions", () => {
    const twice = rdmsOf([1, 2, 4, 3, 6, 5], [2, 4, 8, 6, 12, 10]);
    expect(() => regressRdms(twice, data)).to.throw(NumericError, "dependent");
    expect(() => regressRdms(rdmsOf([1, 2, 3]), data)).to.throw(ArgumentError, "conditions");
    expect(() => regressRdms(models, data, { ridge: -1 })).to.throw(ArgumentError, "ridge");
  });
});

describe("commonality analysis", () => {
  it("divides what models explain", () => {
    const { rSquared, parts } = commonality(models, data);
    // reference values by NumPy's least squares on every subset
    const expected = [
      0, 0.3526530612244899, 0.19480519480519487, 0.7283333333333335, 0.3857142857142857, 0.3927272727272728,
      0.5805194805194807, 0.7506878306878307,
    ];
    close(rSquared.values, expected);
    close(
      [parts.values[1]!, parts.values[3]!],
      [expected[7]! - expected[6]!, expected[6]! + expected[5]! - expected[4]! - expected[7]!],
    );
    expect(parts.values.reduce((sum, part) => sum + part, 0)).to.be.closeTo(expected[7]!, 1e-12);
  });

  it("takes 2 to 4 models", () => {
    for (const count of [1, 5]) {
      const some = rdmsOf(...Array.from({ length: count }, (_, k) => [k, 1, 2, 3, 4, 5]));
      expect(() => commonality(some, data)).to.throw(ArgumentError, "2 to 4");
    }
    close(
      commonality(rdmsOf([1, 2, 3, 4, 5, 6], [1, 4, 9, 16, 25, 36]), data, { ranked: true }).parts.values.subarray(
        1,
        3,
      ),
      [0, 0],
    );
  });
});
