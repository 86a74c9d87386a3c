import { expect } from "chai";
import { ArgumentError } from "../../../src/errors.js";
import { createRandom } from "../../../src/random/create-random.js";
import { evaluate } from "../../../src/rsa/inference/evaluate.js";
import { permutedMeans, permuteLabels, summarisePermutations } from "../../../src/rsa/inference/permute-labels.js";
import { rdmsOf } from "../made-rdms.js";
import { randomModels, randomRdms } from "./random-rdms.js";

describe("permuted labels", () => {
  const models = randomModels("model", 3, 12);
  const data = randomRdms("model/1", 5, 12);

  it("find the model that made the data, and hold the others against the best of each permutation", () => {
    const { means, p, familywise } = permuteLabels(models, data, { measure: "spearman", permutations: 199 });
    expect([...means]).to.deep.equal([...evaluate(models, data, { measure: "spearman" }).means[0]!.models]);
    expect(p[1]).to.equal(1 / 200);
    expect(familywise[1]).to.equal(1 / 200);
    for (let model = 0; model < 3; model++) {
      expect(familywise[model]).to.be.at.least(p[model]!);
      expect(familywise[model]).to.be.at.most(1);
    }
    expect(p[0]).to.be.above(0.02);
  });

  it("count by the rule", () => {
    const observed = Float64Array.of(0.5, 0.2);
    const permuted = Float64Array.of(0.1, 0.3, 0.5, 0.1, 0.4, 0.1);
    const { p, familywise } = summarisePermutations(observed, permuted);
    expect([...p]).to.deep.equal([2 / 4, 2 / 4]);
    expect([...familywise]).to.deep.equal([2 / 4, 4 / 4]);
  });

  it("have the same distribution for all of the few orders there are", () => {
    // three conditions have six orders; a model with one small distance fits two of them
    const model = { kind: "fixed", name: "one", rdms: rdmsOf([0, 1, 1]) } as const;
    const { permuted, observed } = permutedMeans([model], rdmsOf([0, 1, 1]), { measure: "corr", permutations: 600 });
    expect(observed[0]).to.be.closeTo(1, 1e-14);
    const hits = permuted.filter((mean) => mean > 0.99).length;
    expect(hits).to.be.within(150, 250);
    for (const mean of permuted) expect(Math.abs(mean - (mean > 0 ? 1 : -0.5))).to.be.below(1e-12);
  });

  it("give the same numbers however they are shared out, and for the same seed", () => {
    const options = { measure: "corr", random: createRandom("seed") } as const;
    const whole = permutedMeans(models, data, { ...options, to: 10 }).permuted;
    const parts = [
      [0, 3],
      [3, 10],
    ].map(([from, to]) => permutedMeans(models, data, { ...options, from: from!, to: to! }).permuted);
    expect(parts.flatMap((part) => [...part])).to.deep.equal([...whole]);
  });

  it("take means within subjects first", () => {
    const rdmGroups = ["a", "a", "a", "a", "b"];
    const { means } = permuteLabels(models, data, { measure: "corr", permutations: 1, rdmGroups });
    expect(means[0]).to.be.closeTo(evaluate(models, data, { measure: "corr", rdmGroups }).means[0]!.models[0]!, 1e-14);
  });

  it("refuse two conditions and missing pairs", () => {
    const model = { kind: "fixed", name: "one", rdms: rdmsOf([1]) } as const;
    expect(() => permuteLabels([model], rdmsOf([1]), { measure: "corr" })).to.throw(ArgumentError, "3 conditions");
    expect(() => permuteLabels([model], rdmsOf([1, Number.NaN, 2]), { measure: "corr" })).to.throw(
      ArgumentError,
      "missing",
    );
  });
});
