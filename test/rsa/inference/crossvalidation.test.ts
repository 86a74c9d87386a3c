import { expect } from "chai";
import { createRandom } from "../../../src/random/create-random.js";
import { cvNoiseCeiling } from "../../../src/rsa/ceilings/cv-noise-ceiling.js";
import { compareResampled } from "../../../src/rsa/comparison/compare-resampled.js";
import { bootstrapTestSets } from "../../../src/rsa/inference/bootstrap-test-sets.js";
import { evaluate } from "../../../src/rsa/inference/evaluate.js";
import type { EvaluateOptions } from "../../../src/rsa/inference/evaluate-options.js";
import { makeFolds } from "../../../src/rsa/inference/make-folds.js";
import { testModels } from "../../../src/rsa/inference/test-models.js";
import { fitModel } from "../../../src/rsa/models/fit-model.js";
import { rdmsAt } from "../../../src/rsa/models/mean-similarity.js";
import type { Model } from "../../../src/rsa/models/model.js";
import { predict } from "../../../src/rsa/models/predict.js";
import { variance } from "../../../src/stats/variance.js";
import { rdmsOf } from "../made-rdms.js";
import { randomModels, randomRdms } from "./random-rdms.js";

const [nRdms, nConditions] = [6, 14];
const models = randomModels("model", 2, nConditions);
const data = randomRdms("model/0", nRdms, nConditions);
const run = (options: Partial<EvaluateOptions>) => evaluate(models, data, { measure: "corr", draws: 30, ...options });

