import { expect } from "chai";
import fc from "fast-check";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { createRandom } from "../../../src/random/create-random.js";
import { rdmOf } from "../../../src/rsa/dissimilarities/rdm-of.js";
import type { DissimilarityMethod, RdmOptions } from "../../../src/rsa/dissimilarities/rdm-options.js";
import type { Patterns } from "../../../src/rsa/patterns/patterns.js";
import { takeRows } from "../../../src/rsa/patterns/take-rows.js";

const linalg = jsLinalg;

/** Positive patterns of n conditions in every fold, once each. */
function madePatterns(seed: string, nConditions: number, nFolds: number, nChannels: number): Patterns {
  const random = createRandom(seed);
  const rows = Array.from({ length: nConditions * nFolds }, (_, row) => row);
  return {
    values: matrix(
      rows.length,
      nChannels,
      Float64Array.from({ length: rows.length * nChannels }, () => random.uniform() * 4),
    ),
    conditions: rows.map((row) => `c${row % nConditions}`),
    folds: rows.map((row) => String(Math.floor(row / nConditions))),
  };
}

function madePrecision(seed: string, size: number): Matrix {
  const random = createRandom(seed);
  const factor = matrix(
    2 * size,
    size,
    Float64Array.from({ length: 2 * size * size }, () => random.normal()),
  );
  return linalg.gram(factor);
}

function expectSame(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(found).to.have.length(expected.length);
  for (let k = 0; k < expected.length; k++) {
    if (Number.isNaN(expected[k]!)) expect(found[k]).to.be.NaN;
    else expect(found[k]).to.be.closeTo(expected[k]!, tolerance);
  }
}

const size = fc.record({
  seed: fc.string(),
  nConditions: fc.integer({ min: 2, max: 6 }),
  nFolds: fc.integer({ min: 2, max: 4 }),
  nChannels: fc.integer({ min: 2, max: 9 }),
});
const values = (patterns: Patterns, options: Omit<RdmOptions, "linalg">) =>
  rdmOf(patterns, { ...options, linalg }).vectors.values;
const allMethods: readonly DissimilarityMethod[] = [
  "euclidean",
  "correlation",
  "cosine",
  "mahalanobis",
  "crossnobis",
  "poisson",
  "poisson-cv",
];
const takesNoise = (method: DissimilarityMethod) => method === "mahalanobis" || method === "crossnobis";

