import { expect } from "chai";
import fc from "fast-check";
import { bandedRidge } from "../../../src/encoders/banded/banded-ridge.js";
import { bandedWeights } from "../../../src/encoders/banded/banded-weights.js";
import { type VariancePartitionOptions, variancePartition } from "../../../src/encoders/banded/variance-partition.js";
import { determination } from "../../../src/encoders/column-scores.js";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { explicitFolds } from "../../../src/encoders/folds/explicit-folds.js";
import { innerFolds } from "../../../src/encoders/folds/inner-folds.js";
import { ArgumentError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { createRandom } from "../../../src/random/create-random.js";
import { sharedParts } from "../../../src/stats/shared-parts.js";
import { gn, gx, listsOf, plus } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";

const random = createRandom("partition");
const normal = (rows: number, columns: number) =>
  matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => random.normal()),
  );
const [a, b, c] = [normal(60, 3), normal(60, 4), normal(60, 2)] as [Matrix, Matrix, Matrix];
const folds = contiguousFolds(60, 7);
const settings: VariancePartitionOptions = {
  alphas: [0.1, 1, 10, 100],
  folds,
  linalg,
  random: createRandom("draws"),
  draws: 6,
};

describe("sharedParts", () => {
  it("is unique and shared variance of two spaces", () => {
    // R² of A, of B, of both
    expectClose([...sharedParts([0, 0.5, 0.4, 0.7])], [0, 0.3, 0.2, 0.2], 1e-12);
  });

  it("finds the regions of a Venn diagram again, for two to four spaces", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 16, maxLength: 16 }),
        (spaces, areas) => {
          const size = 2 ** spaces;
          const regions = areas.slice(0, size).with(0, 0);
          // a set of spaces explains every region that one of them covers
          const scores = Array.from({ length: size }, (_, set) =>
            regions.reduce((sum, area, region) => sum + ((region & set) !== 0 ? area : 0), 0),
          );
          expectClose([...sharedParts(scores)], regions, 1e-9);
        },
      ),
    );
  });
});

describe("innerFolds", () => {
  it("predicts in turn what the other folds predict, from what is left", () => {
    const four = contiguousFolds(62, 4);
    const found = innerFolds(four, 1);
    expect(found).to.have.length(3);
    const { train } = four[1]!;
    for (const [index, other] of [0, 2, 3].entries()) {
      expect(Array.from(found[index]!.test, (place) => train[place])).to.deep.equal([...four[other]!.test]);
      const left = Array.from(found[index]!.train, (place) => train[place]!);
      expect(left.some((row) => four[1]!.test.includes(row) || four[other]!.test.includes(row))).to.equal(false);
      expect(left).to.have.length(62 - four[1]!.test.length - four[other]!.test.length);
    }
  });

  it("refuses fewer than three folds", () => {
    expect(() => innerFolds(contiguousFolds(10, 2), 0)).to.throw(ArgumentError, "1 folds within fold 0");
  });
});

