import { expect } from "chai";
import { ArgumentError } from "../../../src/errors.js";
import { createRandom } from "../../../src/random/create-random.js";
import { bootNoiseCeiling } from "../../../src/rsa/ceilings/boot-noise-ceiling.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import { compareResampled } from "../../../src/rsa/comparison/compare-resampled.js";
import { confidenceIntervals } from "../../../src/rsa/inference/confidence-intervals.js";
import { contrastVariances } from "../../../src/rsa/inference/contrast-variances.js";
import { contrastWithModel } from "../../../src/rsa/inference/contrast-with-model.js";
import { evaluate } from "../../../src/rsa/inference/evaluate.js";
import type { EvaluateOptions } from "../../../src/rsa/inference/evaluate-options.js";
import { evaluateSamples } from "../../../src/rsa/inference/evaluate-samples.js";
import { prepareEvaluation } from "../../../src/rsa/inference/prepare-evaluation.js";
import { testModels } from "../../../src/rsa/inference/test-models.js";
import { variance } from "../../../src/stats/variance.js";
import { randomModels, randomRdms } from "./random-rdms.js";

const [nRdms, nConditions] = [6, 14];
const models = randomModels("model", 2, nConditions);
const data = randomRdms("model/0", nRdms, nConditions);
const run = (options: Partial<EvaluateOptions>) => evaluate(models, data, { measure: "corr", draws: 30, ...options });

