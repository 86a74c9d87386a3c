import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { transposed } from "../../../src/linalg/views.js";
import { createRandom } from "../../../src/random/create-random.js";
import { rdmOf } from "../../../src/rsa/dissimilarities/rdm-of.js";
import { whitenedBy } from "../../../src/rsa/noise/whitened-by.js";

const linalg = jsLinalg;
const random = createRandom("whitened patterns");

function normals(rows: number, columns: number): Matrix {
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random.normal()),
  );
}

/** A symmetric precision that is positive definite, or has one negative eigenvalue more than it should. */
function madePrecision(channels: number, isPositive: boolean): Matrix {
  const precision = linalg.gram(normals(2 * channels, channels));
  if (!isPositive) precision.values[0] = -precision.values[0]!;
  return precision;
}

describe("patterns whitened by a precision", () => {
  it("have the products of patterns under it, whatever the number of channels", () => {
    for (const channels of [1, 2, 74, 75, 76, 160]) {
      const patterns = normals(4, channels);
      const precision = madePrecision(channels, true);
      const rows = whitenedBy(precision, patterns, { linalg })!;
      const found = linalg.multiply(rows, transposed(rows)).values;
      const expected = linalg.multiply(linalg.multiply(patterns, precision), transposed(patterns)).values;
      found.forEach((value, k) => {
        expect(value).closeTo(expected[k]!, 1e-11 * Math.abs(expected[0]!));
      });
    }
  });

  it("are none where it is not positive definite", () => {
    expect(whitenedBy(madePrecision(5, false), normals(2, 5), { linalg })).to.equal(undefined);
  });
});

describe("crossnobis under a precision", () => {
  const [nConditions, nFolds, channels] = [4, 3, 6];

  /** (x_i − x_j) without fold f, under Λ, with the same of fold f; the mean over folds, over channels. */
  function direct(values: Matrix, repeats: number, precision: Matrix): number[] {
    const meanOf = (condition: number, isIn: (fold: number) => boolean) => {
      const mean = new Float64Array(channels);
      let count = 0;
      for (let row = 0; row < values.rows; row++) {
        const [own, fold] = placeOf(row, repeats);
        if (own !== condition || !isIn(fold)) continue;
        count++;
        for (let k = 0; k < channels; k++) mean[k]! += values.values[row * channels + k]!;
      }
      return mean.map((sum) => sum / count);
    };
    const distances: number[] = [];
    for (let i = 0; i < nConditions; i++) {
      for (let j = i + 1; j < nConditions; j++) {
        let sum = 0;
        for (let f = 0; f < nFolds; f++) {
          const difference = (isIn: (fold: number) => boolean) => {
            const other = meanOf(j, isIn);
            return meanOf(i, isIn).map((value, k) => value - other[k]!);
          };
          const [left, right] = [difference((fold) => fold !== f), difference((fold) => fold === f)];
          left.forEach((a, k) => {
            right.forEach((b, l) => {
              sum += (a * precision.values[k * channels + l]! * b) / nFolds / channels;
            });
          });
        }
        distances.push(sum);
      }
    }
    return distances;
  }

  /** Condition and fold of a row; of uneven folds the first one holds every condition twice. */
  function placeOf(row: number, repeats: number): [number, number] {
    const condition = row % nConditions;
    const block = Math.floor(row / nConditions);
    return [condition, Math.max(0, block - (repeats - 1))];
  }

  for (const [label, repeats, isPositive] of [
    ["even folds", 1, true],
    ["uneven folds", 2, true],
    ["even folds, a precision that is not positive definite", 1, false],
  ] as const) {
    it(`is the mean over folds: ${label}`, () => {
      const values = normals(nConditions * (nFolds + repeats - 1), channels);
      const noise = madePrecision(channels, isPositive);
      const places = Array.from({ length: values.rows }, (_, row) => placeOf(row, repeats));
      const patterns = {
        values,
        conditions: places.map(([condition]) => `c${condition}`),
        folds: places.map(([, fold]) => `f${fold}`),
      };
      const found = rdmOf(patterns, { method: "crossnobis", noise, linalg }).vectors.values;
      direct(values, repeats, noise).forEach((expected, pair) => {
        expect(found[pair]).closeTo(expected, 1e-11 * (1 + Math.abs(expected)));
      });
    });
  }
});
