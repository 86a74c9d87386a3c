import { expect } from "chai";
import fc from "fast-check";
import { ArgumentError } from "../../../src/errors.js";
import { createRandom } from "../../../src/random/create-random.js";
import { groupPositions } from "../../../src/rsa/group-positions.js";
import { defaultConditionFolds, defaultRdmFolds, distinctInSample } from "../../../src/rsa/inference/default-folds.js";
import { drawnCounts } from "../../../src/rsa/inference/draw.js";
import { type FoldScheme, makeFolds } from "../../../src/rsa/inference/make-folds.js";
import { kFoldSplits } from "../../../src/rsa/inference/splits.js";
import { rankOrder } from "../../../src/stats/rank-order.js";
import { wholeNumberOrder } from "../../../src/stats/whole-number-order.js";

const upTo = (count: number) => Array.from({ length: count }, (_, k) => k);

describe("folds", () => {
  it("have the sizes and members of the rule", () => {
    const splits = kFoldSplits(upTo(8), 3);
    expect(splits.map(({ test }) => test)).to.deep.equal([
      [0, 1, 7],
      [2, 3, 6],
      [4, 5],
    ]);
    expect(splits[0]!.train).to.deep.equal([2, 3, 4, 5, 6]);
  });

  it("are as many as the tables say", () => {
    expect([5, 11, 19, 100].map(defaultRdmFolds)).to.deep.equal([2, 3, 4, 5]);
    expect([10, 20, 30, 100].map(defaultConditionFolds)).to.deep.equal([2, 3, 4, 5]);
    expect([6, 12, 20].map(defaultRdmFolds)).to.deep.equal([3, 4, 5]);
    expect([12, 24, 40].map(defaultConditionFolds)).to.deep.equal([3, 4, 5]);
    expect(defaultConditionFolds(distinctInSample(60))).to.equal(4);
  });

  it("test every group once, and fit all others, in any random order", () => {
    const property = fc.property(
      fc.integer({ min: 2, max: 30 }),
      fc.integer({ min: 2, max: 6 }),
      fc.string(),
      (count, k, seed) => {
        fc.pre(k <= count);
        const splits = kFoldSplits(upTo(count), k, createRandom(seed));
        expect(splits.flatMap(({ test }) => test).sort((a, b) => a - b)).to.deep.equal(upTo(count));
        for (const { train, test } of splits) {
          expect([...train, ...test].sort((a, b) => a - b)).to.deep.equal(upTo(count));
          expect(test.length).to.be.within(Math.floor(count / k), Math.ceil(count / k));
        }
      },
    );
    fc.assert(property, { numRuns: 100, seed: 5 });
  });

  const groups = { rdms: upTo(5), conditions: upTo(12) };
  const sizes = (scheme: FoldScheme) =>
    makeFolds(groups, scheme, createRandom("folds")).map(({ trainRdms, testRdms, trainConditions, testConditions }) => [
      trainRdms.length,
      testRdms.length,
      trainConditions.length,
      testConditions.length,
    ]);

  it("cross both factors", () => {
    expect(sizes({ kind: "k-fold" })).to.deep.equal([
      ...Array.from({ length: 3 }, () => [2, 3, 8, 4]),
      ...Array.from({ length: 3 }, () => [3, 2, 8, 4]),
    ]);
    expect(sizes({ kind: "k-fold", rdms: 1, conditions: 2 })).to.deep.equal([
      [5, 5, 6, 6],
      [5, 5, 6, 6],
    ]);
  });

  it("leave one out, of one factor", () => {
    expect(sizes({ kind: "leave-one-out", factor: "rdms" })).to.deep.equal(upTo(5).map(() => [4, 1, 12, 12]));
    expect(sizes({ kind: "leave-one-out", factor: "conditions" })).to.deep.equal(upTo(12).map(() => [5, 5, 11, 1]));
  });

  it("test so many groups, of RDMs as of conditions", () => {
    expect(sizes({ kind: "of-k", rdms: 2 })).to.deep.equal([
      [2, 3, 12, 12],
      [3, 2, 12, 12],
    ]);
    expect(sizes({ kind: "of-k", conditions: 5 })).to.deep.equal([
      [5, 5, 6, 6],
      [5, 5, 6, 6],
    ]);
    expect(() => sizes({ kind: "of-k", rdms: 3 })).to.throw(ArgumentError, "size");
  });

  it("are random test sets", () => {
    expect(sizes({ kind: "random", sets: 2 })).to.deep.equal([
      [3, 2, 8, 4],
      [3, 2, 8, 4],
    ]);
    expect(sizes({ kind: "random", sets: 1, rdms: 0, conditions: 3 })).to.deep.equal([[5, 5, 9, 3]]);
    const scheme: FoldScheme = { kind: "random", sets: 3 };
    expect(makeFolds(groups, scheme, createRandom("a"))).to.deep.equal(makeFolds(groups, scheme, createRandom("a")));
    expect(makeFolds(groups, scheme, createRandom("a"))).to.not.deep.equal(
      makeFolds(groups, scheme, createRandom("b")),
    );
    expect(() => sizes({ kind: "random", sets: 0 })).to.throw(ArgumentError, "sets");
    expect(() => sizes({ kind: "random", sets: 1, rdms: 5 })).to.throw(ArgumentError, "size");
  });

  it("refuse more folds than groups", () => {
    for (const k of [0, 6, 1.5]) expect(() => kFoldSplits(upTo(5), k)).to.throw(ArgumentError, "k");
  });
});

describe("groups", () => {
  it("stay together, in the order of their labels", () => {
    expect(groupPositions(5, ["b", "a", "b", "c", "a"])).to.deep.equal([[0, 2], [1, 4], [3]]);
    expect(groupPositions(2)).to.deep.equal([[0], [1]]);
    expect(() => groupPositions(3, ["a"])).to.throw(ArgumentError, "3 labels");
    expect([...drawnCounts([1, 1, 0], groupPositions(5, ["b", "a", "b", "c", "a"]), 5)]).to.deep.equal([1, 2, 1, 0, 2]);
    expect(() => drawnCounts([3], [[0], [1]], 2)).to.throw(ArgumentError, "recordedDraws");
  });
});

describe("the order of whole numbers", () => {
  it("is that of a sort, ties kept in their order", () => {
    const property = fc.property(fc.array(fc.oneof(fc.nat(5), fc.nat(2 ** 31 - 1)), { maxLength: 60 }), (values) => {
      const found = wholeNumberOrder(Int32Array.from(values), Int32Array.from(values.keys()));
      expect(found).to.deep.equal(rankOrder(values));
    });
    fc.assert(property, { numRuns: 200, seed: 6 });
    expect([...wholeNumberOrder(Int32Array.of(5, 9, 1, 7), Int32Array.of(0, 2, 3)).order]).to.deep.equal([2, 0, 3]);
  });
});