describe("rdmOf: what holds for all data", () => {
  it("the balanced and the unbalanced form agree on balanced data in the Euclidean family", () => {
    fc.assert(
      fc.property(size, ({ seed, nConditions, nFolds, nChannels }) => {
        const patterns = madePatterns(seed, nConditions, nFolds, nChannels);
        const noise = madePrecision(seed, nChannels);
        for (const options of [
          { method: "euclidean" },
          { method: "euclidean", removeMean: true },
          { method: "mahalanobis", noise },
          { method: "crossnobis" },
          { method: "crossnobis", noise },
          { method: "poisson-cv" },
        ] as const) {
          expectSame(values(patterns, { ...options, design: "unbalanced" }), values(patterns, options), 1e-10);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("an offset of all patterns of 2³⁰, which leaves 23 bits of the patterns, leaves as many of the unbalanced form", () => {
    const patterns = madePatterns("offset", 4, 3, 5);
    const shifted = {
      ...patterns,
      values: { ...patterns.values, values: patterns.values.values.map((x) => x + 2 ** 30) },
    };
    const found = values(shifted, { method: "euclidean", design: "unbalanced" });
    values(shifted, { method: "euclidean" }).forEach((distance, pair) => {
      expect(found[pair]).to.be.closeTo(distance, 1e-6);
    });
    expect(shifted.values.values[0]).to.equal(patterns.values.values[0]! + 2 ** 30);
  });

  it("one fold against the others is the mean over all pairs of folds, for equal numbers and one precision", () => {
    fc.assert(
      fc.property(size, ({ seed, nConditions, nFolds, nChannels }) => {
        const patterns = madePatterns(seed, nConditions, nFolds, nChannels);
        const noise = madePrecision(seed, nChannels);
        const options = { method: "crossnobis", noise } as const;
        const one = values(patterns, options);
        expectSame(values(patterns, { ...options, scheme: "fold-pairs" }), one, 1e-10);
        const noisePerFold = new Map(Array.from({ length: nFolds }, (_, fold) => [String(fold), noise] as const));
        expectSame(values(patterns, { method: "crossnobis", noisePerFold }), one, 1e-8);
      }),
      { numRuns: 30 },
    );
  });

  it("the mean over fold pairs = n / (n − 1) d(mean) − Σ d(fold) / (n (n − 1))", () => {
    fc.assert(
      fc.property(size, ({ seed, nConditions, nFolds, nChannels }) => {
        const patterns = madePatterns(seed, nConditions, nFolds, nChannels);
        const ofMean = values(patterns, { method: "euclidean" });
        const ofFolds = Array.from({ length: nFolds }, (_, fold) => {
          const rows = patterns.folds!.flatMap((label, row) => (label === String(fold) ? [row] : []));
          return values(takeRows(patterns, rows), { method: "euclidean" });
        });
        const expected = ofMean.map((distance, pair) => {
          const sum = ofFolds.reduce((total, distances) => total + distances[pair]!, 0);
          return (nFolds / (nFolds - 1)) * distance - sum / (nFolds * (nFolds - 1));
        });
        expectSame(values(patterns, { method: "crossnobis" }), expected, 1e-11);
      }),
      { numRuns: 30 },
    );
  });

  it("the order of the rows says nothing, and conditions come out sorted in both forms", () => {
    fc.assert(
      fc.property(size, fc.constantFrom(...allMethods), ({ seed, nConditions, nFolds, nChannels }, method) => {
        const patterns = madePatterns(seed, nConditions, nFolds, nChannels);
        const random = createRandom(`${seed}/order`);
        const order = patterns.conditions.map((_, row) => row);
        for (let k = order.length - 1; k > 0; k--) {
          const other = random.integer(k + 1);
          [order[k], order[other]] = [order[other]!, order[k]!];
        }
        const shuffled = takeRows(patterns, order);
        const noise = takesNoise(method) ? madePrecision(seed, nChannels) : undefined;
        for (const design of ["balanced", "unbalanced"] as const) {
          const [direct, again] = [patterns, shuffled].map((rows) => rdmOf(rows, { method, noise, design, linalg }));
          expect(again!.conditions).to.deep.equal([...new Set(patterns.conditions)].sort());
          expectSame(again!.vectors.values, direct!.vectors.values, 1e-11);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("a channel that is far from the others does not spoil the correlation over those that are shared", () => {
    const rows = [
      [1e5, 0.1, 0.2, 0.4, 0.3],
      [Number.NaN, 2, 1, 5, 5],
    ];
    const patterns = { values: matrix(2, 5, Float64Array.from(rows.flat())), conditions: ["a", "b"] };
    // 1 − r of the last four channels: deviations, ten times the first, −1.5 −.5 1.5 .5 and −1.25 −2.25 1.75 1.75
    const expected = 1 - 6.5 / Math.sqrt(5 * 12.75);
    const [found] = values(patterns, { method: "correlation", design: "unbalanced", weighting: "equal" });
    expect(found).to.be.closeTo(expected, 1e-12);
  });

  it("sums of products in one go are the sums over pairs of observations", () => {
    fc.assert(
      fc.property(size, fc.constantFrom(...allMethods), ({ seed, nConditions, nFolds, nChannels }, method) => {
        const patterns = madePatterns(seed, nConditions, nFolds, nChannels + 1);
        const random = createRandom(`${seed}/holes`);
        const holes = patterns.values.values.map((value) => (random.uniform() < 0.2 ? Number.NaN : value));
        // some conditions are then missing in some folds
        const kept = patterns.conditions.flatMap((_, row) =>
          row < nConditions || random.uniform() < 0.8 ? [row] : [],
        );
        const holed = takeRows({ ...patterns, values: { ...patterns.values, values: holes } }, kept);
        const whole = takeRows(patterns, kept);
        const noise = takesNoise(method) ? madePrecision(seed, nChannels + 1) : undefined;
        for (const weighting of ["number", "equal"] as const) {
          const options = { method, noise, weighting, design: "unbalanced" } as const;
          expectSame(values(holed, options), byDefinition(holed, options), 1e-9);
          expectSame(values(whole, options), byDefinition(whole, options), 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("NaN stays with the condition that brings it, in the balanced form", () => {
    for (const method of allMethods) {
      const patterns = madePatterns("holes", 4, 3, 6);
      const whole = values(patterns, { method });
      patterns.values.values[6 * 5 + 2] = Number.NaN;
      const rdm = rdmOf(patterns, { method, linalg });
      // the hole is in c1: pairs 01, 12, 13
      const expected = whole.map((distance, pair) => ([0, 3, 4].includes(pair) ? Number.NaN : distance));
      expectSame(rdm.vectors.values, expected, 1e-12);
      expect(rdm.unknown.map(({ reason }) => reason)).to.deep.equal(Array(3).fill("missing-channel"));
    }
  });
});

/** The unbalanced estimator pair by pair and channel by channel. */
function byDefinition(patterns: Patterns, options: Omit<RdmOptions, "linalg">): number[] {
  const conditions = [...new Set(patterns.conditions)].sort();
  const crossvalidated = options.method === "crossnobis" || options.method === "poisson-cv";
  const { rows, columns, values: all } = patterns.values;
  const row = (a: number) => Array.from(all.subarray(a * columns, (a + 1) * columns));
  const k = conditions.map(() => conditions.map(() => ({ s: 0, w: 0 })));
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < rows; b++) {
      if (crossvalidated && patterns.folds![a] === patterns.folds![b]) continue;
      const shared = Array.from({ length: columns }, (_, c) => c).filter(
        (c) => !Number.isNaN(row(a)[c]!) && !Number.isNaN(row(b)[c]!),
      );
      if (shared.length === 0 || (options.method === "correlation" && shared.length < 2)) continue;
      const [x, y] = [a, b].map((r) => shared.map((c) => row(r)[c]!));
      const s = similarity(x!, y!, shared, options);
      const entry = k[conditions.indexOf(patterns.conditions[a]!)]![conditions.indexOf(patterns.conditions[b]!)]!;
      entry.s += options.weighting === "equal" ? s / shared.length : s;
      entry.w += options.weighting === "equal" ? 1 : shared.length;
    }
  }
  const mean = (i: number, j: number) => k[i]![j]!.s / k[i]![j]!.w;
  return conditions.flatMap((_, i) =>
    conditions.slice(i + 1).map((_, j) => mean(i, i) + mean(i + 1 + j, i + 1 + j) - 2 * mean(i, i + 1 + j)),
  );
}

function similarity(x: number[], y: number[], shared: number[], { method, noise }: Omit<RdmOptions, "linalg">): number {
  const dot = (p: number[], q: number[]) => p.reduce((sum, value, c) => sum + value * q[c]!, 0);
  const rate = (value: number) => (value + 0.1) / 1.1;
  if (method === "poisson" || method === "poisson-cv") {
    return x.reduce((sum, value, c) => {
      const [l, m] = [rate(value), rate(y[c]!)];
      return sum + ((m - l) * (Math.log(l) - Math.log(m))) / 2;
    }, 0);
  }
  if (method === "correlation" || method === "cosine") {
    const centre = (p: number[]) => {
      const mean = method === "correlation" ? p.reduce((sum, value) => sum + value, 0) / p.length : 0;
      return p.map((value) => value - mean);
    };
    const [u, v] = [centre(x), centre(y)];
    return (dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v))) * (shared.length / 2);
  }
  if (!noise) return dot(x, y);
  return x.reduce(
    (sum, value, c) =>
      sum + value * y.reduce((s, other, d) => s + noise.values[shared[c]! * noise.columns + shared[d]!]! * other, 0),
    0,
  );
}
