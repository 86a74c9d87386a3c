import { expect } from "chai";
import type { Evidence } from "../../../src/volumes/metrics/evidence.js";
import { localisationMatrices } from "../../../src/volumes/metrics/localisation-matrices.js";
import { manyToMany, surplusOf } from "../../../src/volumes/metrics/many-to-many.js";

type Voxels = readonly number[];

/** Places of the probes that lie in each mask. */
function places(probes: readonly Voxels[], masks: readonly Voxels[]): Int32Array[][] {
  return probes.map((voxels) =>
    masks.map((mask) => Int32Array.from([...voxels.keys()].filter((place) => mask.includes(voxels[place]!)))),
  );
}

/** Evidence of masks that are their own skeletons. */
function evidenceOf(gt: readonly Voxels[], pred: readonly Voxels[]): Evidence {
  return {
    gt: { probes: gt.map((voxels) => Float64Array.from(voxels)), inOther: places(gt, pred) },
    pred: { probes: pred.map((voxels) => Float64Array.from(voxels)), inOther: places(pred, gt) },
    gtInGt: places(gt, gt),
  };
}

function taken(
  gt: readonly Voxels[],
  pred: readonly Voxels[],
  threshold: number,
  overlap = true,
): readonly (readonly number[])[] {
  const evidence = evidenceOf(gt, pred);
  const pairs = manyToMany(evidence, localisationMatrices(evidence, "cldice"), { threshold, overlap });
  return pairs.map((pair) => [pair.gt, pair.pred, pair.value]);
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}

describe("many-to-many pairs", () => {
  it("are none when no share is above the threshold", () => {
    expect(taken([range(0, 10)], [range(9, 30)], 0.1)).to.deep.equal([]);
    expect(taken([range(0, 10)], [range(9, 30)], 0.05)).to.have.length(1);
    expect(taken([], [range(0, 5)], 0.1)).to.deep.equal([]);
  });

  it("are one each for a perfect prediction, and both pieces of what is split", () => {
    const gt = [range(0, 10), range(20, 30)];
    expect(taken(gt, gt, 0.1)).to.deep.equal([
      [0, 0, 1],
      [1, 1, 1],
    ]);
    expect(taken([range(0, 10)], [range(0, 4), range(4, 10)], 0.1)).to.deep.equal([
      [0, 1, Math.fround(0.6)],
      [0, 0, 0.4],
    ]);
  });

  it("are all pairs above the threshold where nothing overlaps", () => {
    const [gt, pred] = [[range(0, 10)], [range(0, 6), range(5, 10), range(9, 20)]];
    expect(taken(gt, pred, 0.1, false).map(([, prediction]) => prediction)).to.deep.equal([0, 1]);
  });

  it("use up what has been explained", () => {
    // the second prediction adds one voxel of ten to what the first one covers
    expect(taken([range(0, 10)], [range(0, 9), range(3, 10)], 0.1)).to.deep.equal([[0, 0, Math.fround(0.9)]]);
    expect(taken([range(0, 10)], [range(0, 9), range(3, 10)], 0.05)).to.have.length(2);
  });

  it("take of equal shares the one that came to its share first", () => {
    const order = taken([range(0, 10), range(20, 30)], [range(20, 25), [...range(0, 5), ...range(25, 30)]], 0.1);
    // 0-1, 1-0 and 1-1 all begin with a half; taking 0-1 gives 1-1 its half anew, behind 1-0
    expect(order.map(([gt, pred]) => [gt, pred])).to.deep.equal([
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    // 2-0 goes first; 0-0 gets its half anew and falls behind 1-1
    const gt = [[...range(0, 4), ...range(20, 24)], range(40, 48), range(30, 40)];
    const pred = [[...range(0, 4), ...range(30, 36)], range(40, 44)];
    expect(taken(gt, pred, 0.1).map(([g, p]) => [g, p])).to.deep.equal([
      [2, 0],
      [1, 1],
      [0, 0],
    ]);
  });

  it("rescore the pairs of the gt before those of the prediction", () => {
    // 1-0 goes first; then 1-1 gets a quarter, and 0-0 gets a quarter after it
    const pairs = taken([range(0, 8), range(20, 28)], [[...range(0, 2), ...range(20, 26)], range(26, 28)], 0.1);
    expect(pairs).to.deep.equal([
      [1, 0, 0.75],
      [1, 1, 0.25],
      [0, 0, 0.25],
    ]);
  });

  it("live again by what is left of a prediction when the gt had dropped them", () => {
    // two overlapping gt instances in one prediction, then a second prediction of the first
    const gt = [range(0, 10), range(6, 16)];
    const pred = [range(0, 16), range(0, 9)];
    // 0-0 explains all of gt 0, so that 0-1 drops; 1-0 rests on what gt 0 left; 0-1 revives through 1-1
    expect(taken(gt, pred, 0.1)).to.deep.equal([
      [0, 0, 1],
      [1, 0, 0.6],
    ]);
    const revived = taken([range(0, 10), range(8, 30)], [range(0, 10), [...range(0, 9), ...range(14, 30)]], 0.1);
    expect(revived.map(([g, p]) => [g, p])).to.deep.equal([
      [0, 0],
      [1, 1],
      [0, 1],
    ]);
  });

  it("count what is beyond one for each", () => {
    expect(surplusOf([1, 2, 1, 1, 3])).to.equal(2);
    expect(surplusOf([])).to.equal(0);
  });
});
