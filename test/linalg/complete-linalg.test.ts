import { expect } from "chai";
import { completeLinalg } from "../../src/linalg/complete-linalg.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { matrix } from "../../src/linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../src/linalg/provider.js";
import { createRandom } from "../../src/random/create-random.js";
import { normals } from "./made-matrices.js";

/** A provider that counts the multiplications that its primitives make. */
function counting(): { readonly linalg: LinalgProvider; readonly count: () => number } {
  let count = 0;
  const linalg = completeLinalg("counting", {
    multiply(a, b, options) {
      count += a.rows * a.columns * b.columns;
      return jsLinalg.multiply(a, b, options);
    },
    gram(a) {
      count += (a.rows * a.columns ** 2) / 2;
      return jsLinalg.gram(a);
    },
    solveTriangular(l, b, options) {
      count += (l.rows ** 2 * b.columns) / 2;
      return jsLinalg.solveTriangular(l, b, options);
    },
  });
  return { linalg, count: () => count };
}

const n = 300;

/** What a factorisation of n × n costs, in multiplications, and the part of it that the primitives do at least. */
const costs: Readonly<Record<string, readonly [cost: number, part: number, run: (linalg: LinalgProvider) => unknown]>> =
  {
    cholesky: [n ** 3 / 6, 0.8, (linalg) => linalg.cholesky(jsLinalg.gram(normals(createRandom("c"), n + 9, n)))],
    invertPositive: [
      n ** 3 / 2,
      0.8,
      (linalg) => linalg.invertPositive(jsLinalg.gram(normals(createRandom("i"), n + 9, n))),
    ],
    // both of the reduction and of Q
    qr: [(4 / 3) * n ** 3, 0.8, (linalg) => linalg.qr(normals(createRandom("q"), n, n))],
    // half of the reduction of 2/3 n³ is products with one vector at a time; then n³ for the vectors
    symmetricEigen: [
      (5 / 3) * n ** 3,
      0.7,
      (linalg) => linalg.symmetricEigen(jsLinalg.gram(normals(createRandom("e"), n, n))),
    ],
    svd: [(10 / 3) * n ** 3, 0.7, (linalg) => linalg.svd(normals(createRandom("s"), n, n))],
  };

describe("linalg: completeLinalg", () => {
  for (const [name, [cost, part, run]] of Object.entries(costs)) {
    it(`leaves most of the work of ${name} to the primitives`, () => {
      const { linalg, count } = counting();
      run(linalg);
      expect(count()).at.least(part * cost);
    });
  }

  it("takes what the provider does itself", () => {
    const factor: Matrix = matrix(1, 1, Float64Array.of(7));
    const linalg = completeLinalg("own", jsLinalg, { cholesky: () => factor });
    expect(linalg.name).equal("own");
    expect(linalg.cholesky(matrix(1, 1))).equal(factor);
    expect(linalg.qr(factor).r.values[0]).equal(7);
    expect(linalg.multiply).equal(jsLinalg.multiply);
  });
});
