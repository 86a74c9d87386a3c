import { expect } from "chai";
import fc from "fast-check";
import { NumericError } from "../../src/errors.js";
import { solvePentadiagonal } from "../../src/linalg/solve-pentadiagonal.js";

/** A x of the banded matrix. */
function times([main, first, second]: readonly Float64Array[], x: Float64Array): Float64Array {
  return x.map(
    (value, i) =>
      main![i]! * value +
      (first![i] ?? 0) * (x[i + 1] ?? 0) +
      (second![i] ?? 0) * (x[i + 2] ?? 0) +
      (i >= 1 ? first![i - 1]! * x[i - 1]! : 0) +
      (i >= 2 ? second![i - 2]! * x[i - 2]! : 0),
  );
}

describe("solve pentadiagonal", () => {
  it("solves the equations of any dominant band", () => {
    const side = fc.double({ min: -1, max: 1, noNaN: true });
    const sizes = fc.integer({ min: 1, max: 40 }).chain((n) => {
      const rows = (length: number) => fc.array(side, { minLength: length, maxLength: length });
      return fc.tuple(rows(n), rows(Math.max(0, n - 1)), rows(Math.max(0, n - 2)), rows(n));
    });
    fc.assert(
      fc.property(sizes, ([main, first, second, x]) => {
        const band = [main.map((value) => 4.5 + value), first, second].map((one) => Float64Array.from(one));
        const found = solvePentadiagonal(band, times(band, Float64Array.from(x)));
        x.forEach((value, i) => {
          expect(found[i]).to.be.closeTo(value, 1e-12);
        });
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  it("refuses a matrix that is not positive definite", () => {
    const band = [Float64Array.of(1, 1), Float64Array.of(2), new Float64Array(0)];
    expect(() => solvePentadiagonal(band, Float64Array.of(1, 1))).to.throw(NumericError, "pivot 1");
  });
});
