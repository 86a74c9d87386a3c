import { expect } from "chai";
import { matrix } from "../../../src/linalg/matrix.js";
import { bootNoiseCeiling } from "../../../src/rsa/ceilings/boot-noise-ceiling.js";
import type { MeasureName } from "../../../src/rsa/comparison/measure-name.js";
import { confidenceIntervals, standardErrors } from "../../../src/rsa/inference/confidence-intervals.js";
import { constantModel, contrastWithModel } from "../../../src/rsa/inference/contrast-with-model.js";
import { correctTests } from "../../../src/rsa/inference/correct-tests.js";
import { evaluate } from "../../../src/rsa/inference/evaluate.js";
import type { Evaluation } from "../../../src/rsa/inference/evaluation.js";
import { evaluationSummary } from "../../../src/rsa/inference/evaluation-summary.js";
import { testModels } from "../../../src/rsa/inference/test-models.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { images92, sessionMeans } from "../images92.js";
import { rdmsOf } from "../made-rdms.js";
import { matrixOf, smallFixture } from "../small-fixtures.js";
import { expectedFile, fixedModels } from "./known-evaluations.js";

function close(found: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(found.length).to.equal(expected.length);
  for (let k = 0; k < expected.length; k++) expect(found[k], String(k)).to.be.closeTo(expected[k]!, tolerance);
}

/** One fixed evaluation as the file has it; p values are 1 − CDF there. */
interface FixedExpected {
  readonly means: readonly number[];
  readonly sem: readonly number[];
  readonly p_zero_one_sided: readonly number[];
  readonly p_vs_lower_nc: readonly number[];
  readonly p_pairwise: readonly (readonly number[])[];
  readonly noise_ceiling_lower_upper: readonly [number, number];
  readonly dof: number;
}

describe("a fixed evaluation of small RDMs", () => {
  it("gives means, standard errors, ceilings and p values", function () {
    const fixture = smallFixture(this, "eval_fixed_small");
    const small = smallFixture(this, "fitters");
    const vectors = (rows: unknown): RdmVectors => ({ nConditions: 5, nRdms: 3, values: matrixOf(rows).values });
    const models = fixedModels({ names: ["a", "b", "c"], rdms: vectors(small.basis) });
    const evaluation = evaluate(models, vectors(small.data), { measure: "corr" });
    const [{ models: means, ceiling }] = evaluation.means as [Evaluation["means"][number]];
    close(means, fixture.means as number[], 1e-12);
    close(standardErrors(evaluation), fixture.sem as number[], 1e-12);
    close([ceiling.lower, ceiling.upper], fixture.nc as number[], 1e-12);
    const { zero, ceiling: pCeiling, pairwise } = testModels(evaluation);
    close(zero, fixture.p_zero_one_sided as number[], 1e-12);
    close(pCeiling, fixture.p_nc as number[], 1e-12);
    close(pairwise.values, (fixture.p_pair as number[][]).flat(), 1e-12);
    expect(evaluation).to.include({ dof: 2, pool: "z-score", values: null });
  });
});

describe("a fixed evaluation of the 92 images", () => {
  const sets = {
    hIT_4subj_sessionmean: (test: Mocha.Context) => sessionMeans(test),
    hIT_8: async (test: Mocha.Context) => (await images92(test, "brain")).rdms,
    behav16: async (test: Mocha.Context) => (await images92(test, "behaviour")).rdms,
  };
  for (const [name, dataOf] of Object.entries(sets)) {
    for (const measure of ["corr", "cosine", "spearman", "rho-a", "cosine-cov"] as const) {
      it(`gives all that is known of ${name}, ${measure}`, async function () {
        const file = expectedFile<Record<string, Record<string, FixedExpected>>>(this, "images92.json");
        const expected = file[`eval_fixed|${name}`]![measure.replace("-cov", "_cov")]!;
        const evaluation = evaluate(fixedModels(await images92(this, "models")), await dataOf(this), { measure });
        const [{ models, ceiling }] = evaluation.means as [Evaluation["means"][number]];
        const tolerance = 1e-10;
        close(models, expected.means, tolerance);
        close([ceiling.lower, ceiling.upper], expected.noise_ceiling_lower_upper, tolerance);
        close(standardErrors(evaluation), expected.sem, tolerance);
        const tests = testModels(evaluation);
        close(tests.zero, expected.p_zero_one_sided, 1e-9);
        close(tests.ceiling, expected.p_vs_lower_nc, 1e-9);
        close(tests.pairwise.values, expected.p_pairwise.flat(), 1e-9);
        expect(evaluation.dof).to.equal(expected.dof);
      });
    }
  }

  it("keeps the digits of p values where 1 − CDF gives 0", async function () {
    const models = fixedModels(await images92(this, "models"));
    const data = (await images92(this, "behaviour")).rdms;
    const pOf = (measure: MeasureName, name: string) => {
      const evaluation = evaluate(models, data, { measure });
      return testModels(evaluation).zero[evaluation.models.indexOf(name)]!;
    };
    expect(pOf("cosine", "animacy") / 4.6006e-21).to.be.closeTo(1, 2e-5);
    expect(pOf("cosine-cov", "EVA") / 5.5138e-19).to.be.closeTo(1, 2e-5);
    expect(pOf("cosine-cov", "monkeyIT") / 1.20664e-15).to.be.closeTo(1, 1e-5);
  });

  it("holds cosines against a constant RDM, which 0 is no match for", async function () {
    const models = [...fixedModels(await images92(this, "models")), constantModel(92)];
    const evaluation = evaluate(models, await sessionMeans(this), { measure: "cosine" });
    const { differences, p } = contrastWithModel(evaluation, { reference: "constant" });
    for (const zero of testModels(evaluation).zero) expect(zero).to.be.below(3e-6);
    expect(p[8]).to.be.NaN;
    const pairwise = testModels(evaluation).pairwise.values;
    for (let model = 0; model < 8; model++) {
      const half = pairwise[model * 9 + 8]! / 2;
      expect(p[model]).to.be.closeTo(differences[model]! > 0 ? half : 1 - half, 1e-12);
    }
    expect([...differences].some((difference) => difference < 0)).to.equal(true);
  });

  it("has the ceilings of every measure in common with those made from the pools themselves", async function () {
    const data = await sessionMeans(this);
    const models = [constantModel(92)];
    for (const measure of ["tau-a", "spearman", "corr-cov", "corr-cov-gls", "cosine-cov"] as const) {
      const [{ ceiling }] = evaluate(models, data, { measure }).means as [Evaluation["means"][number]];
      const { lower, upper } = bootNoiseCeiling(data, { measure });
      close([ceiling.lower, ceiling.upper], [lower, upper], 1e-12);
    }
  });
});

