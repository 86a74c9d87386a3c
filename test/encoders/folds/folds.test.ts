import { expect } from "chai";
import fc from "fast-check";
import { checkLeaks } from "../../../src/encoders/folds/check-leaks.js";
import { chunkFolds } from "../../../src/encoders/folds/chunk-folds.js";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { explicitFolds } from "../../../src/encoders/folds/explicit-folds.js";
import type { Fold } from "../../../src/encoders/folds/fold.js";
import { groupFolds } from "../../../src/encoders/folds/group-folds.js";
import { innerFolds } from "../../../src/encoders/folds/inner-folds.js";
import { timeSeriesFolds } from "../../../src/encoders/folds/time-series-folds.js";
import { withGap } from "../../../src/encoders/folds/with-gap.js";
import { ArgumentError, LeakError } from "../../../src/errors.js";

const testsOf = (folds: readonly Fold[]) => folds.map(({ test }) => [...test]);

/** Every row is predicted once, from all the others. */
function expectPartition(folds: readonly Fold[], rows: number): void {
  const all = Array.from({ length: rows }, (_, row) => row);
  expect(
    testsOf(folds)
      .flat()
      .sort((a, b) => a - b),
  ).to.deep.equal(all);
  for (const { train, test } of folds) {
    expect([...train, ...test].sort((a, b) => a - b)).to.deep.equal(all);
    expect(train.length).to.be.greaterThan(0);
  }
}

describe("folds", () => {
  it("follow each other, the longer ones first", () => {
    expect(testsOf(contiguousFolds(8, 3))).to.deep.equal([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7],
    ]);
    expect(() => contiguousFolds(3, 4)).to.throw(ArgumentError, "2 to 3 folds");
    expect(() => contiguousFolds(3, 1)).to.throw(ArgumentError);
  });

  it("keep groups whole", () => {
    const groups = ["b", "b", "a", "c", "a", "d", "e"];
    expect(testsOf(groupFolds(groups))).to.deep.equal([[0, 1], [2, 4], [3], [5], [6]]);
    expect(testsOf(groupFolds(groups, { k: 2 }))).to.deep.equal([
      [0, 1, 2, 3, 4],
      [5, 6],
    ]);
    expect(() => groupFolds(groups, { k: 6 })).to.throw(ArgumentError, "5 groups for 6 folds");
    expect(() => groupFolds(["a", "a"])).to.throw(ArgumentError, "1 groups for 1 folds");
  });

  it("deal chunks in turn", () => {
    expect(testsOf(chunkFolds(7, { length: 2, k: 2 }))).to.deep.equal([
      [0, 1, 4, 5],
      [2, 3, 6],
    ]);
    expect(() => chunkFolds(3, { length: 2, k: 3 })).to.throw(ArgumentError, "2 chunks");
  });

  it("predict the future from the past", () => {
    const folds = timeSeriesFolds(8, { k: 3, gap: 1 });
    expect(folds.map(({ train, test }) => [[...train], [...test]])).to.deep.equal([
      [[0], [2, 3]],
      [
        [0, 1, 2],
        [4, 5],
      ],
      [
        [0, 1, 2, 3, 4],
        [6, 7],
      ],
    ]);
    expect(() => timeSeriesFolds(3, { k: 3 })).to.throw(ArgumentError);
  });

  it("are taken from lists, and refused where those cannot be meant", () => {
    expect(explicitFolds(3, [{ test: [2] }, { test: [0], train: [1] }])).to.deep.equal([
      { train: Int32Array.of(0, 1), test: Int32Array.of(2) },
      { train: Int32Array.of(1), test: Int32Array.of(0) },
    ]);
    for (const fold of [
      { test: [3] },
      { test: [0, 0] },
      { test: [0], train: [0] },
      { test: [0.5] },
      { test: [-1] },
      { test: [] },
      { test: [0, 1, 2] },
    ]) {
      expect(() => explicitFolds(3, [fold]), JSON.stringify(fold)).to.throw(ArgumentError, "folds[0]");
    }
  });

  it("partition the rows, whatever their number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 10 }), (rows, k) => {
        fc.pre(k <= rows);
        expectPartition(contiguousFolds(rows, k), rows);
        const groups = Int32Array.from({ length: rows }, (_, row) => row % Math.max(k, Math.ceil(rows / 2)));
        expectPartition(groupFolds(groups), rows);
        if (new Set(groups).size >= k) expectPartition(groupFolds(groups, { k }), rows);
        expectPartition(chunkFolds(rows, { length: 1, k }), rows);
      }),
    );
  });
});

describe("innerFolds", () => {
  it("predict in turn what the other folds predict, within the rows that are fitted", () => {
    const [first, second, third] = [0, 1, 2].map((fold) => innerFolds(contiguousFolds(6, 3), fold));
    for (const made of [first!, second!, third!]) {
      expect(testsOf(made)).to.deep.equal([
        [0, 1],
        [2, 3],
      ]);
      expectPartition(made, 4);
    }
    expect(() => innerFolds(contiguousFolds(6, 2), 0)).to.throw(ArgumentError, "1 folds within fold 0");
  });
});

describe("withGap", () => {
  it("does not fit rows as near as the gap to one that is predicted", () => {
    const samples = [0, 1, 2, 3, 4, 100, 101, 102];
    const [fold] = withGap([{ train: Int32Array.of(0, 1, 2, 4, 5, 7), test: Int32Array.of(3, 6) }], {
      gap: 1,
      samples,
    });
    expect([...fold!.train]).to.deep.equal([0, 1]);
    expect([...fold!.test]).to.deep.equal([3, 6]);
    const folds = contiguousFolds(4, 2);
    expect(withGap(folds, { gap: 0, samples })).to.equal(folds);
    expect(() => withGap(folds, { gap: 3, samples })).to.throw(ArgumentError, "fold 0");
    expect(() => withGap(folds, { gap: -1, samples })).to.throw(ArgumentError, "-1");
  });
});

describe("checkLeaks", () => {
  const folds = contiguousFolds(4, 2);

  it("passes folds of whole runs and stimuli", () => {
    checkLeaks(folds, { run: [0, 0, 1, 1], stimulus: ["a", "a", null, null] });
    checkLeaks(groupFolds([0, 1, 0, 1]), { run: [0, 1, 0, 1] });
  });

  it("names the run or the stimulus that stands on both sides", () => {
    expect(() => checkLeaks(folds, { run: [0, 1, 1, 2] })).to.throw(LeakError, "rows of run 1 are both");
    expect(() => checkLeaks(folds, { run: [0, 0, 1, 1], stimulus: ["a", "b", "c", "b"] }))
      .to.throw(LeakError, "rows of stimulus b")
      .with.property("fold", 0);
    expect(() => checkLeaks(folds, { run: [0, 0, 1] })).to.throw(ArgumentError, "none of row 3");
  });
});
