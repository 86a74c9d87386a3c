import { expect } from "chai";
import fc from "fast-check";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { createRandom } from "../../../src/random/create-random.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import { pairCount } from "../../../src/rsa/pair-count.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { cca } from "../../../src/rsa/similarity/cca.js";
import { cka } from "../../../src/rsa/similarity/cka.js";
import { procrustes } from "../../../src/rsa/similarity/procrustes.js";
import { shapeDistance } from "../../../src/rsa/similarity/shape-distance.js";

const seed = fc.integer().map(String);

function made(name: string, rows: number, columns: number): Matrix {
  const random = createRandom(name);
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random.normal()),
  );
}

function turned(patterns: Matrix, name: string): Matrix {
  const { q } = jsLinalg.qr(made(name, patterns.columns, patterns.columns));
  return jsLinalg.multiply(patterns, q);
}

function moved({ rows, columns, values }: Matrix, scale: number): Matrix {
  return matrix(
    rows,
    columns,
    values.map((value, at) => scale * value + (at % columns)),
  );
}

/** Squared Euclidean distances over the number of channels. */
function squaredDistances({ rows: n, columns, values }: Matrix): RdmVectors {
  const result = new Float64Array(pairCount(n));
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, at++) {
      for (let c = 0; c < columns; c++)
        result[at]! += (values[i * columns + c]! - values[j * columns + c]!) ** 2 / columns;
    }
  }
  return { nConditions: n, nRdms: 1, values: result };
}

