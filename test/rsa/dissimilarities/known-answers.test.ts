import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { rdmOf } from "../../../src/rsa/dissimilarities/rdm-of.js";
import type { RdmOptions } from "../../../src/rsa/dissimilarities/rdm-options.js";
import type { Patterns } from "../../../src/rsa/patterns/patterns.js";
import { matrixOf, smallFixture } from "../small-fixtures.js";

const linalg = jsLinalg;

/** The twelve observations of four conditions in three folds, and the answers by name. */
function calc(test: Mocha.Context) {
  const fixture = smallFixture(test, "calc");
  const { measurements, cond, fold, precision, precision_per_fold } = fixture;
  const patterns: Patterns = {
    values: matrixOf(measurements),
    conditions: (cond as number[]).map(String),
    folds: (fold as number[]).map(String),
  };
  const perFold = (precision_per_fold as unknown[]).map((rows, k) => [String(k), matrixOf(rows)] as const);
  return {
    patterns,
    noise: matrixOf(precision),
    noisePerFold: new Map(perFold),
    expected: fixture.expected as Record<string, number[]>,
  };
}

function expectClose(found: ArrayLike<number>, expected: readonly number[], tolerance = 1e-10): void {
  expect(found).to.have.length(expected.length);
  expected.forEach((value, k) => {
    expect(found[k]).to.be.closeTo(value, tolerance);
  });
}

type CalcCase = (parts: ReturnType<typeof calc>) => Omit<RdmOptions, "linalg">;

describe("rdmOf: answers of a reference implementation", () => {
  const cases: Record<string, CalcCase> = {
    euclidean: () => ({ method: "euclidean" }),
    "euclidean|remove_mean": () => ({ method: "euclidean", removeMean: true }),
    correlation: () => ({ method: "correlation" }),
    poisson: () => ({ method: "poisson", priorLambda: 1, priorWeight: 0.1 }),
    mahalanobis: ({ noise }) => ({ method: "mahalanobis", noise }),
    "crossnobis|identity": () => ({ method: "crossnobis" }),
    "crossnobis|precision": ({ noise }) => ({ method: "crossnobis", noise }),
    "crossnobis|remove_mean": () => ({ method: "crossnobis", removeMean: true }),
    "crossnobis|precision_per_fold": ({ noisePerFold }) => ({ method: "crossnobis", noisePerFold }),
    "poisson_cv|mean_over_folds": () => ({ method: "poisson-cv" }),
    unbalanced_euclidean: () => ({ method: "euclidean", design: "unbalanced" }),
    unbalanced_correlation: () => ({ method: "correlation", design: "unbalanced" }),
    unbalanced_poisson: () => ({ method: "poisson", design: "unbalanced" }),
    unbalanced_mahalanobis: ({ noise }) => ({ method: "mahalanobis", noise, design: "unbalanced" }),
    unbalanced_crossnobis: ({ noise }) => ({ method: "crossnobis", noise, design: "unbalanced" }),
    unbalanced_poisson_cv: () => ({ method: "poisson-cv", design: "unbalanced" }),
  };
  for (const [name, optionsOf] of Object.entries(cases)) {
    it(name, function () {
      const parts = calc(this);
      const rdm = rdmOf(parts.patterns, { ...optionsOf(parts), linalg });
      expectClose(rdm.vectors.values, parts.expected[name]!);
      expect(rdm.unknown).to.deep.equal([]);
    });
  }

  it("weights that are equal count like numbers where nothing is missing", function () {
    const { patterns, expected } = calc(this);
    const rdm = rdmOf(patterns, { design: "unbalanced", weighting: "equal", linalg });
    expectClose(rdm.vectors.values, expected.euclidean!);
  });

  it("crossvalidated Poisson is the mean over folds, not the last fold", function () {
    const { patterns, expected } = calc(this);
    const rdm = rdmOf(patterns, { method: "poisson-cv", linalg });
    const lastFold = expected["poisson_cv|toolbox_last_fold_only"]!;
    rdm.vectors.values.forEach((value, k) => {
      expect(value).not.to.be.closeTo(lastFold[k]!, 1e-3);
    });
  });

  it("precisions per fold hold in the unbalanced form too", function () {
    const { patterns, noisePerFold, expected } = calc(this);
    const rdm = rdmOf(patterns, { method: "crossnobis", noisePerFold, design: "unbalanced", linalg });
    expectClose(rdm.vectors.values, expected["crossnobis|precision_per_fold"]!);
    expect(rdm.noise).to.equal("precision per fold");
  });
});