describe("what is said of an evaluation", () => {
  /** Two models with variances and two ceilings that were drawn. */
  const evaluation: Evaluation = {
    models: ["t1", "t2"],
    measure: "cosine",
    resample: "none",
    pool: "root-mean-square",
    means: [
      { kind: "none", models: Float64Array.of(2.62 / 3, 0.12), ceiling: { lower: 0.99, upper: 0.99 }, samples: 3 },
    ],
    values: null,
    repeats: 1,
    perGroup: matrix(2, 3, Float64Array.of(0.9, 0.85, 0.87, 0.12, 0.11, 0.13)),
    covariances: [matrix(4, 4, Float64Array.of(0.01, 0, 0, 0, 0, 0.02, 0, 0, 0, 0, 0.01, 0, 0, 0, 0, 0.01))],
    sizes: { rdms: null, conditions: null },
    dof: 2,
  };

  it("is a table of three decimals", () => {
    expect(evaluationSummary(evaluation)).to.deep.equal([
      { model: "t1", mean: "0.873 ± 0.100", pZero: "0.006", pCeiling: "0.496" },
      { model: "t2", mean: "0.120 ± 0.141", pZero: "0.243", pCeiling: "0.037" },
    ]);
    const certain = { ...evaluation, covariances: [matrix(2, 2, Float64Array.of(1e-8, 0, 0, 1e-8))] };
    expect(evaluationSummary(certain)[0]!.pZero).to.equal("< 0.001");
  });

  it("has intervals by t, and none without a variance", () => {
    // reference values by SciPy: 2.62 / 3 ± stats.t.ppf(.975, 2) · .1
    const [first] = confidenceIntervals(evaluation);
    close([first!.low, first!.high], [2.62 / 3 - 0.430265272974946, 2.62 / 3 + 0.430265272974946], 1e-10);
    const [none] = confidenceIntervals({ ...evaluation, covariances: null, dof: null });
    expect(none!.low).to.be.NaN;
  });

  it("is corrected for the number of tests, pairs counted once", () => {
    const pairwise = matrix(3, 3, Float64Array.of(1, 0.01, 0.02, 0.01, 1, 0.04, 0.02, 0.04, 1));
    const tests = { zero: Float64Array.of(0.01, 0.02, 0.9), ceiling: Float64Array.of(0.1, 0.2, Number.NaN), pairwise };
    const standard = correctTests(tests);
    close(standard.zero, [0.03, 0.06, 1], 1e-15);
    close(standard.ceiling.subarray(0, 2), [0.2, 0.4], 1e-15);
    close(standard.pairwise.values, [1, 0.03, 0.03, 0.03, 1, 0.04, 0.03, 0.04, 1], 1e-15);
    close(correctTests(tests, { pairwise: "bonferroni" }).pairwise.values.subarray(1, 3), [0.03, 0.06], 1e-15);
    close(correctTests(tests, { pairwise: "holm" }).pairwise.values.subarray(1, 3), [0.03, 0.04], 1e-15);
    expect(correctTests(tests, { pairwise: "none", zero: "none", ceiling: "none" })).to.deep.equal(tests);
  });

  it("may rest on ranks over RDMs", () => {
    // SciPy's stats.wilcoxon: greater, and two-sided against 0.99
    const { zero, ceiling, pairwise } = testModels(evaluation, { test: "rank" });
    close(zero, [0.125, 0.125], 1e-15);
    close(ceiling, [0.25, 0.25], 1e-15);
    close(pairwise.values, [1, 0.25, 0.25, 1], 1e-15);
  });

  it("is NaN for one RDM", () => {
    const model = constantModel(4);
    const single = evaluate([model, { ...model, name: "other" }], rdmsOf([1, 2, 3, 4, 5, 7]), { measure: "cosine" });
    const { zero, ceiling, pairwise } = testModels(single);
    for (const p of [...zero, ...ceiling, pairwise.values[1]!]) expect(p).to.be.NaN;
    expect(single.means[0]!.ceiling.lower).to.be.NaN;
    expect(single.means[0]!.ceiling.upper).to.be.closeTo(1, 1e-12);
    expect(single).to.include({ dof: null, covariances: null });
  });
});
