import { expect } from "chai";
import { conjugateGradient } from "../../src/linalg/conjugate-gradient.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { lanczos, type Multiply } from "../../src/linalg/lanczos.js";
import { matrix } from "../../src/linalg/matrix.js";
import { createRandom } from "../../src/random/create-random.js";

const n = 120;
const random = createRandom("lanczos");
const start = Float64Array.from({ length: n }, () => random.normal());
const dense = matrix(n, n);
for (let i = 0; i < n; i++) {
  for (let j = 0; j <= i; j++) {
    dense.values[i * n + j] = random.normal();
    dense.values[j * n + i] = dense.values[i * n + j]!;
  }
}
const productWith =
  (values: Float64Array): Multiply =>
  (x, result) => {
    for (let i = 0; i < n; i++) result[i] = x.reduce((sum, value, j) => sum + values[i * n + j]! * value, 0);
  };

describe("lanczos", () => {
  it("finds the largest eigenvalues and their vectors, over several restarts", () => {
    const expected = jsLinalg.symmetricEigen(dense).values;
    const multiply = productWith(dense.values);
    const { values, vectors } = lanczos(multiply, { start, count: 4 });
    values.forEach((value, k) => {
      expect(value).to.be.closeTo(expected[k]!, 1e-9);
      const product = new Float64Array(n);
      multiply(vectors[k]!, product);
      for (let i = 0; i < n; i++) expect(product[i]).to.be.closeTo(value * vectors[k]![i]!, 1e-7);
    });
  });

  it("stops where the start lies in a small invariant space", () => {
    const only = new Float64Array(n);
    only[3] = 2;
    const diagonal: Multiply = (x, result) => result.set(x.map((value, i) => value * (i + 1)));
    expect([...lanczos(diagonal, { start: only }).values]).to.deep.equal([4]);
  });

  it("says when it cannot", () => {
    const multiply = productWith(dense.values);
    expect(() => lanczos(multiply, { start, mostProducts: 5 })).to.throw("did not settle in 5 products");
    expect(() => lanczos(multiply, { start, count: n + 1 })).to.throw(`from 1 to ${n}`);
    expect(() => lanczos(multiply, { start: new Float64Array(n) })).to.throw("a finite vector that is not 0");
    expect(() => lanczos((_, result) => result.fill(Number.NaN), { start })).to.throw("not finite");
  });
});

describe("conjugateGradient", () => {
  it("solves a positive definite system", () => {
    // diagonally dominant, so positive definite
    const values = dense.values.map((value, at) => (at % (n + 1) === 0 ? 200 + value : value));
    const diagonal = Float64Array.from({ length: n }, (_, i) => values[i * n + i]!);
    const multiply = productWith(values);
    const b = new Float64Array(n);
    multiply(start, b);
    conjugateGradient(multiply, b, { diagonal }).forEach((x, i) => {
      expect(x).to.be.closeTo(start[i]!, 1e-10);
    });
    expect(() => conjugateGradient(multiply, b, { diagonal, mostProducts: 1 })).to.throw(
      "did not settle in 1 products",
    );
  });
});
