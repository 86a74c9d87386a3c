import { expect } from "chai";
import fc from "fast-check";
import { identity } from "../../../src/linalg/identity.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import { compareResampled } from "../../../src/rsa/comparison/compare-resampled.js";
import type { MeasureName } from "../../../src/rsa/comparison/measure-name.js";
import { prepareComparison } from "../../../src/rsa/comparison/prepare-comparison.js";
import { pairCount } from "../../../src/rsa/pair-count.js";
import { caught } from "../../support/caught.js";
import { rdmsOf } from "../made-rdms.js";
import {
  directMeasures,
  directWhitened,
  knownPairs,
  pairCovariance,
  rowsOfSample,
  withCopies,
} from "./direct-measures.js";

const n = 7;
const distance = fc.double({ min: -1, max: 3, noNaN: true });
const rdm = fc.array(distance, { minLength: pairCount(n), maxLength: pairCount(n) });
const tiedRdm = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: pairCount(n), maxLength: pairCount(n) });
/** Samples of at least three different conditions. */
const counts = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: n, maxLength: n })
  .filter((times) => times.filter((count) => count > 0).length >= 3);
const variances = fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: n, maxLength: n });

/** Vectors of a sample with rows for copies, without what is not known. */
function brute(x: readonly number[], y: readonly number[], times: readonly number[]) {
  const [copiedX, copiedY] = [withCopies(x, n, times), withCopies(y, n, times)];
  const pairs = knownPairs(copiedX, copiedY);
  return { x: pairs.map((pair) => copiedX[pair]!), y: pairs.map((pair) => copiedY[pair]!), pairs };
}

function one(
  x: readonly number[],
  y: readonly number[],
  times: readonly number[],
  measure: MeasureName,
  sigmaK?: number[],
) {
  return compareResampled(rdmsOf(x), rdmsOf(y), times, { measure, ...(sigmaK && { sigmaK }) }).values[0]!;
}

const varies = (values: readonly number[]) => Math.max(...values) - Math.min(...values) > 1e-3;

