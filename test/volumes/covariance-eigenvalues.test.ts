import { expect } from "chai";
import fc from "fast-check";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { matrix } from "../../src/linalg/matrix.js";
import { covarianceEigenvalues } from "../../src/volumes/covariance-eigenvalues.js";
import type { Covariance } from "../../src/volumes/exact-covariance.js";

/** Covariance of points, of which there may be few. */
function covarianceOf(points: readonly (readonly number[])[]): Covariance {
  const mean = (value: (point: readonly number[]) => number) =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const entry = (a: number, b: number) =>
    mean((point) => (point[a]! - mean((p) => p[a]!)) * (point[b]! - mean((p) => p[b]!)));
  return { zz: entry(0, 0), yy: entry(1, 1), xx: entry(2, 2), zy: entry(0, 1), zx: entry(0, 2), yx: entry(1, 2) };
}

describe("eigenvalues of a covariance", () => {
  it("are those of the decomposition for matrices of any size", () => {
    const point = fc.tuple(fc.nat(40), fc.nat(4000), fc.nat(4));
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
        const { zz, yy, xx, zy, zx, yx } = covarianceOf(points);
        const { values } = jsLinalg.symmetricEigen(matrix(3, 3, Float64Array.of(zz, zy, zx, zy, yy, yx, zx, yx, xx)));
        const found = covarianceEigenvalues({ zz, yy, xx, zy, zx, yx });
        found.forEach((value, i) => {
          expect(value).to.be.closeTo(values[i]!, 4e-15 * (zz + yy + xx));
        });
      }),
    );
  });

  it("are 0 across a flat, a straight and a single instance", () => {
    const line = Array.from({ length: 7 }, (_, i) => [2 * i, i, 3 * i]);
    expect(covarianceEigenvalues(covarianceOf(line)).slice(1)).to.deep.equal([0, 0]);
    const plane = Array.from({ length: 35 }, (_, i) => [i % 5, i % 7, (i % 5) + (i % 7)]);
    const [, middle, smallest] = covarianceEigenvalues(covarianceOf(plane));
    expect(middle).to.be.greaterThan(1);
    expect(smallest).to.equal(0);
    expect(covarianceEigenvalues(covarianceOf([[3, 4, 5]]))).to.deep.equal([0, 0, 0]);
  });
});
