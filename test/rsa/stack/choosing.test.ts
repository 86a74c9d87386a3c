import { expect } from "chai";
import fc from "fast-check";
import { alignRdms } from "../../../src/rsa/stack/align-rdms.js";
import { concatRdms } from "../../../src/rsa/stack/concat-rdms.js";
import { fromPartials } from "../../../src/rsa/stack/from-partials.js";
import { makeStack } from "../../../src/rsa/stack/make-stack.js";
import { nameConditions } from "../../../src/rsa/stack/name-conditions.js";
import { inversePermuteConditions, permuteConditions } from "../../../src/rsa/stack/permute-conditions.js";
import { arrangeConditions, reorderConditions, sortConditions } from "../../../src/rsa/stack/reorder.js";
import { subsampleConditions, subsampleRdms, subsetConditions, subsetRdms } from "../../../src/rsa/stack/subset.js";
import { caught } from "../../support/caught.js";
import { stackFrom, three } from "./made-stacks.js";

const x = Number.NaN;
const failure = async (work: () => unknown) => (await caught(work)).message;

describe("choosing of a stack", () => {
  it("takes RDMs by descriptor, once and in order, or as often as they are named", () => {
    const ids = (stack: { rdms: readonly { id: string }[] }) => stack.rdms.map(({ id }) => id);
    expect(ids(subsetRdms(three, "subject", ["s1", "s1"]))).to.deep.equal(["r1", "r3"]);
    expect(ids(subsetRdms(three, "id", ["r3", "r2"]))).to.deep.equal(["r2", "r3"]);
    const sampled = subsampleRdms(three, "subject", ["s2", "s1", "s2"]);
    expect(ids(sampled)).to.deep.equal(["r2", "r1", "r3", "r2#2"]);
    expect([...sampled.values.subarray(0, 6)]).to.deep.equal([10, 20, 30, 40, 50, 60]);
  });

  it("takes conditions by descriptor; pairs of copies are unknown", () => {
    const faces = subsetConditions(three, "category", ["face"]);
    expect([faces.conditions, [...faces.values]]).to.deep.equal([
      ["b", "d"],
      [2, 20, 7],
    ]);
    expect(faces.conditionDescriptors).to.deep.equal({ category: ["face", "face"], order: [3, 2] });
    const sampled = subsampleConditions(three, "condition", ["d", "b", "d"]);
    expect(sampled.conditions).to.deep.equal(["b", "d", "d#2"]);
    expect([...sampled.values]).to.deep.equal([2, 2, x, 20, 20, x, 7, 7, x]);
  });

  it("names what is not there", async () => {
    expect(await failure(() => subsetRdms(three, "subjects", ["s1"]))).to.match(/nearest: subject/);
    expect(await failure(() => subsetConditions(three, "categry", ["face"]))).to.match(/nearest: category/);
    expect(await failure(() => subsetRdms(three, "subject", ["s9"]))).to.match(/such as "s1", "s2", found \["s9"\]/);
    expect(await failure(() => subsampleConditions(three, "condition", ["b", "z"]))).to.match(/found \["z"\]/);
  });

  it("sorts stably, arranges by a list that may leave some out, and reorders", async () => {
    expect(sortConditions(three).conditions).to.deep.equal(["a", "b", "c", "d"]);
    expect(sortConditions(three, "order").conditions).to.deep.equal(["a", "c", "d", "b"]);
    const two = arrangeConditions(three, "condition", ["c", "b"]);
    expect([two.conditions, [...two.values]]).to.deep.equal([
      ["c", "b"],
      [3, 30, 7],
    ]);
    expect(await failure(() => arrangeConditions(three, "condition", ["c", "c"]))).to.match(/"c" twice/);
    const turned = reorderConditions(three, [3, 2, 1, 0]);
    expect([...turned.values.subarray(0, 6)]).to.deep.equal([6, 5, 3, 4, 2, 1]);
    expect(await failure(() => reorderConditions(three, [0, 1, 2, 2]))).to.match(/each position from 0 to 3 once/);
    expect(three.conditions).to.deep.equal(["b", "a", "d", "c"]);
  });

  it("permutes dissimilarities under fixed ids, and takes it back", () => {
    const fromSeed = (seed: number): number[] =>
      [0, 1, 2, 3].sort((a, b) => Math.sin(seed * (a + 1)) - Math.sin(seed * (b + 1)));
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const order = fromSeed(seed);
        const permuted = permuteConditions(three, order);
        expect(permuted.stack.conditions).to.deep.equal(three.conditions);
        expect(permuted.stack.conditionDescriptors).to.deep.equal(three.conditionDescriptors);
        expect(permuted.stack.values).to.deep.equal(reorderConditions(three, order).values);
        expect(inversePermuteConditions(permuted)).to.deep.equal(three);
      }),
      { seed: 3, numRuns: 50 },
    );
    expect([...permuteConditions(three, [1, 2, 3, 0]).stack.values.subarray(0, 6)]).to.deep.equal([4, 5, 1, 6, 2, 3]);
  });
});