describe("rsa: compareResampled", () => {
  for (const [name, direct] of Object.entries(directMeasures)) {
    it(`gives ${name} of the stacks with copies`, () => {
      fc.assert(
        fc.property(fc.oneof(rdm, tiedRdm), fc.oneof(rdm, tiedRdm), counts, (x, y, times) => {
          const copied = brute(x, y, times);
          fc.pre(varies(copied.x) && varies(copied.y));
          const expected = direct(copied.x, copied.y);
          expect(one(x, y, times, name as MeasureName)).closeTo(expected, 1e-9);
        }),
        { numRuns: 200 },
      );
    });
  }

  for (const [name, direct] of Object.entries(directWhitened)) {
    it(`gives ${name} by a direct solve for the stacks with copies`, () => {
      fc.assert(
        fc.property(rdm, rdm, counts, fc.option(variances), (x, y, times, own) => {
          const copied = brute(x, y, times);
          fc.pre(varies(copied.x) && varies(copied.y));
          const rows = rowsOfSample(times);
          const sigma = identity(rows.length);
          rows.forEach((row, k) => {
            sigma.values[k * (rows.length + 1)] = own?.[row] ?? 1;
          });
          const expected = direct(copied.x, copied.y, pairCovariance(sigma, copied.pairs));
          expect(one(x, y, times, name as MeasureName, own ?? undefined)).closeTo(expected, 1e-9);
        }),
        { numRuns: 100 },
      );
    });
  }

  it("gives Bures measures of patterns with copies, at distance 0", () => {
    // on a grid: the root of a kernel's eigenvalue of rounding size would be no rounding
    const coordinate = fc.integer({ min: -24, max: 24 }).map((value) => value / 8);
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 4 * n, maxLength: 4 * n }), counts, (coordinates, times) => {
        const points = Array.from({ length: n }, (_, k) => coordinates.slice(4 * k, 4 * k + 4));
        const squared = (from: number, to: number) => (rows: readonly number[]) =>
          rows.flatMap((i, a) =>
            rows.slice(a + 1).map((j) => {
              const parts = points[i]!.slice(from, to).map((value, k) => (value - points[j]![from + k]!) ** 2);
              return parts.reduce((sum, part) => sum + part, 0);
            }),
          );
        const rows = rowsOfSample(times);
        const [x, y] = [squared(0, 2), squared(2, 4)];
        const whole = rowsOfSample(new Array<number>(n).fill(1));
        fc.pre(varies(x(rows)) && varies(y(rows)));
        for (const measure of ["bures", "bures-squared"] as const) {
          const expected = compare(rdmsOf(x(rows)), rdmsOf(y(rows)), { measure }).values[0]!;
          expect(one(x(whole), y(whole), times, measure), measure).closeTo(expected, 1e-7);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("leaves pairs out that are not known in both, whichever the measure", () => {
    const gaps = fc.uniqueArray(fc.integer({ min: 0, max: pairCount(n) - 1 }), { maxLength: 5 });
    fc.assert(
      fc.property(rdm, rdm, counts, gaps, gaps, (x, y, times, gapsX, gapsY) => {
        const without = (values: readonly number[], gone: readonly number[]) =>
          values.map((value, pair) => (gone.includes(pair) ? Number.NaN : value));
        const [partialX, partialY] = [without(x, gapsX), without(y, gapsY)];
        const copied = brute(partialX, partialY, times);
        fc.pre(copied.pairs.length > 3 && varies(copied.x) && varies(copied.y));
        const sigma = identity(rowsOfSample(times).length);
        const similarity = (measure: MeasureName) =>
          compareResampled(rdmsOf(partialX), rdmsOf(partialY), times, { measure, missing: "pairwise" }).values[0]!;
        for (const [name, direct] of Object.entries(directMeasures)) {
          expect(similarity(name as MeasureName), name).closeTo(direct(copied.x, copied.y), 1e-9);
        }
        const v = pairCovariance(sigma, copied.pairs);
        for (const [name, direct] of Object.entries(directWhitened)) {
          expect(similarity(name as MeasureName), name).closeTo(direct(copied.x, copied.y, v), 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("whitens by a covariance exactly, also where pairs are not known or conditions left out", () => {
    const entries = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n });
    const gaps = fc.uniqueArray(fc.integer({ min: 0, max: pairCount(n) - 1 }), { maxLength: 6 });
    const some = fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 4 });
    fc.assert(
      fc.property(rdm, rdm, entries, gaps, some, (x, y, values, gone, kept) => {
        const sigma = matrix(n, n);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            let sum = i === j ? 1 : 0;
            for (let k = 0; k < n; k++) sum += values[i * n + k]! * values[j * n + k]!;
            sigma.values[i * n + j] = sum;
          }
        }
        const times = Array.from({ length: n }, (_, k) => (kept.includes(k) ? 1 : 0));
        const without = (rdm: readonly number[]) =>
          rdm.map((value, pair) => (gone.includes(pair) ? Number.NaN : value));
        const sample = brute(without(x), without(y), times);
        fc.pre(sample.pairs.length > 3 && varies(sample.x) && varies(sample.y));
        const rows = rowsOfSample(times);
        const part = matrix(rows.length, rows.length);
        rows.forEach((from, i) => {
          rows.forEach((to, j) => {
            part.values[i * rows.length + j] = sigma.values[from * n + to]!;
          });
        });
        const v = pairCovariance(part, sample.pairs);
        for (const [name, direct] of Object.entries(directWhitened)) {
          const options = { measure: name as MeasureName, sigmaK: sigma };
          const found = compareResampled(rdmsOf(without(x)), rdmsOf(without(y)), times, options).values[0]!;
          expect(found, name).closeTo(direct(sample.x, sample.y, v), 1e-8);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("gives what is prepared once for every sample", () => {
    const [x, y] = [rdmsOf([1, 2, 3, 4, 5, 6], [3, 1, 2, 6, 5, 4]), rdmsOf([2, 1, 4, 3, 6, 5])];
    const prepared = prepareComparison(x, y, { measure: "spearman" });
    for (const times of [
      [1, 1, 1, 1],
      [2, 0, 1, 1],
      [0, 3, 0, 1],
    ]) {
      expect(prepared.compare(times)).eql(compareResampled(x, y, times, { measure: "spearman" }));
    }
    expect(prepared.compare()).eql(compare(x, y, { measure: "spearman" }));
  });

  it("refuses counts that are none, and copies under noise that covaries", async () => {
    const x = rdmsOf([1, 2, 3]);
    for (const counts of [
      [1, 1],
      [1, 1, -1],
      [1, 1, 0.5],
      [1, 1, Number.NaN],
    ]) {
      expect((await caught(() => compareResampled(x, x, counts, { measure: "corr" }))).tag).equal("argument");
    }
    const sigmaK = matrix(3, 3, Float64Array.of(1, 0.2, 0, 0.2, 1, 0, 0, 0, 1));
    expect((await caught(() => compareResampled(x, x, [2, 1, 1], { measure: "cosine-cov", sigmaK }))).tag).equal(
      "argument",
    );
    expect((await caught(() => compareResampled(x, x, [2, 1, 1], { measure: "riemannian" }))).tag).equal("argument");
  });

  it("is NaN where the sample has no pair", () => {
    const x = rdmsOf([1, 2, 3]);
    for (const measure of [
      "cosine",
      "spearman",
      "rho-a",
      "tau-a",
      "tau-b",
      "cosine-cov",
      "corr-cov-gls",
      "bures",
    ] as const) {
      expect(compareResampled(x, x, [1, 0, 0], { measure }).values[0], measure).NaN;
    }
  });
});
