import { readFileSync } from "node:fs";
import { expect } from "chai";
import { categoricalRdm } from "../../../src/rsa/stack/categorical-rdm.js";
import { longTable } from "../../../src/rsa/stack/long-table.js";
import { meanRdm } from "../../../src/rsa/stack/mean-rdm.js";
import { pairsByPercentile } from "../../../src/rsa/stack/pairs-by-percentile.js";
import { type RescaleMethod, rescaleRdms } from "../../../src/rsa/stack/rescale-rdms.js";
import {
  dissimilarityLabel,
  minmaxTransform,
  positiveTransform,
  rankTransform,
  sqrtTransform,
  transformRdms,
} from "../../../src/rsa/stack/transforms.js";
import { type RankMethod, rankBy } from "../../../src/stats/rank-by.js";
import { caught } from "../../support/caught.js";
import { realData } from "../../support/real-data.js";
import { disjoint, stackFrom, three } from "./made-stacks.js";

const x = Number.NaN;
const failure = async (work: () => unknown) => (await caught(work)).message;
const near = (found: ArrayLike<number>, expected: readonly number[], within: number): void => {
  expect(found.length).to.equal(expected.length);
  for (const [index, value] of expected.entries()) {
    if (Number.isNaN(value)) expect(found[index], `${index}`).to.be.NaN;
    else expect(found[index], `${index}`).to.be.closeTo(value, within);
  }
};

describe("the mean RDM", () => {
  const partial = stackFrom("abcd", [
    [1, 2, x, 3, x, x],
    [2, 1, x, 4, 5, 6],
  ]);

  it("leaves out what is unknown", () => {
    near(meanRdm(partial).values, [1.5, 1.5, x, 3.5, 5, 6], 1e-15);
  });

  it("weights RDMs, entries, or by a descriptor", async () => {
    const expected = [5 / 3, 4 / 3, x, 11 / 3, 5, 6];
    near(meanRdm(partial, { weights: [1, 2] }).values, expected, 1e-15);
    near(meanRdm(partial, { weights: [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2] }).values, expected, 1e-15);
    near(meanRdm(three, { weights: "weight" }).values.subarray(0, 1), [(1 + 2 * 10 + 3 * 7) / 6], 1e-14);
    // an entry whose weight is unknown takes no part
    near(meanRdm(partial, { weights: [x, 1, 1, 1, 1, 1, 2, x, 2, 2, 2, 2] }).values.subarray(0, 2), [2, 2], 1e-15);
    expect(await failure(() => meanRdm(partial, { weights: [1, 2, 3] }))).to.match(/2 weights, .* found 3/);
    expect(await failure(() => meanRdm(three, { weights: "subject" }))).to.match(/a number per RDM, found s1/);
  });

  it("is described by what all RDMs agree on", () => {
    const [about] = meanRdm(three, { id: "all" }).rdms;
    expect(about).to.include({ id: "all", dissimilarity: "squared euclidean" });
    expect(about!.descriptors).to.deep.equal({});
  });
});

describe("rescaling of partial RDMs", () => {
  it("by evidence gives the known answer", () => {
    const { stack, weights } = rescaleRdms(disjoint);
    const expected = [0.1438, 0.2877, x, 0.4315, x, x, x, x, x, 0.4316, 0.5395, 0.6474];
    near(stack.values, expected, 1e-4);
    near(weights, [1, 4, x, 9, x, x, x, x, x, 16, 25, 36], 0);
    expect(stack.rdms.map(({ normalisation }) => normalisation)).to.deep.equal(["evidence", "evidence"]);
    near(disjoint.values.subarray(0, 2), [1, 2], 0);
    near(rescaleRdms(stackFrom("abc", [[0.1, 0.3, -1]])).weights, [0.04, 0.09, 1], 1e-16);
  });

  it("by set size weights each RDM by its number of entries", () => {
    const partial = stackFrom("abcd", [
      [1, 2, x, 3, x, x],
      [x, x, x, 4, 5, x],
    ]);
    const third = 1 / 3;
    near(rescaleRdms(partial, { method: "setsize" }).weights, [third, third, x, third, x, x, x, x, x, 0.5, 0.5, x], 0);
  });

  it("brings shared pairs closer with a smaller threshold", () => {
    const differ = (threshold: number): number => {
      const { values } = rescaleRdms(disjoint, { method: "simple", threshold }).stack;
      return Math.abs(values[3]! - values[9]!) / values[9]!;
    };
    expect(differ(10)).to.be.greaterThan(0.1);
    expect(differ(1e-5)).to.be.lessThan(0.01);
  });

  it("ends after its rounds, and refuses what has no scale", async () => {
    expect(await failure(() => rescaleRdms(disjoint, { threshold: 0, mostRounds: 3 }))).to.match(/after 3 rounds/);
    expect(await failure(() => rescaleRdms(stackFrom("abc", [[0, x, 0]])))).to.match(/RDM r1: it has no entry/);
    expect(await failure(() => rescaleRdms(disjoint, { method: "best" as RescaleMethod }))).to.match(
      /evidence, setsize/,
    );
    expect(await failure(() => rescaleRdms(disjoint, { threshold: x }))).to.match(/a number from 0/);
  });
});