/** Six observations of three stimuli, two entries missing. */
function unbalancedDemo(test: Mocha.Context): Patterns {
  const { measurements, stimulus, runs } = smallFixture(test, "calc_unbalanced_nan");
  return {
    values: matrixOf(measurements),
    conditions: (stimulus as number[]).map(String),
    folds: (runs as number[]).map(String),
  };
}

describe("rdmOf: unequal numbers of observations and missing channels", () => {
  it("euclidean, products by their number of channels", function () {
    const rdm = rdmOf(unbalancedDemo(this), { design: "unbalanced", linalg });
    const { expected } = smallFixture(this, "calc_unbalanced_nan") as { expected: Record<string, number[]> };
    expectClose(rdm.vectors.values, expected["euclidean|number"]!);
  });

  it("euclidean, products counted equally", function () {
    const rdm = rdmOf(unbalancedDemo(this), { design: "unbalanced", weighting: "equal", linalg });
    expectClose(rdm.vectors.values, [0.2155, 0.628375, 0.3554305556]);
  });

  it("crossnobis: a condition that one run holds alone is unknown, and no other", function () {
    const rdm = rdmOf(unbalancedDemo(this), { method: "crossnobis", design: "unbalanced", linalg });
    expect(Array.from(rdm.vectors.values.subarray(0, 2))).to.deep.equal([Number.NaN, Number.NaN]);
    expect(rdm.vectors.values[2]).to.be.closeTo(-0.0111199095, 1e-10);
    expect(rdm.unknown).to.deep.equal([
      { first: 0, second: 1, reason: "no-shared-observations" },
      { first: 0, second: 2, reason: "no-shared-observations" },
    ]);
  });

  it("correlation over the channels that both observations have", function () {
    const rdm = rdmOf(unbalancedDemo(this), { method: "correlation", design: "unbalanced", linalg });
    expectClose(rdm.vectors.values, [0.6674415821, 1.0148011359, 0.1014702678]);
  });

  it("pairs of rows: euclidean and Poisson, balanced and not", function () {
    const { measurements } = smallFixture(this, "calc_unbalanced_nan");
    const whole = matrixOf(measurements);
    whole.values[7] = 2.9;
    whole.values[24] = 1;
    const patterns = { values: whole, conditions: ["0", "0", "1", "1", "2", "2"] };
    expectClose(rdmOf(patterns, { linalg }).vectors.values, [1.088, 0.4875, 0.4035]);
    const poisson = rdmOf(patterns, { method: "poisson", linalg }).vectors.values;
    expectClose(poisson, [0.82390993, 0.39072889, 0.31973757], 1e-8);
    const unbalanced = rdmOf(patterns, { method: "poisson", design: "unbalanced", linalg }).vectors.values;
    expectClose(unbalanced, [0.8536975, 0.428618, 0.26686784], 1e-8);
  });

  it("the precision is restricted to the channels that both have: the identity changes nothing", function () {
    const patterns = unbalancedDemo(this);
    const noise = matrixOf(Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (_, j) => Number(i === j))));
    for (const weighting of ["number", "equal"] as const) {
      const options = { design: "unbalanced", weighting, linalg } as const;
      const euclidean = rdmOf(patterns, options).vectors.values;
      expectClose(rdmOf(patterns, { ...options, method: "mahalanobis", noise }).vectors.values, [...euclidean]);
    }
  });
});
