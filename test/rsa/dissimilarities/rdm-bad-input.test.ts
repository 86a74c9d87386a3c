import { expect } from "chai";
import { identity } from "../../../src/linalg/identity.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { rdmOf } from "../../../src/rsa/dissimilarities/rdm-of.js";
import type { DissimilarityMethod } from "../../../src/rsa/dissimilarities/rdm-options.js";
import type { Patterns } from "../../../src/rsa/patterns/patterns.js";
import { caught } from "../../support/caught.js";

const linalg = jsLinalg;

function patternsOf(rows: readonly (readonly number[])[], conditions: string, folds?: string): Patterns {
  return {
    values: matrix(rows.length, rows[0]!.length, Float64Array.from(rows.flat())),
    conditions: [...conditions],
    folds: folds && [...folds],
  } as Patterns;
}

describe("rdmOf: bad input", () => {
  it("weights that are equal do not multiply euclidean distances", () => {
    const patterns = patternsOf(
      [
        [1, 2],
        [1, 2],
        [3, 2],
        [4, 4],
      ],
      "aabc",
    );
    const equal = rdmOf(patterns, { design: "unbalanced", weighting: "equal", linalg }).vectors.values;
    expect([...equal]).to.deep.equal([2, 6.5, 2.5]);
  });

  it("a single observation of a condition has a distance", () => {
    const patterns = patternsOf(
      [
        [0, Number.NaN, 2],
        [2, 4, 2],
      ],
      "ab",
    );
    for (const weighting of ["number", "equal"] as const) {
      const { values } = rdmOf(patterns, { design: "unbalanced", weighting, linalg }).vectors;
      // k_aa = 4 / 2, k_bb = 24 / 3, k_ab = 4 / 2
      expect([...values]).to.deep.equal([6]);
    }
  });

  it("constant patterns have no correlation, patterns of zeros no angle: the pairs say so", () => {
    const rows = [
      [3, 3, 3],
      [0, 0, 0],
      [1, 2, 3],
      [3, 1, 2],
    ];
    for (const design of ["balanced", "unbalanced"] as const) {
      const correlation = rdmOf(patternsOf(rows, "abcd"), { method: "correlation", design, linalg });
      expect([...correlation.vectors.values.subarray(0, 5)]).to.deep.equal(Array(5).fill(Number.NaN));
      expect(correlation.vectors.values[5]).to.be.closeTo(1.5, 1e-15);
      expect(correlation.unknown.map(({ reason }) => reason)).to.deep.equal(Array(5).fill("constant-pattern"));
      const cosine = rdmOf(patternsOf(rows, "abcd"), { method: "cosine", design, linalg });
      expect(cosine.unknown).to.deep.equal([
        { first: 0, second: 1, reason: "zero-pattern" },
        { first: 1, second: 2, reason: "zero-pattern" },
        { first: 1, second: 3, reason: "zero-pattern" },
      ]);
    }
  });

  it("patterns that do not vary over the channels that two share have no correlation there, and only there", () => {
    const rows = [
      [1, 1, 5, Number.NaN],
      [1, 2, Number.NaN, 4],
      [2, 3, 1, 7],
    ];
    const rdm = rdmOf(patternsOf(rows, "abc"), { method: "correlation", design: "unbalanced", linalg });
    expect(rdm.unknown).to.deep.equal([{ first: 0, second: 1, reason: "constant-pattern" }]);
  });

  it("an offset far above the differences costs no digits", () => {
    const rows = [
      [1, 2, 4],
      [2, 1, 5],
      [0, 3, 3],
    ];
    const shifted = rows.map((row) => row.map((value) => value + 2 ** 30));
    for (const method of ["euclidean", "correlation"] as const) {
      const [near, far] = [rows, shifted].map(
        (all) => rdmOf(patternsOf(all, "abc"), { method, linalg }).vectors.values,
      );
      near!.forEach((value, k) => {
        expect(far![k]).to.be.closeTo(value, 1e-8);
      });
    }
  });

  it("rates that have no logarithm and infinite values are confined with a reason", () => {
    const rows = [
      [1, -5],
      [1, 2],
      [3, 1],
    ];
    for (const design of ["balanced", "unbalanced"] as const) {
      const poisson = rdmOf(patternsOf(rows, "abc"), { method: "poisson", design, linalg });
      expect(poisson.unknown.map(({ reason }) => reason)).to.deep.equal(["rate-not-positive", "rate-not-positive"]);
      expect(poisson.vectors.values[2]).to.be.greaterThan(0);
      const infinite = [
        [1, Number.POSITIVE_INFINITY],
        [1, 2],
        [3, 1],
      ];
      const euclidean = rdmOf(patternsOf(infinite, "abc"), { design, linalg });
      expect(euclidean.unknown.map(({ reason }) => reason)).to.deep.equal(["not-finite", "not-finite"]);
      expect(euclidean.vectors.values[2]).to.equal(2.5);
    }
  });

  it("crossvalidated rates that have no logarithm in one fold", () => {
    const rows = [
      [1, -5],
      [1, 2],
      [3, 1],
      [1, 2],
      [2, 2],
      [2, 1],
    ];
    for (const design of ["balanced", "unbalanced"] as const) {
      const rdm = rdmOf(patternsOf(rows, "abcabc", "000111"), { method: "poisson-cv", design, linalg });
      expect(rdm.unknown.map(({ reason }) => reason)).to.deep.equal(["rate-not-positive", "rate-not-positive"]);
      expect(rdm.vectors.values[2]).to.be.finite;
    }
  });

  it("the size of the unit says nothing to correlation and cosine", () => {
    const rows = [
      [1, 2, 4],
      [2, 1, 5],
      [0, 3, 3],
    ];
    for (const method of ["correlation", "cosine"] as const) {
      const expected = rdmOf(patternsOf(rows, "abc"), { method, linalg }).vectors.values;
      for (const scale of [1e-200, 1e200]) {
        const scaled = rows.map((row) => row.map((value) => value * scale));
        rdmOf(patternsOf(scaled, "abc"), { method, linalg }).vectors.values.forEach((distance, pair) => {
          expect(distance).to.be.closeTo(expected[pair]!, 1e-14);
        });
      }
    }
  });

  it("the mean over channels is that of the channels that are there", () => {
    const patterns = patternsOf(
      [
        [1, 3, Number.NaN],
        [2, 3, 7],
      ],
      "ab",
    );
    const { values } = rdmOf(patterns, { removeMean: true, design: "unbalanced", linalg }).vectors;
    // rows −1, 1 and −2, −1, 3: 2 / 2 + 14 / 3 − 2 (2 − 1) / 2
    expect(values[0]).to.be.closeTo(1 + 14 / 3 - 1, 1e-14);
  });

  it("whole numbers: rows 0, 0 and 2, 2 are 4 apart in both forms", () => {
    for (const design of ["balanced", "unbalanced"] as const) {
      const rows = [
        [0, 0],
        [2, 2],
      ];
      expect([...rdmOf(patternsOf(rows, "ab"), { design, linalg }).vectors.values]).to.deep.equal([4]);
    }
  });

  it("two conditions are enough, one is refused", async () => {
    expect([...rdmOf(patternsOf([[1], [3]], "ab"), { linalg }).vectors.values]).to.deep.equal([4]);
    expect((await caught(() => rdmOf(patternsOf([[1], [3]], "aa"), { linalg }))).message).to.contain(
      "at least two conditions",
    );
    const none = { values: matrix(0, 3), conditions: [] };
    expect((await caught(() => rdmOf(none, { linalg }))).tag).to.equal("argument");
  });

  it("folds that are unequal: a missing condition is refused where means are wanted, and pointed to the other form", async () => {
    const patterns = patternsOf(
      [
        [1, 2],
        [3, 5],
        [2, 2],
      ],
      "aba",
      "001",
    );
    for (const method of ["crossnobis", "poisson-cv"] as const) {
      const error = await caught(() => rdmOf(patterns, { method, linalg }));
      expect(error.message).to.contain("no observation of b in fold 1").and.contain("unbalanced");
      const rdm = rdmOf(patterns, { method, design: "unbalanced", linalg });
      expect(rdm.unknown).to.deep.equal([{ first: 0, second: 1, reason: "no-shared-observations" }]);
    }
    const one = patternsOf(
      [
        [1, 2],
        [3, 5],
      ],
      "ab",
      "00",
    );
    expect((await caught(() => rdmOf(one, { method: "crossnobis", linalg }))).message).to.contain("at least two folds");
    const single = patternsOf(
      [
        [1, 2],
        [3, 5],
        [3, 1],
      ],
      "aba",
    );
    expect((await caught(() => rdmOf(single, { method: "crossnobis", linalg }))).message).to.contain("fold 1");
  });

  it("unequal numbers of observations per fold: the mean outside of a fold is that of all its observations", () => {
    const patterns = patternsOf([[0], [2], [4], [1], [1]], "aaabb", "00101");
    // a: fold means 1 and 4; b: 1 and 1. All folds are single outside of the other: (1 − 1)(4 − 1) twice
    expect([...rdmOf(patterns, { method: "crossnobis", linalg }).vectors.values]).to.deep.equal([0]);
    const three = patternsOf([[0], [2], [4], [6], [1], [1], [1]], "aaaabbb", "0012012");
    // outside of fold 0: 5 − 1; of 1: 8 / 3 − 1; of 2: 2 − 1, against 0, 3 and 5
    const mean = (4 * 0 + (8 / 3 - 1) * 3 + 1 * 5) / 3;
    expect(rdmOf(three, { method: "crossnobis", linalg }).vectors.values[0]).to.be.closeTo(mean, 1e-14);
    const pairs = rdmOf(three, { method: "crossnobis", scheme: "fold-pairs", linalg });
    expect(pairs.vectors.values[0]).to.be.closeTo((0 * 3 + 0 * 5 + 3 * 5) / 3, 1e-14);
  });

  it("options that a method does not use, and parts that do not fit", async () => {
    const patterns = patternsOf(
      [
        [1, 2],
        [3, 5],
      ],
      "ab",
    );
    const tagOf = async (options: object) => (await caught(() => rdmOf(patterns, { ...options, linalg }))).tag;
    expect(await tagOf({ method: "eucledian" as DissimilarityMethod })).to.equal("unknown-name");
    expect(await tagOf({ noise: identity(2) })).to.equal("argument");
    expect(await tagOf({ method: "mahalanobis", noise: identity(3) })).to.equal("argument");
    expect(await tagOf({ method: "mahalanobis", noise: matrix(2, 2, Float64Array.of(1, 2, 0, 1)) })).to.equal(
      "argument",
    );
    expect(await tagOf({ method: "mahalanobis", noise: matrix(2, 2, Float64Array.of(1, 0, 0, Number.NaN)) })).to.equal(
      "argument",
    );
    expect(await tagOf({ method: "poisson", priorWeight: -1 })).to.equal("argument");
    const short = { ...patterns, conditions: ["a"] };
    expect((await caught(() => rdmOf(short, { linalg }))).tag).to.equal("argument");
    const folds = patternsOf([[1], [2], [3], [4]], "abab", "0011");
    const noisePerFold = new Map([["0", identity(1)]]);
    const error = await caught(() => rdmOf(folds, { method: "crossnobis", noisePerFold, linalg }));
    expect(error.message).to.contain("none for 1");
    const singular = new Map([
      ["0", identity(1)],
      ["1", matrix(1, 1)],
    ]);
    expect((await caught(() => rdmOf(folds, { method: "crossnobis", noisePerFold: singular, linalg }))).tag).to.equal(
      "numeric",
    );
  });

  it("says how it was made, and changes nothing that it is given", () => {
    const patterns = patternsOf(
      [
        [1, 2],
        [3, 5],
        [2, 2],
        [1, 1],
      ],
      "baba",
      "0011",
    );
    const before = patterns.values.values.slice();
    const described = { ...patterns, descriptors: { animate: [true, false, true, false], trial: [1, 2, 3, 4] } };
    for (const design of ["balanced", "unbalanced"] as const) {
      const rdm = rdmOf(described, { method: "crossnobis", removeMean: true, design, linalg });
      expect(rdm.conditions).to.deep.equal(["a", "b"]);
      expect(rdm.conditionDescriptors).to.deep.equal({ animate: [false, true] });
      expect(rdm).to.include({ dissimilarity: "crossnobis", noise: "none", meanRemoved: true, design });
      expect(rdm.crossvalidation).to.equal(design === "balanced" ? "leave-one-fold-out" : "observation-pairs");
      for (const method of ["correlation", "cosine", "poisson", "poisson-cv"] as const)
        rdmOf(patterns, { method, design, linalg });
    }
    expect(patterns.values.values).to.deep.equal(before);
  });
});