describe("bootstraps", () => {
  it("evaluate samples as the measures and ceilings do, for every measure", () => {
    const draw = { rdms: [0, 0, 3, 4, 4, 4], conditions: [0, 1, 1, 3, 4, 5, 5, 5, 8, 9, 10, 12, 13, 13] };
    const counts = Float64Array.from(
      { length: nConditions },
      (_, k) => draw.conditions.filter((at) => at === k).length,
    );
    const rdmCounts = Float64Array.from({ length: nRdms }, (_, k) => draw.rdms.filter((at) => at === k).length);
    for (const measure of [
      "cosine",
      "corr",
      "spearman",
      "rho-a",
      "tau-a",
      "tau-b",
      "cosine-cov",
      "corr-cov",
      "bures",
    ] as const) {
      const { values } = run({ measure, resample: "both", recordedDraws: [draw], draws: 1 });
      const similarities = compareResampled(models[0]!.rdms, data, counts, { measure }).values;
      const mean = draw.rdms.reduce((sum, rdm) => sum + similarities[rdm]! / draw.rdms.length, 0);
      expect(values![0], measure).to.be.closeTo(mean, 1e-12);
      const { lower, upper } = bootNoiseCeiling(data, { measure, counts, rdmCounts });
      expect(values![2], measure).to.be.closeTo(lower, 1e-10);
      expect(values![3], measure).to.be.closeTo(upper, 1e-10);
    }
  });

  it("draw whole groups", () => {
    const rdmGroups = ["a", "a", "b", "b", "c", "c"];
    const recordedDraws = [{ rdms: [0, 0, 2], conditions: [] }];
    const { values, sizes, dof } = run({ resample: "rdms", rdmGroups, recordedDraws, draws: 1 });
    const similarities = compare(models[1]!.rdms, data, { measure: "corr" }).values;
    expect(values![1]).to.be.closeTo(
      (2 * similarities[0]! + 2 * similarities[1]! + similarities[4]! + similarities[5]!) / 6,
      1e-13,
    );
    expect(sizes).to.deep.equal({ rdms: 3, conditions: null });
    expect(dof).to.equal(2);
    const { lower } = bootNoiseCeiling(data, { measure: "corr", groups: rdmGroups, rdmCounts: [2, 2, 0, 0, 1, 1] });
    expect(values![2]).to.be.closeTo(lower, 1e-12);
  });

  it("keep the covariances of models and ceilings, and correct for the number that was drawn", () => {
    for (const [resample, factor, dof] of [
      ["rdms", 6 / 5, 5],
      ["conditions", 14 / 13, 13],
      ["both", 6 / 5, 5],
    ] as const) {
      const evaluation = run({ resample });
      const [covariance] = evaluation.covariances!;
      expect(covariance).to.include({ rows: 4, columns: 4 });
      const column = (k: number) =>
        Float64Array.from({ length: 30 }, (_, sample) => evaluation.values![4 * sample + k]!);
      for (const k of [0, 1, 2, 3]) expect(covariance!.values[5 * k]).to.be.closeTo(variance(column(k)), 1e-14);
      const differences = column(0).map((value, sample) => value - column(2)[sample]!);
      const { models: own, ceilings } = contrastVariances(evaluation);
      expect(own[0]).to.be.closeTo(factor * variance(column(0)), 1e-14);
      expect(ceilings.values[0]).to.be.closeTo(factor * variance(differences), 1e-14);
      expect(evaluation.dof).to.equal(dof);
      // the covariance of model and ceiling counts
      expect(Math.abs(covariance!.values[2]!)).to.be.above(1e-9);
    }
  });

  it("depend on the seed alone", () => {
    const random = () => createRandom("one");
    expect(run({ resample: "dual", random: random() })).to.deep.equal(run({ resample: "dual", random: random() }));
    const other = run({ resample: "dual", random: createRandom("other") });
    expect(run({ resample: "dual", random: random() }).values).to.not.deep.equal(other.values);
  });

  it("leave out samples of fewer than 3 conditions, or too few for the folds", () => {
    const conditions = (distinct: number) => ({
      rdms: [0, 1, 2, 3, 4, 5],
      conditions: Array.from({ length: 14 }, (_, k) => k % distinct),
    });
    const recordedDraws = [conditions(2), conditions(3), conditions(14)];
    const { values, means, covariances } = run({ resample: "dual", recordedDraws, draws: 3 });
    expect([...values!.subarray(0, 12)].every(Number.isNaN)).to.equal(true);
    expect([...values!.subarray(12)].every(Number.isFinite)).to.equal(true);
    expect(means.map(({ samples }) => samples)).to.deep.equal([2, 2, 2]);
    expect([...covariances![0]!.values].every(Number.isFinite)).to.equal(true);
    const crossvalidation = { scheme: { kind: "k-fold", rdms: 2, conditions: 2 } } as const;
    const crossed = run({
      resample: "dual",
      recordedDraws: [conditions(5), conditions(6), { ...conditions(14), rdms: [1, 1, 1, 1, 1, 1] }],
      draws: 3,
      crossvalidation,
    });
    expect(crossed.means.map(({ samples }) => samples)).to.deep.equal([1, 1, 1]);
  });

  it("have ceilings of the samples that have one: RDMs of one subject alone have no lower one", () => {
    const some = randomRdms("model/0", 3, nConditions);
    const found = evaluate(models, some, { measure: "corr", resample: "dual", draws: 80 });
    const lower = Array.from({ length: 80 }, (_, sample) => found.values![12 * sample + 2]!);
    const known = lower.filter(Number.isFinite);
    expect(known.length).to.be.within(50, 79);
    expect(found.means[0]!.samples).to.equal(80);
    expect(found.means[0]!.ceiling.lower).to.be.closeTo(
      known.reduce((sum, value) => sum + value, 0) / known.length,
      1e-12,
    );
    expect(found.covariances![0]!.values[2 * 4 + 2]).to.be.closeTo(variance(known), 1e-12);
    expect(Array.from(testModels(found).ceiling).every((p) => p > 0 && p <= 1)).to.equal(true);
  });

  it("test by shares of samples", () => {
    const evaluation = run({ resample: "conditions" });
    const column = (k: number) => Array.from({ length: 30 }, (_, sample) => evaluation.values![4 * sample + k]!);
    const { zero, ceiling } = testModels(evaluation, { test: "bootstrap" });
    expect(zero[1]).to.equal(Math.min(1, (column(1).filter((value) => value <= 0).length + 1) / 30));
    expect(ceiling[0]).to.equal(Math.min(1, (column(0).filter((value, k) => column(2)[k]! <= value).length + 1) / 30));
    const worse = column(1).filter((value, k) => value <= column(0)[k]!).length;
    expect(contrastWithModel(evaluation, { reference: "model 0", test: "bootstrap" }).p[1]).to.equal(
      Math.min(1, (worse + 1) / 30),
    );
    const turned = models.map((model) => ({
      ...model,
      rdms: { ...model.rdms, values: model.rdms.values.map((value) => -value) },
    }));
    const against = evaluate(turned, data, { measure: "cosine", resample: "conditions", draws: 5 });
    expect([...testModels(against, { test: "bootstrap" }).zero]).to.deep.equal([1, 1]);
    expect([...testModels(evaluation, { test: "rank" }).zero].every(Number.isNaN)).to.equal(true);
  });

  it("give intervals without bound where samples are too few", () => {
    const evaluation = run({ resample: "rdms" });
    const sorted = Float64Array.from({ length: 30 }, (_, sample) => evaluation.values![4 * sample]!).sort();
    const [wide] = confidenceIntervals(evaluation, { test: "bootstrap", level: 0.95 });
    expect(wide).to.deep.equal({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
    const [half] = confidenceIntervals(evaluation, { test: "bootstrap", level: 0.5 });
    // place 31 / 4 of −∞, 30 values, ∞: between the 7th and the 8th value
    expect(half!.low).to.be.closeTo(sorted[6]! + 0.75 * (sorted[7]! - sorted[6]!), 1e-14);
    expect(half!.high).to.be.closeTo(sorted[23]! - 0.75 * (sorted[23]! - sorted[22]!), 1e-14);
    expect(() => confidenceIntervals(evaluation, { level: 1 })).to.throw(ArgumentError, "level");
  });
});

describe("bad input of an evaluation", () => {
  it("is refused", () => {
    expect(() => evaluate([], data, { measure: "corr" })).to.throw(ArgumentError, "models");
    expect(() => evaluate(models, { ...data, nRdms: 0, values: new Float64Array(0) }, { measure: "corr" })).to.throw(
      ArgumentError,
      "data",
    );
    expect(() => evaluate(randomModels("m", 1, 5), data, { measure: "corr" })).to.throw(ArgumentError, "conditions");
    expect(() => run({ resample: "rdms", draws: 0 })).to.throw(ArgumentError, "draws");
    expect(() => run({ resample: "rdms", draws: 2, recordedDraws: [{ rdms: [0], conditions: [] }] })).to.throw(
      ArgumentError,
      "recordedDraws",
    );
    expect(() => run({ resample: "rdms", draws: 1, recordedDraws: [{ rdms: [6], conditions: [] }] })).to.throw(
      ArgumentError,
      "recordedDraws",
    );
    const prepared = prepareEvaluation(models, data, { measure: "corr", resample: "rdms", draws: 5 });
    for (const range of [{ from: -1 }, { to: 6 }, { from: 3, to: 2 }, { from: 0.5 }]) {
      expect(() => evaluateSamples(prepared, range)).to.throw(ArgumentError, "range");
    }
    expect(() => run({ rdmGroups: ["a"] })).to.throw(ArgumentError, "6 labels");
    const missing = { ...data, values: data.values.map((value, at) => (at === 3 ? Number.NaN : value)) };
    expect(() => evaluate(models, missing, { measure: "corr" })).to.throw(ArgumentError);
    expect(() => contrastWithModel(run({}), { reference: "none" })).to.throw(ArgumentError, "reference");
  });

  it("may miss pairs that all RDMs miss", () => {
    const gap = (values: Float64Array, pairs: number) =>
      values.map((value, at) => (at % pairs === 3 ? Number.NaN : value));
    const pairs = (nConditions * (nConditions - 1)) / 2;
    const less = models.map((model) => ({ ...model, rdms: { ...model.rdms, values: gap(model.rdms.values, pairs) } }));
    for (const measure of ["corr", "spearman", "cosine-cov"] as const) {
      const known = { ...data, values: gap(data.values, pairs) };
      const { means } = evaluate(less, known, { measure, resample: "both", draws: 4 });
      const { lower } = evaluate(less, known, { measure }).means[0]!.ceiling;
      expect(lower).to.be.closeTo(bootNoiseCeiling(known, { measure }).lower, 1e-12);
      expect(means[0]!.samples).to.equal(4);
      expect(Number.isFinite(means[0]!.ceiling.lower)).to.equal(true);
    }
  });
});