describe("transforms of RDMs", () => {
  it("keep unknown pairs and record themselves", () => {
    const stack = stackFrom("abc", [[8, 6, 10]], [{ dissimilarity: "squared euclidean" }]);
    const ranked = rankTransform(stackFrom("abcd", [[8, 6, 10, x, x, x]]));
    near(ranked.values, [2, 1, 3, x, x, x], 0);
    const rooted = sqrtTransform(stack);
    expect(dissimilarityLabel(rooted.rdms[0]!)).to.equal("euclidean");
    expect(dissimilarityLabel(sqrtTransform(ranked).rdms[0]!)).to.equal("unknown (ranks) (sqrt)");
    expect(dissimilarityLabel(rankTransform(stack).rdms[0]!)).to.equal("squared euclidean (ranks)");
    expect(minmaxTransform(positiveTransform(rooted)).rdms[0]!.transforms).to.deep.equal([
      "sqrt",
      "positive",
      "min-max",
    ]);
  });

  it("leave their input as it is", () => {
    const stack = stackFrom("abc", [[-1, 4, 9]]);
    for (const transform of [rankTransform, sqrtTransform, positiveTransform, minmaxTransform]) transform(stack);
    transformRdms(stack, "zero", (vector) => vector.fill(0));
    near(stack.values, [-1, 4, 9], 0);
    near(sqrtTransform(stack).values, [0, 2, 3], 0);
    near(positiveTransform(stack).values, [0, 4, 9], 0);
    near(minmaxTransform(stack).values, [0, 0.5, 1], 0);
  });

  it("rank each RDM by itself, with all methods of ties", () => {
    near(
      rankTransform(
        stackFrom("abc", [
          [3, 1, 2],
          [300, 100, 200],
        ]),
      ).values,
      [3, 1, 2, 3, 1, 2],
      0,
    );
    const ties = Float64Array.of(5, 2, x, 5, 1, 5, 2);
    const expected: Readonly<Record<RankMethod, readonly number[]>> = {
      average: [5, 2.5, x, 5, 1, 5, 2.5],
      min: [4, 2, x, 4, 1, 4, 2],
      max: [6, 3, x, 6, 1, 6, 3],
      dense: [3, 2, x, 3, 1, 3, 2],
      ordinal: [4, 2, x, 5, 1, 6, 3],
    };
    for (const method of Object.keys(expected) as RankMethod[]) near(rankBy(ties, method), expected[method], 0);
  });

  it("take any function, if it gives as many values", async () => {
    const doubled = transformRdms(three, "doubled", (vector) => vector.map((value) => 2 * value));
    expect(doubled.values[0]).to.equal(2);
    expect(await failure(() => transformRdms(three, "short", () => [1]))).to.match(/short: expected 6 values, found 1/);
    expect(await failure(() => rankTransform(three, "best" as RankMethod))).to.match(/average, min/);
  });

  it("agree with the reference values", function () {
    const path = realData(this, "rsa/expected/small_fixtures.json");
    const { transforms } = JSON.parse(readFileSync(path, "utf8")) as Record<string, Record<string, number[]>>;
    const stack = stackFrom("abcde", [transforms!.rdm!]);
    near(rankTransform(stack).values, transforms!.rank!, 0);
    near(sqrtTransform(stack).values, transforms!.sqrt!, 1e-15);
    near(minmaxTransform(stack).values, transforms!.minmax!, 1e-15);
  });
});

describe("pairs and categories", () => {
  const five = stackFrom("abcde", [[7, 5, 4, 3, 6, 5, 4, 9, 9, 9]]);

  it("selects partners by percentile, both ends included", async () => {
    const partners = (condition: string, min: number, max: number) =>
      pairsByPercentile(five, condition, { min, max }).map((one) => [one.condition, one.dissimilarity]);
    expect(partners("a", 0, 25)).to.deep.equal([["e", 3]]);
    expect(partners("b", 40, 80)).to.deep.equal([
      ["c", 6],
      ["d", 5],
    ]);
    expect(partners("d", 0, 100)).to.have.length(4);
    expect(pairsByPercentile(stackFrom("abc", [[x, 1, 2]]), "a").map((one) => one.percentile)).to.deep.equal([100]);
    expect(await failure(() => pairsByPercentile(five, "z"))).to.match(/condition: expected one of the stack/);
    expect(await failure(() => pairsByPercentile(five, "a", { rdm: 1 }))).to.match(/0 to 0, found 1/);
  });

  it("makes an RDM of categories, or of several at once", async () => {
    expect([...categoricalRdm(["a", "b", "c"], ["x", "y", "x"]).values]).to.deep.equal([1, 0, 1]);
    const lists = [
      [1, "u"],
      [1, "v"],
      [1, "u"],
    ];
    expect([...categoricalRdm(["a", "b", "c"], lists).values]).to.deep.equal([1, 0, 1]);
    expect(await failure(() => categoricalRdm(["a", "b"], ["x"]))).to.match(/2 entries, .* found 1/);
    expect(await failure(() => categoricalRdm(["a", "b"], [["x"], ["x", "y"]]))).to.match(/1 and 2 categories/);
  });

  it("becomes a long table with each condition descriptor twice", () => {
    const rows = [...longTable(three)];
    expect(rows).to.have.length(18);
    expect(rows[7]).to.deep.include({ rdmIndex: 1, pairIndex: 1, conditionA: "b", conditionB: "d", dissimilarity: 20 });
    expect(rows[7]!.conditionDescriptors).to.deep.equal({
      ...{ category_1: "face", category_2: "face", order_1: 3, order_2: 2 },
    });
    expect(rows[7]!.rdm.descriptors.subject).to.equal("s2");
  });
});