describe("cross-validation", () => {
  const weighted: Model = { kind: "weighted", name: "mix", rdms: randomRdms("parts", 3, nConditions) };

  it("tests on what was not fitted, with ceilings of the same folds", () => {
    const scheme = { kind: "k-fold", rdms: 3, conditions: 2 } as const;
    const random = createRandom("folds");
    const { means, covariances } = run({ crossvalidation: { scheme, repeats: 1 }, random });
    const upTo = (count: number) => Array.from({ length: count }, (_, k) => k);
    const stream = random.derive("sample", 0).derive("none").derive("folds", 0);
    const folds = makeFolds({ rdms: upTo(nRdms), conditions: upTo(nConditions) }, scheme, stream);
    const scores = folds.map(({ testRdms, testConditions }) => {
      const counts = upTo(nConditions).map((condition) => (testConditions.includes(condition) ? 1 : 0));
      const { values } = compareResampled(models[0]!.rdms, rdmsAt(data, testRdms), counts, { measure: "corr" });
      return values.reduce((sum, value) => sum + value / values.length, 0);
    });
    expect(means[0]!.models[0]).to.be.closeTo(
      scores.reduce((sum, score) => sum + score / 6, 0),
      1e-13,
    );
    const ceilingFolds = folds.map(({ trainRdms, ...fold }) => ({ ...fold, ceilingRdms: trainRdms }));
    const { lower, upper } = cvNoiseCeiling(data, ceilingFolds, { measure: "corr" });
    expect(means[0]!.ceiling.lower).to.be.closeTo(lower, 1e-12);
    expect(means[0]!.ceiling.upper).to.be.closeTo(upper, 1e-12);
    // without samples there is no variance and no test
    expect(covariances).to.equal(null);
    expect([...testModels(run({ crossvalidation: { scheme } })).zero].every(Number.isNaN)).to.equal(true);
  });

  it("fits on the RDMs and conditions of the fold alone", () => {
    const scheme = { kind: "k-fold", rdms: 2, conditions: 2 } as const;
    const random = createRandom("fit");
    const options = { measure: "corr", crossvalidation: { scheme, repeats: 1 }, fitters: ["regress"], random } as const;
    const found = evaluate([weighted], data, options).means[0]!.models[0];
    const upTo = (count: number) => Array.from({ length: count }, (_, k) => k);
    const stream = random.derive("sample", 0).derive("none").derive("folds", 0);
    const folds = makeFolds({ rdms: upTo(nRdms), conditions: upTo(nConditions) }, scheme, stream);
    const scores = folds.map((fold) => {
      const countsOf = (members: readonly number[]) => upTo(nConditions).map((k) => (members.includes(k) ? 1 : 0));
      const train = { measure: "corr", fitter: "regress", counts: countsOf(fold.trainConditions) } as const;
      const theta = fitModel(weighted, rdmsAt(data, fold.trainRdms), train);
      const test = rdmsAt(data, fold.testRdms);
      const prediction = rdmsOf(predict(weighted, theta));
      const { values } = compareResampled(prediction, test, countsOf(fold.testConditions), { measure: "corr" });
      return values.reduce((sum, value) => sum + value / values.length, 0);
    });
    expect(found).to.be.closeTo(
      scores.reduce((sum, score) => sum + score / 4, 0),
      1e-12,
    );
  });

  it("finds no more in noise than there is, and what is there", () => {
    const mixed = rdmsOf(
      ...Array.from({ length: nRdms }, (_, k) => {
        const noise = randomRdms(`noise ${k}`, 1, nConditions).values;
        return noise.map(
          (value, pair) => 0.2 * value + weighted.rdms.values[pair]! + 2 * weighted.rdms.values[noise.length + pair]!,
        );
      }),
    );
    const scheme = { kind: "k-fold", conditions: 2, rdms: 2 } as const;
    const options = {
      measure: "corr",
      crossvalidation: { scheme },
      fitters: ["regress-non-negative", undefined],
    } as const;
    const [own, single] = evaluate([weighted, { ...weighted, kind: "select", name: "one" }], mixed, options).means[0]!
      .models;
    expect(own).to.be.above(0.8);
    expect(single).to.be.below(own!);
    const unrelated = evaluate([weighted], randomRdms("else", nRdms, nConditions), options).means[0]!.models[0];
    expect(unrelated).to.be.below(0.3);
  });

  it("takes off the variance that the choice of folds adds", () => {
    const crossvalidation = { scheme: { kind: "k-fold", rdms: 2, conditions: 2 }, repeats: 3 } as const;
    const { values, covariances } = run({ resample: "rdms", crossvalidation, draws: 12 });
    const usable = Array.from({ length: 12 }, (_, sample) => sample).filter((sample) =>
      Number.isFinite(values![sample * 12]),
    );
    const repeat = (k: number) => usable.map((sample) => values![(sample * 3 + k) * 4]!);
    const mean = usable.map((_, at) => (repeat(0)[at]! + repeat(1)[at]! + repeat(2)[at]!) / 3);
    const single = (variance(repeat(0)) + variance(repeat(1)) + variance(repeat(2))) / 3;
    expect(covariances![0]!.values[0]).to.be.closeTo((3 * variance(mean) - single) / 2, 1e-13);
  });

  it("gives no score to folds of fewer than 3 conditions", () => {
    const scheme = { kind: "leave-one-out", factor: "conditions" } as const;
    expect(run({ crossvalidation: { scheme, repeats: 1 } }).means[0]!.models[0]).to.be.NaN;
    const subjects = run({ crossvalidation: { scheme: { kind: "leave-one-out", factor: "rdms" }, repeats: 1 } });
    const plain = run({});
    expect(subjects.means[0]!.models[0]).to.be.closeTo(plain.means[0]!.models[0]!, 1e-13);
    expect(subjects.means[0]!.ceiling.lower).to.be.closeTo(plain.means[0]!.ceiling.lower, 1e-13);
  });

  it("can test on what a sample has not drawn", () => {
    const recordedDraws = [
      { rdms: [0, 0, 1, 2, 3, 3], conditions: [0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7, 7, 7] },
      { rdms: [0, 1, 2, 3, 4, 5], conditions: [0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7, 7, 7] },
    ];
    const { scores, testRdms, testConditions } = bootstrapTestSets([models[0]!, weighted], data, {
      measure: "corr",
      recordedDraws,
    });
    expect([...testRdms]).to.deep.equal([2, 0]);
    expect([...testConditions]).to.deep.equal([6, 6]);
    const counts = Array.from({ length: nConditions }, (_, k) => (k > 7 ? 1 : 0));
    const { values } = compareResampled(models[0]!.rdms, rdmsAt(data, [4, 5]), counts, { measure: "corr" });
    expect(scores[0]).to.be.closeTo((values[0]! + values[1]!) / 2, 1e-13);
    expect([...scores.subarray(2)].every(Number.isNaN)).to.equal(true);
    const range = bootstrapTestSets([weighted], data, {
      measure: "corr",
      resample: "conditions",
      draws: 6,
      from: 4,
      to: 6,
    });
    const whole = bootstrapTestSets([weighted], data, { measure: "corr", resample: "conditions", draws: 6 });
    expect([...range.scores]).to.deep.equal([...whole.scores.subarray(4)]);
  });
});
