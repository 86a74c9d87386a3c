import { expect } from "chai";
import { matrix } from "../../../src/linalg/matrix.js";
import { averagePatterns } from "../../../src/rsa/patterns/average-patterns.js";
import { mergePatterns } from "../../../src/rsa/patterns/merge-patterns.js";
import { oddEvenSplit } from "../../../src/rsa/patterns/odd-even-split.js";
import type { Patterns } from "../../../src/rsa/patterns/patterns.js";
import { repeatsOf } from "../../../src/rsa/patterns/repeats-of.js";
import { sortPatterns } from "../../../src/rsa/patterns/sort-patterns.js";
import { sortedIds } from "../../../src/rsa/patterns/sorted-ids.js";
import { splitPatterns } from "../../../src/rsa/patterns/split-patterns.js";
import { subsetPatterns } from "../../../src/rsa/patterns/subset-patterns.js";
import { takeChannels } from "../../../src/rsa/patterns/take-channels.js";
import { caught } from "../../support/caught.js";

/** Row k holds 10 k and 10 k + 1. */
function numbered(conditions: string, folds: string): Patterns {
  const values = Float64Array.from({ length: 2 * conditions.length }, (_, k) => 10 * Math.floor(k / 2) + (k % 2));
  return {
    values: matrix(conditions.length, 2, values),
    conditions: [...conditions],
    folds: [...folds],
    channels: ["left", "right"],
    descriptors: { row: [...conditions].map((_, row) => row), kind: [...conditions].map((id) => id.toUpperCase()) },
  };
}

const rowsOf = ({ descriptors }: Patterns) => descriptors!.row;

describe("patterns", () => {
  it("ids that are numbers are sorted as numbers, others as text", () => {
    expect(sortedIds(["10", "9", "9", "-1"])).to.deep.equal(["-1", "9", "10"]);
    expect(sortedIds(["10", "9", "a"])).to.deep.equal(["10", "9", "a"]);
    expect(sortedIds(["b", "a", "B"])).to.deep.equal(["B", "a", "b"]);
    expect(sortedIds(["1.0", "1"])).to.deep.equal(["1", "1.0"]);
  });

  it("means per condition, sorted, with their counts; NaN goes into the mean", () => {
    const patterns = numbered("baab", "0011");
    patterns.values.values[2] = Number.NaN;
    const { patterns: means, counts } = averagePatterns(patterns);
    expect(means.conditions).to.deep.equal(["a", "b"]);
    expect([...means.values.values]).to.deep.equal([Number.NaN, 16, 15, 16]);
    expect(counts).to.deep.equal([2, 2]);
    expect(means.descriptors).to.deep.equal({ kind: ["A", "B"] });
  });

  it("splits in order of first appearance", () => {
    const groups = splitPatterns(numbered("baab", "0101"), "conditions");
    expect(groups.map(({ label, patterns }) => [label, rowsOf(patterns)])).to.deep.equal([
      ["b", [0, 3]],
      ["a", [1, 2]],
    ]);
    expect(splitPatterns(numbered("baab", "1010"), "folds").map(({ label }) => label)).to.deep.equal(["1", "0"]);
    expect([...groups[0]!.patterns.values.values]).to.deep.equal([0, 1, 30, 31]);
  });

  it("chooses observations and channels", async () => {
    const patterns = numbered("abca", "0011");
    expect(rowsOf(subsetPatterns(patterns, "conditions", ["a", "c"]))).to.deep.equal([0, 2, 3]);
    expect(rowsOf(subsetPatterns(patterns, "row", [3, 1]))).to.deep.equal([1, 3]);
    const right = takeChannels(patterns, ["right"]);
    expect([...right.values.values]).to.deep.equal([1, 11, 21, 31]);
    expect(takeChannels(patterns, [1, 0]).channels).to.deep.equal(["right", "left"]);
    expect((await caught(() => takeChannels(patterns, ["up"]))).tag).to.equal("unknown-name");
    expect((await caught(() => takeChannels(patterns, [2]))).tag).to.equal("argument");
    expect((await caught(() => subsetPatterns(patterns, "colour", ["red"]))).tag).to.equal("unknown-name");
  });

  it("sorts stably", () => {
    expect(rowsOf(sortPatterns(numbered("baab", "0011"), "conditions"))).to.deep.equal([1, 2, 0, 3]);
    expect(rowsOf(sortPatterns(numbered("aaaa", "9109"), "folds"))).to.deep.equal([2, 1, 0, 3]);
  });

  it("joins sets: what one lacks is null", async () => {
    const [first, second] = [numbered("ab", "00"), numbered("c", "1")];
    const merged = mergePatterns([first, { ...second, descriptors: { other: [true] } }]);
    expect(merged.conditions).to.deep.equal(["a", "b", "c"]);
    expect(merged.folds).to.deep.equal(["0", "0", "1"]);
    expect(merged.descriptors).to.deep.equal({ row: [0, 1, null], kind: ["A", "B", null], other: [null, null, true] });
    expect([...merged.values.values]).to.deep.equal([0, 1, 10, 11, 0, 1]);
    const other = { ...second, channels: ["left", "up"] };
    expect((await caught(() => mergePatterns([first, other]))).message).to.contain("other ids");
    expect((await caught(() => mergePatterns([]))).tag).to.equal("argument");
  });

  it("halves: odd and even labels, and within the labels of another", () => {
    const patterns = numbered("aaaabbbb", "01230123");
    const plain = oddEvenSplit(patterns, "folds");
    expect([rowsOf(plain.odd), rowsOf(plain.even)]).to.deep.equal([
      [0, 4, 2, 6],
      [1, 5, 3, 7],
    ]);
    const nested = oddEvenSplit(patterns, "folds", "conditions");
    expect([rowsOf(nested.odd), rowsOf(nested.even)]).to.deep.equal([
      [0, 2, 4, 6],
      [1, 3, 5, 7],
    ]);
  });

  it("labels × channels × repeats of equal numbers", async () => {
    const { labels, nRepeats, values } = repeatsOf(numbered("baab", "0011"));
    expect([labels, nRepeats]).to.deep.equal([["b", "a"], 2]);
    expect([...values]).to.deep.equal([0, 30, 1, 31, 10, 20, 11, 21]);
    expect((await caught(() => repeatsOf(numbered("aab", "000")))).message).to.contain("1 of b");
  });

  it("refuses columns of other lengths by name", async () => {
    const patterns = numbered("ab", "00");
    expect((await caught(() => averagePatterns({ ...patterns, folds: ["0"] }))).message).to.contain("folds");
    const wrong = { ...patterns, descriptors: { kind: ["A"] } };
    expect((await caught(() => averagePatterns(wrong))).message).to.contain("descriptors.kind");
  });
});