describe("variancePartition", () => {
  it("is the R² of models of every subset on rows they have not seen", () => {
    const y = plus(plus(linalg.multiply(a, gx(3, 2)), linalg.multiply(b, gx(4, 2, 1))), gn(60, 2));
    for (const intercept of [false, true]) {
      const spaces = [a, b, c];
      const found = variancePartition(spaces, add(y, 4), { ...settings, intercept, batch: 1 });
      expect(found.subsets.map((subset) => subset.spaces)).to.deep.equal([
        [0],
        [1],
        [2],
        [0, 1],
        [0, 2],
        [1, 2],
        [0, 1, 2],
      ]);
      for (const subset of found.subsets) {
        expectClose(
          [...subset.joint],
          naiveScores(
            subset.spaces.map((space) => spaces[space]!),
            add(y, 4),
            intercept,
          ),
          1e-8,
        );
      }
      const sums = [0, 1].map((target) => found.subsets.reduce((sum, { part }) => sum + part[target]!, 0));
      expectClose(sums, [...found.subsets.at(-1)!.joint], 1e-9);
    }
  });

  it("gives what only one space knows to it alone, and what two know to both", () => {
    const source = linalg.multiply(a, gx(3, 1, 3));
    const own = linalg.multiply(b, gx(4, 1, 1));
    const y = plus(plus(source, own), normal(60, 1), 0.1);
    // the third space holds the first one too
    const copy = plus(a, normal(60, 3), 0.01);
    const { subsets, product } = variancePartition([a, b, copy], centred(y), settings);
    const partOf = (spaces: readonly number[]) => subsets.find((one) => one.spaces.join() === spaces.join())!.part[0]!;
    const joint = subsets.at(-1)!.joint[0]!;
    expect(joint).to.be.above(0.9);
    expect(partOf([0])).to.be.closeTo(0, 0.05);
    expect(partOf([2])).to.be.closeTo(0, 0.05);
    expect(partOf([1])).to.be.above(0.2);
    expect(partOf([0, 2])).to.be.above(0.2);
    expect(partOf([1])).to.be.closeTo(joint - subsets.find((one) => one.spaces.join() === "0,2")!.joint[0]!, 1e-12);
    const shares = listsOf(product).map((row) => row[0]!);
    expect(shares.reduce((sum, share) => sum + share, 0)).to.be.closeTo(joint, 1e-9);
    expect(shares[1]).to.be.above(0.2);
  });

  it("is told apart by weights that are chosen inside alone: rows that are predicted change nothing", () => {
    const y = plus(linalg.multiply(a, gx(3, 1)), gn(60, 1));
    const one = explicitFolds(60, [{ test: Int32Array.from({ length: 15 }, (_, row) => row) }]);
    const inner = () => contiguousFolds(45, 3);
    const found = variancePartition([a, b], y, { ...settings, folds: one, innerFolds: inner });
    const spoiled = { ...y, values: y.values.map((value, row) => (row < 15 ? 2 * value : value)) };
    const other = variancePartition([a, b], spoiled, { ...settings, folds: one, innerFolds: inner });
    // the same predictions, scored against other values: errors tell the predictions
    const scored = determination(
      matrix(15, 1, spoiled.values.slice(0, 15)),
      predictionsOf([a, b], y, one[0]!.train, inner()),
    );
    expect(other.subsets.at(-1)!.joint[0]).to.be.closeTo(scored[0]!, 1e-9);
    expect(found.subsets.at(-1)!.joint[0]).not.to.equal(other.subsets.at(-1)!.joint[0]);
  });

  it("gives NaN for a target with a gap and 0 for a constant one, and says so", () => {
    const y = plus(linalg.multiply(a, gx(3, 3)), gn(60, 3));
    const values = y.values.map((value, index) => (index % 3 === 1 ? 2 : value)).with(3, Number.NaN);
    const found = variancePartition([a, b], { ...y, values }, settings);
    for (const { joint, part } of found.subsets) {
      expect([joint[0], part[0]]).to.deep.equal([NaN, NaN]);
      expect([joint[1], part[1]]).to.deep.equal([0, 0]);
      expect(joint[2]).to.satisfy(Number.isFinite);
    }
    expect(found.warnings.find(({ kind }) => kind === "constant")!.targets).to.deep.equal([1]);
    expect(found.warnings.find(({ kind }) => kind === "missing")!.targets).to.deep.equal([0]);
  });

  it("refuses fewer than two or more than four spaces, and folds without inner ones", () => {
    const y = gn(60, 1);
    const partition = (spaces: readonly Matrix[], options: Partial<VariancePartitionOptions> = {}) =>
      expect(() => variancePartition(spaces, y, { ...settings, ...options }));
    partition([a]).to.throw(ArgumentError, "two to four, found 1");
    partition([a, a, a, a, a]).to.throw(ArgumentError, "found 5");
    partition([a, b], { folds: contiguousFolds(60, 2) }).to.throw(ArgumentError, "give three folds or more");
    partition([a, b], { folds: [] }).to.throw(ArgumentError, "folds");
    partition([a, b], { folds: contiguousFolds(61, 4) }).to.throw(ArgumentError, "row 60");
    partition([a, b], { innerFolds: () => contiguousFolds(60, 4) }).to.throw(ArgumentError, "row");
    partition([a, gx(59, 2)]).to.throw(ArgumentError, "60 rows");
    expect(() => variancePartition([a, b], gn(59, 1), settings)).to.throw(ArgumentError, "60 rows");
  });

  it("takes four spaces", () => {
    const y = plus(linalg.multiply(a, gx(3, 1)), gn(60, 1));
    const found = variancePartition([a, b, c, normal(60, 2)], y, { ...settings, draws: 2 });
    expect(found.subsets).to.have.length(15);
    const sum = found.subsets.reduce((total, { part }) => total + part[0]!, 0);
    expect(sum).to.be.closeTo(found.subsets.at(-1)!.joint[0]!, 1e-9);
    expect(found.product.rows).to.equal(4);
  });
});

/** R² by fitting every fold with weights of the features. */
function naiveScores(spaces: readonly Matrix[], y: Matrix, intercept: boolean): number[] {
  const guesses = matrix(60, y.columns);
  for (const [index, { train, test }] of folds.entries()) {
    const [fitted, targets] = [spaces.map((space) => rowsAt(space, train)), rowsAt(y, train)];
    const inner = innerFolds(folds, index);
    const penalties = bandedRidge(fitted, targets, { ...settings, intercept, folds: inner });
    const weights = bandedWeights(fitted, targets, { penalties, linalg, intercept });
    for (const row of test) {
      for (let target = 0; target < y.columns; target++) {
        let sum = weights.intercept?.[target] ?? 0;
        for (const [space, { values, rows }] of weights.spaces.entries()) {
          for (let p = 0; p < rows; p++)
            sum += spaces[space]!.values[row * rows + p]! * values[p * y.columns + target]!;
        }
        guesses.values[row * y.columns + target] = sum;
      }
    }
  }
  return [...determination(y, guesses)];
}

function predictionsOf(
  spaces: readonly Matrix[],
  y: Matrix,
  train: Int32Array,
  inner: ReturnType<typeof innerFolds>,
): Matrix {
  const [fitted, targets] = [spaces.map((space) => rowsAt(space, train)), rowsAt(y, train)];
  const penalties = bandedRidge(fitted, targets, { ...settings, folds: inner });
  const weights = bandedWeights(fitted, targets, { penalties, linalg }).spaces as readonly Matrix[];
  const rows = Int32Array.from({ length: 15 }, (_, row) => row);
  return spaces
    .map((space, index) => linalg.multiply(rowsAt(space, rows), weights[index]!))
    .reduce((sum, part) => plus(sum, part));
}

function rowsAt(from: Matrix, rows: Int32Array): Matrix {
  const lists = listsOf(from);
  return matrix(rows.length, from.columns, Float64Array.from(Array.from(rows, (row) => lists[row]!).flat()));
}

function add(x: Matrix, constant: number): Matrix {
  return { ...x, values: x.values.map((value) => value + constant) };
}

function centred(x: Matrix): Matrix {
  const mean = x.values.reduce((sum, value) => sum + value, 0) / x.values.length;
  return add(x, -mean);
}