describe("joining stacks", () => {
  it("aligns by id, in the order of the first", async () => {
    const other = stackFrom("dcba", [[1, 2, 3, 4, 5, 6]]);
    const { x: left, y: right, dropped } = alignRdms(three, other);
    expect([left.conditions, right.conditions, dropped]).to.deep.equal([three.conditions, three.conditions, []]);
    expect([...right.values]).to.deep.equal([6, 2, 4, 3, 5, 1]);
    const partly = stackFrom("bdz", [[1, 2, 3]]);
    expect(await failure(() => alignRdms(three, partly))).to.match(/2 shared, 3 in one only \(a, c, z\)/);
    const shared = alignRdms(three, partly, { conditions: "shared" });
    expect([[...shared.x.values], [...shared.y.values], shared.dropped]).to.deep.equal([
      [2, 20, 7],
      [1],
      ["a", "c", "z"],
    ]);
  });

  it("never joins by position", async () => {
    const nameless = makeStack({ conditions: ["1", "2", "3", "4"], values: [1, 2, 3, 4, 5, 6], namedByPosition: true });
    expect(await failure(() => alignRdms(three, nameless))).to.match(/positions only; give them their names/);
    expect(await failure(() => concatRdms([three, nameless]))).to.match(/positions only/);
    expect(await failure(() => fromPartials([three, nameless]))).to.match(/positions only/);
    const named = nameConditions(nameless, ["b", "a", "d", "c"]);
    expect([...alignRdms(three, named).y.values]).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it("appends by id and leaves its input as it is", async () => {
    const other = stackFrom("dcba", [[1, 2, 3, 4, 5, 6]], [{ id: "extra" }]);
    const joined = concatRdms([three, other]);
    expect(joined.rdms.map(({ id }) => id)).to.deep.equal(["r1", "r2", "r3", "extra"]);
    expect([...joined.values.subarray(18)]).to.deep.equal([6, 2, 4, 3, 5, 1]);
    expect(other.conditions).to.deep.equal(["d", "c", "b", "a"]);
    expect(await failure(() => concatRdms([three, stackFrom("abc", [[1, 2, 3]])]))).to.match(/use fromPartials/);
    expect(await failure(() => concatRdms([three, three]))).to.match(/"r1" twice/);
  });

  it("spreads partial RDMs over the union of their conditions", async () => {
    const first = stackFrom("abc", [[1, 2, 3]], [{ id: "one" }]);
    const second = stackFrom(
      "bcd",
      [
        [4, 5, 6],
        [7, 8, 9],
      ],
      [{ id: "two" }, { id: "three" }],
    );
    const all = fromPartials([first, second]);
    expect(all.conditions).to.deep.equal(["a", "b", "c", "d"]);
    expect([...all.values]).to.deep.equal([1, 2, x, 3, x, x, x, x, x, 4, 5, 6, x, x, x, 7, 8, 9]);
    expect(fromPartials([first], ["c", "z", "a", "b"]).conditions).to.deep.equal(["c", "z", "a", "b"]);
    expect(await failure(() => fromPartials([first], ["a", "b"]))).to.match(/no "c"/);
  });

  it("keeps of each condition what the first stack with it says", () => {
    const about = (conditions: string, category: readonly string[]) =>
      makeStack({ ...stackFrom(conditions, [[1, 2, 3]], [{ id: conditions }]), conditionDescriptors: { category } });
    const all = fromPartials([about("abc", ["x", "y", "z"]), about("bcd", ["p", "q", "r"])]);
    expect(all.conditionDescriptors).to.deep.equal({ category: ["x", "y", "z", "r"] });
  });
});
