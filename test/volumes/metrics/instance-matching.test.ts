import { expect } from "chai";
import { bestRows } from "../../../src/volumes/metrics/best-rows.js";
import {
  type AgreementMatrix,
  instanceMatchings,
  type MatchedPair,
} from "../../../src/volumes/metrics/instance-matching.js";

function matrix(...rows: readonly (readonly number[])[]): AgreementMatrix {
  return { gts: rows.length, preds: rows[0]?.length ?? 0, agreement: Float32Array.from(rows.flat()) };
}

function places(pairs: readonly MatchedPair[]): readonly (readonly number[])[] {
  return pairs.map(({ gt, pred }) => [gt, pred]);
}

describe("matching instances", () => {
  it("greedily takes the best pair, of equal ones that of the earlier gt, then of the earlier prediction", () => {
    const { greedy } = instanceMatchings;
    expect(places(greedy(matrix([0.6, 0.9], [0.2, 0.8]), 0.1))).to.deep.equal([
      [0, 1],
      [1, 0],
    ]);
    expect(places(greedy(matrix([0.5, 0.7, 0.7], [0.7, 0.7, 0.5]), 0.1))).to.deep.equal([
      [0, 1],
      [1, 0],
    ]);
  });

  it("optimally takes as many pairs as it can, then the best of these", () => {
    const { greedy, hungarian } = instanceMatchings;
    const chain = matrix([0.6, 0.9], [0.2, 0.8]);
    expect(places(hungarian(chain, 0.5))).to.deep.equal([
      [0, 0],
      [1, 1],
    ]);
    expect(places(greedy(chain, 0.5))).to.deep.equal([[0, 1]]);
    expect(places(hungarian(matrix([0.6, 0.7], [0.7, 0.6]), 0.5))).to.deep.equal([
      [0, 1],
      [1, 0],
    ]);
    expect(places(hungarian(matrix([0.6], [0.7], [0.3]), 0.2))).to.deep.equal([[1, 0]]);
  });

  it("takes agreement above the threshold, in single precision, never at it", () => {
    for (const matched of Object.values(instanceMatchings)) {
      expect(matched(matrix([0.8]), 0.8)).to.deep.equal([]);
      expect(matched(matrix([0.8]), 0.7)).to.deep.equal([{ gt: 0, pred: 0, value: Math.fround(0.8) }]);
      // the next single-precision number is above
      expect(matched(matrix([0.8 + 2 ** -24]), 0.8)).to.have.length(1);
    }
  });

  it("finds nothing where one side is empty", () => {
    for (const matched of Object.values(instanceMatchings)) {
      expect(matched({ gts: 0, preds: 3, agreement: new Float32Array(0) }, 0.1)).to.deep.equal([]);
      expect(matched({ gts: 3, preds: 0, agreement: new Float32Array(0) }, 0.1)).to.deep.equal([]);
    }
  });

  it("gives each column its best row, of equal ones the first", () => {
    expect([...bestRows(Float32Array.of(0.2, 0, 0.4, 0.2, 0, 0.5, 0.1, 0, 0.5), 3)]).to.deep.equal([0, 0, 1]);
  });
});
