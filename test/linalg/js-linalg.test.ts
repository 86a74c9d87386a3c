import { expect } from "chai";
import fc from "fast-check";
import { ArgumentError } from "../../src/errors.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { matrix } from "../../src/linalg/matrix.js";
import { createRandom } from "../../src/random/create-random.js";
import {
  distance,
  flipped,
  type Layout,
  layouts,
  made,
  makeView,
  normals,
  rebuilt,
  tripleLoop,
} from "./made-matrices.js";

const layout = fc.constantFrom(...(Object.keys(layouts) as Layout[]));
const size = fc.integer({ min: 0, max: 20 });

describe("linalg: js", () => {
  it("gives exactly what the triple loop gives, whatever the layout", () => {
    fc.assert(
      fc.property(size, size, size, layout, layout, fc.string(), (m, k, n, first, second, seed) => {
        const random = createRandom(seed);
        const a = makeView(m, k, () => random.normal(), { precision: "float64", layout: first });
        const b = makeView(k, n, () => random.normal(), { precision: "float64", layout: second });
        expect(distance(jsLinalg.multiply(a, b).values, tripleLoop(a, b).product.values)).equal(0);
        expect(distance(jsLinalg.gram(a).values, tripleLoop(flipped(a), a).product.values)).equal(0);
      }),
    );
  });

  it("gives exactly what the triple loop gives above the sizes of blocks, and rounds float32 once", () => {
    const random = createRandom("exact");
    const [a, b] = [normals(random, 150, 530), normals(random, 530, 133)];
    expect(distance(jsLinalg.multiply(a, b).values, tripleLoop(a, b).product.values)).equal(0);
    expect(distance(jsLinalg.gram(b).values, tripleLoop(flipped(b), b).product.values)).equal(0);
    const [c, d] = [matrix(150, 530, Float32Array.from(a.values)), matrix(530, 133, Float32Array.from(b.values))];
    expect(distance(jsLinalg.multiply(c, d).values, tripleLoop(c, d).product.values.map(Math.fround))).equal(0);
    expect(distance(jsLinalg.gram(d).values, tripleLoop(flipped(d), d).product.values)).equal(0);
  });

  it("finds eigenvalues where most of them are only rounding errors", () => {
    // ten traces that stand twenty times each: rank 10 of 200
    const base = normals(createRandom("low rank"), 50, 10);
    const product = jsLinalg.gram(made(50, 200, (i, j) => base.values[i * 10 + (j % 10)]!));
    const { values, vectors } = jsLinalg.symmetricEigen(product);
    const again = rebuilt(vectors, values, vectors);
    expect(distance(again.values, product.values)).at.most(1e-12 * values[0]!);
  });
});

describe("linalg: matrix", () => {
  it("refuses shapes that are none, and other numbers of values", () => {
    expect(() => matrix(2, 3, new Float64Array(5))).throw(ArgumentError, "6 numbers");
    for (const [rows, columns] of [
      [-1, 3],
      [3, 0.5],
      [Number.NaN, 1],
    ] as const) {
      expect(() => matrix(rows, columns)).throw(ArgumentError, "whole numbers");
    }
  });
});