describe("rsa: similarity of patterns", () => {
  it("is that of RDMs: linear CKA is cosine-cov, Procrustes is bures of squared Euclidean RDMs", () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 3, max: 9 }), fc.integer({ min: 2, max: 12 }), (name, n, p) => {
        const [x, y] = [made(`${name}x`, n, p), made(`${name}y`, n, 5)];
        const [a, b] = [squaredDistances(x), squaredDistances(y)];
        const similarity = (measure: "cosine-cov" | "bures" | "bures-squared") => compare(a, b, { measure }).values[0]!;
        expect(similarity("cosine-cov")).closeTo(cka(x, y, { estimator: "plug-in" }), 1e-12);
        expect(similarity("bures")).closeTo(procrustes(x, y).score, 1e-9);
        const scaled = (patterns: Matrix) =>
          matrix(
            n,
            patterns.columns,
            patterns.values.map((value) => value / Math.sqrt(patterns.columns)),
          );
        expect(similarity("bures-squared")).closeTo(procrustes(scaled(x), scaled(y)).squaredDistance, 1e-8);
      }),
      { numRuns: 40 },
    );
  });

  it("does not see rotations, shifts and scales", () => {
    fc.assert(
      fc.property(seed, (name) => {
        const [x, y] = [made(`${name}x`, 12, 5), made(`${name}y`, 12, 4)];
        const other = moved(turned(x, `${name}q`), 3);
        for (const estimator of ["plug-in", "debiased", "off-diagonal"] as const) {
          for (const kernel of ["linear", { rbf: { medianFraction: 0.8 } }] as const) {
            expect(cka(other, y, { estimator, kernel })).closeTo(cka(x, y, { estimator, kernel }), 1e-9);
          }
          expect(cka(x, x, { estimator })).closeTo(1, 1e-12);
        }
        expect(procrustes(other, y).score).closeTo(procrustes(x, y).score, 1e-12);
        expect(procrustes(x, other).angle).below(1e-6);
        expect(procrustes(x, moved(turned(x, name), 1)).squaredDistance).below(1e-10);
      }),
      { numRuns: 20 },
    );
  });

  it("of canonical correlations does not see linear maps either", () => {
    fc.assert(
      fc.property(seed, (name) => {
        const [x, y] = [made(`${name}x`, 14, 4), made(`${name}y`, 14, 3)];
        const mapped = moved(jsLinalg.multiply(x, made(`${name}m`, 4, 4)), 2);
        const [found, same] = [cca(mapped, y), cca(x, y)];
        found.correlations.forEach((value, k) => {
          expect(value).closeTo(same.correlations[k]!, 1e-7);
        });
        expect(shapeDistance(mapped, x, { alpha: 0 })).below(1e-5);
        expect(shapeDistance(mapped, x, { alpha: 1 })).above(1e-3);
        expect(cca(x, mapped).mean).closeTo(1, 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it("weights canonical correlations by what their variates stand for", () => {
    // x = (a, 10 b), y = (a, c) with a, b, c orthogonal: correlations 1 and 0, weights of their channels
    const [a, b, c] = [
      [1, -1, 1, -1],
      [1, 1, -1, -1],
      [1, -1, -1, 1],
    ];
    const columns = (...vectors: number[][]) =>
      matrix(
        4,
        vectors.length,
        Float64Array.from([0, 1, 2, 3].flatMap((row) => vectors.map((vector) => vector[row]!))),
      );
    const x = columns(
      a!,
      b!.map((value) => 10 * value),
    );
    const found = cca(x, columns(a!, c!));
    expect(found.correlations[0]).closeTo(1, 1e-12);
    expect(found.correlations[1]).closeTo(0, 1e-12);
    expect(found.mean).closeTo(0.5, 1e-12);
    expect(found.meanSquare).closeTo(0.5, 1e-12);
    expect(found.projectionWeighted).closeTo(1 / 11, 1e-12);
    expect(cca(x, columns(a!, c!), { kept: { components: 1 } }).correlations[0]).closeTo(0, 1e-7);
  });

  it("is a metric as an angle, at every alpha", () => {
    const alphas = fc.constantFrom(0, 0.25, 0.5, 0.9, 1);
    const channels = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(seed, alphas, channels, channels, channels, (name, alpha, p, q, r) => {
        const [x, y, z] = [made(`${name}x`, 10, p), made(`${name}y`, 10, q), made(`${name}z`, 10, r)];
        const distance = (from: Matrix, to: Matrix) => shapeDistance(from, to, { alpha });
        expect(distance(x, z)).at.most(distance(x, y) + distance(y, z) + 1e-9);
        expect(distance(x, y)).closeTo(distance(y, x), 1e-9);
        expect(distance(x, turned(x, name))).below(1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it("goes from canonical correlations to Procrustes", () => {
    const x = matrix(5, 2, Float64Array.of(1, 2, 3, 1, 0, 5, 2, 2, 4, -1));
    const y = matrix(5, 2, Float64Array.of(2, 0, 1, 1, 4, 3, 0, 2, 1, -3));
    // by NumPy, X (α I + (1 − α) (XᵀX)^−½) from the eigenvectors of XᵀX
    for (const [alpha, angle] of [
      [0, 0.8596619731107009],
      [0.5, 0.6205308395218387],
      [1, 0.5867760373482364],
    ] as const) {
      expect(shapeDistance(x, y, { alpha })).closeTo(angle, 1e-12);
    }
    expect(shapeDistance(x, y)).closeTo(procrustes(x, y).angle, 1e-12);
    expect(shapeDistance(x, y, { alpha: 0 })).closeTo(Math.acos(cca(x, y).mean), 1e-12);
  });

  it("of independent patterns is high by the plug-in estimate alone", () => {
    const [x, y] = [made("x", 32, 60), made("y", 32, 60)];
    expect(cka(x, y, { estimator: "plug-in" })).above(0.5);
    expect(Math.abs(cka(x, y, { estimator: "debiased" }))).below(0.15);
  });

  it("says what is wrong with its input", () => {
    const [x, y] = [made("x", 5, 2), made("y", 4, 2)];
    const broken = matrix(
      5,
      2,
      x.values.map((value, k) => (k === 3 ? Number.NaN : value)),
    );
    // 0.9 is not the mean that sums of fifths of it give, by rounding
    const constant = matrix(5, 2, new Float64Array(10).fill(0.9));
    for (const measure of [cka, procrustes, cca, shapeDistance] as const) {
      expect(() => measure(x, y)).throw(/y: expected 5 rows, found 4/);
      expect(() => measure(x, broken)).throw(/y: a pattern holds what is not a finite number/);
    }
    expect(() => cka(made("x", 3, 2), made("y", 3, 2))).throw(/at least 4 conditions/);
    expect(() => cka(x, x, { kernel: { rbf: { sigma: 0 } } })).throw(/bandwidth/);
    expect(() => cca(x, constant)).throw(/do not vary/);
    expect(() => cca(x, x, { kept: { components: 0 } })).throw(/components/);
    expect(() => cca(x, x, { kept: { variance: 2 } })).throw(/variance/);
    expect(() => shapeDistance(x, constant)).throw(/do not vary/);
    expect(() => shapeDistance(x, x, { alpha: -1 })).throw(/alpha/);
    expect(procrustes(x, constant).score).NaN;
    expect(cka(x, constant, { estimator: "plug-in" })).NaN;
    expect(cka(x, constant)).NaN;
  });
});
