import { expect } from "chai";
import fc from "fast-check";
import { matrix } from "../../../src/linalg/matrix.js";
import { wasmLinalg } from "../../../src/linalg/wasm/wasm-linalg.js";
import { createRandom } from "../../../src/random/create-random.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import type { MeasureName } from "../../../src/rsa/comparison/measure-name.js";
import { measures } from "../../../src/rsa/comparison/measures.js";
import { pairCount } from "../../../src/rsa/pair-count.js";
import { rdmsOf } from "../made-rdms.js";
import { directMeasures } from "./direct-measures.js";

const names = Object.keys(measures) as MeasureName[];
const one = (x: readonly number[], y: readonly number[], measure: MeasureName) =>
  compare(rdmsOf(x), rdmsOf(y), { measure }).values[0]!;

/** Squared distances of random patterns, so that every measure is defined. */
function made(name: string, n: number, channels = n): number[] {
  const random = createRandom(name);
  const points = Array.from({ length: n }, () => Array.from({ length: channels }, () => random.normal()));
  return points.flatMap((a, i) =>
    points.slice(i + 1).map((b) => a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0) / channels),
  );
}

describe("rsa: compare", () => {
  it("keeps signed dissimilarities: negative ones of crossvalidation are values as others", () => {
    const [x, y] = [
      [-0.5, 1, 0.2, -0.1, 2, 0.7],
      [0.3, 0.9, -0.4, 0.1, 1.5, 0.2],
    ];
    const values = names.map((measure) => [measure, one(x!, y!, measure)] as const);
    for (const [measure, value] of values) {
      // second moments that are not positive definite have no Riemannian distance
      if (measure === "riemannian") expect(value).NaN;
      else expect(value, measure).satisfy(Number.isFinite);
    }
    // ranks keep the order of negative values, without clipping to 0
    const lifted = (rdm: readonly number[]) => rdm.map((value) => value + 1);
    for (const measure of ["spearman", "rho-a", "tau-a", "tau-b", "corr", "corr-cov"] as const) {
      expect(one(x!, y!, measure), measure).closeTo(one(lifted(x!), lifted(y!), measure), 1e-12);
    }
    const clipped = x!.map((value) => Math.max(0, value));
    expect(one(x!, y!, "spearman")).not.closeTo(one(clipped, y!, "spearman"), 1e-3);
    // a whitened cosine changes its sign with its data
    const negative = x!.map((value) => -value);
    expect(one(negative, y!, "cosine-cov")).closeTo(-one(x!, y!, "cosine-cov"), 1e-12);
  });

  it("gives high cosines for dissimilarities without a meaningful zero, low ones where there is one", () => {
    const random = createRandom("baseline");
    const noise = () => Array.from({ length: pairCount(30) }, () => random.normal());
    const [x, y] = [noise(), noise()];
    const biased = (rdm: readonly number[]) => rdm.map((value) => 5 + value);
    expect(one(biased(x), biased(y), "cosine")).above(0.9);
    expect(Math.abs(one(x, y, "cosine"))).below(0.2);
    expect(Math.abs(one(biased(x), biased(y), "corr"))).below(0.2);
  });

  it("is 0 where an RDM has no size or no variation", () => {
    const [zero, constant, x] = [new Array(6).fill(0), new Array(6).fill(0.1), [1, 2, 3, 4, 5, 6]];
    for (const measure of ["cosine", "cosine-cov"] as const) expect(one(zero, x, measure), measure).equal(0);
    for (const measure of ["corr", "spearman", "rho-a", "tau-a", "corr-cov", "corr-cov-gls"] as const) {
      expect(one(constant, x, measure), measure).equal(0);
    }
    // as SciPy has it: no pair of pairs is untied
    expect(one(constant, x, "tau-b")).NaN;
  });

  it("is largest for an RDM with itself, where nothing is tied", () => {
    fc.assert(
      fc.property(fc.integer().map(String), (name) => {
        const [x, y] = [made(`${name}x`, 6), made(`${name}y`, 6)];
        for (const measure of names) {
          const self = one(x, x, measure);
          const sign = measure === "bures-squared" ? -1 : 1;
          expect(self, measure).closeTo(measure === "riemannian" || measure === "bures-squared" ? 0 : 1, 1e-4);
          expect(sign * self, measure).at.least(sign * one(x, y, measure) - 1e-9);
        }
      }),
      { numRuns: 5 },
    );
  });

  it("does not depend on the order of the conditions", () => {
    const n = 7;
    const order = [3, 0, 6, 1, 5, 2, 4];
    const moved = (rdm: readonly number[]) => {
      const whole = Array.from({ length: n }, () => new Array<number>(n).fill(0));
      let pair = 0;
      for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++, pair++) whole[i]![j] = whole[j]![i] = rdm[pair]!;
      return order.flatMap((i, a) => order.slice(a + 1).map((j) => whole[i]![j]!));
    };
    const [x, y] = [made("order x", n), made("order y", n)];
    for (const measure of names) {
      // the first condition is the origin of second moments, which changes no distance between them
      expect(one(moved(x), moved(y), measure), measure).closeTo(one(x, y, measure), 1e-7);
    }
  });

  it("compares all with all, with every provider, and leaves its input as it was", async () => {
    const n = 6;
    const x = rdmsOf(made("a", n), made("b", n), made("c", n));
    const y = rdmsOf(made("d", n), made("e", n));
    const before = [x.values.slice(), y.values.slice()];
    const wasm = await wasmLinalg();
    for (const measure of names) {
      const { rows, columns, values } = compare(x, y, { measure });
      expect([rows, columns]).eql([3, 2]);
      const single = compare(rdmsOf(made("b", n)), rdmsOf(made("e", n)), { measure }).values[0]!;
      expect(values[3], measure).closeTo(single, 1e-9);
      const other = compare(x, y, { measure, linalg: wasm }).values;
      for (const [k, value] of values.entries()) expect(other[k], measure).closeTo(value, 1e-6);
    }
    expect([x.values, y.values]).eql(before);
  });

  it("uses the pairs that both have only where it is told to", () => {
    const x = rdmsOf([1, 2, Number.NaN, 4, 5, 7]);
    const y = rdmsOf([1, 3, 2, 5, 4, 6], [2, Number.NaN, 4, 1, 5, 3]);
    expect(() => compare(x, y, { measure: "corr" })).throw(/the same unknown pairs.*pairwise/);
    const { values } = compare(x, y, { measure: "corr", missing: "pairwise" });
    expect(values[0]).closeTo(directMeasures.corr([1, 2, 4, 5, 7], [1, 3, 5, 4, 6]), 1e-12);
    expect(values[1]).closeTo(directMeasures.corr([1, 4, 5, 7], [2, 1, 5, 3]), 1e-12);
    expect(() => compare(x, x, { measure: "bures" })).throw(/all pairs known/);
  });

  it("says what is wrong", () => {
    const x = rdmsOf([1, 2, 3]);
    expect(() => compare(x, rdmsOf([1, 2, 3, 4, 5, 6]), { measure: "corr" })).throw(/y: expected 3 conditions/);
    expect(() => compare(x, x, { measure: "cosine_cov" as MeasureName })).throw(/nearest: cosine-cov/);
    expect(() => compare(x, x, { measure: "toString" as MeasureName })).throw(/no measure/);
    expect(() => compare({ ...x, values: x.values.slice(1) }, x, { measure: "corr" })).throw(/1 × 3 values/);
    const whitened = (sigmaK: number[] | ReturnType<typeof matrix>) => () =>
      compare(x, x, { measure: "cosine-cov", sigmaK: sigmaK as number[] });
    expect(whitened([1, 2])).throw(/sigmaK: expected 3 variances/);
    expect(whitened([1, 0, 2])).throw(/variance of condition 1 is 0/);
    expect(whitened(matrix(3, 3, Float64Array.of(1, 1, 0, 1, 1, 0, 0, 0, 1)))).throw(/not positive definite|row/);
  });
});
