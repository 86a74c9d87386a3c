import { expect } from "chai";
import { contrastVariances } from "../../../src/rsa/inference/contrast-variances.js";
import type { Draw } from "../../../src/rsa/inference/draw.js";
import { dualVariance } from "../../../src/rsa/inference/dual-variance.js";
import { evaluate } from "../../../src/rsa/inference/evaluate.js";
import type { EvaluateOptions } from "../../../src/rsa/inference/evaluate-options.js";
import { evaluateSamples } from "../../../src/rsa/inference/evaluate-samples.js";
import { prepareEvaluation } from "../../../src/rsa/inference/prepare-evaluation.js";
import { summariseSamples } from "../../../src/rsa/inference/summarise-samples.js";
import { testModels } from "../../../src/rsa/inference/test-models.js";
import type { Model } from "../../../src/rsa/models/model.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { images92 } from "../images92.js";
import { smallFixture } from "../small-fixtures.js";
import { conditionsAt, type DualFile, drawsOf, expectedFile, fixedModels } from "./known-evaluations.js";

describe("the variance of a dual bootstrap", () => {
  it("is put together from the three kinds, with and without the numbers of groups", function () {
    const fixture = smallFixture(this, "dual_bootstrap");
    const [both, rdms, conditions] = fixture.var_both_rdm_pattern as [number, number, number];
    const kinds = { both, rdms, conditions };
    expect(dualVariance(kinds, { rdms: null, conditions: null })).to.be.closeTo(fixture.uncorrected_n as number, 1e-15);
    expect(dualVariance(kinds, { rdms: 5, conditions: 20 })).to.be.closeTo(
      fixture["n_rdm=5,n_pattern=20"] as number,
      1e-15,
    );
  });

  it("stays between its bounds", () => {
    const numbers = { rdms: null, conditions: null };
    expect(dualVariance({ both: 3, rdms: 2, conditions: 2 }, numbers)).to.equal(3);
    expect(dualVariance({ both: 1.9, rdms: 0.1, conditions: 0.2 }, numbers)).to.equal(0.2);
    // the upper bound is applied last
    expect(dualVariance({ both: 1, rdms: 1, conditions: 0 }, { rdms: 2, conditions: 2 })).to.equal(1);
    expect(dualVariance({ both: 1, rdms: 1, conditions: 0 }, { rdms: 1, conditions: 2 })).to.be.NaN;
  });
});

describe("a dual bootstrap with recorded draws", () => {
  let file: DualFile;
  let models: readonly Model[];
  let data: RdmVectors;
  let recordedDraws: readonly Draw[];

  before(async function () {
    file = expectedFile<DualFile>(this, "dual_bootstrap_fixed_draws.json");
    recordedDraws = drawsOf(file);
    const places = file.stimulus_indices_0based;
    const all = await images92(this, "models");
    const kept = fixedModels({ names: all.names, rdms: conditionsAt(all.rdms, places) });
    models = file.models.map((name) => kept.find((model) => model.name === name)!);
    data = conditionsAt((await images92(this, "behaviour")).rdms, places);
  });

  for (const [key, measure] of [
    ["corr", "corr"],
    ["cosine_cov", "cosine-cov"],
  ] as const) {
    describe(measure, () => {
      const close = (found: ArrayLike<number>, expected: readonly number[], tolerance = 1e-10) => {
        expect(found.length).to.equal(expected.length);
        for (let k = 0; k < expected.length; k++) expect(found[k], String(k)).to.be.closeTo(expected[k]!, tolerance);
      };
      const evaluated = () => evaluate(models, data, { measure, resample: "dual", recordedDraws });

      it("evaluates every sample of each kind", () => {
        const { values } = evaluated();
        const expected = file[key]["evaluations_N_model_[both,rdm,pattern]_first5"];
        expected.forEach((sample, index) => {
          (sample as readonly (readonly number[])[]).forEach((kinds, model) => {
            const found = kinds.map((_, kind) => values![(index * 3 + kind) * 5 + model]!);
            close(found, kinds);
          });
        });
      });

      it("keeps the means of the three kinds apart", () => {
        const { means } = evaluated();
        expect(means.map(({ kind }) => kind)).to.deep.equal(["both", "rdms", "conditions"]);
        means.forEach(({ models: found, ceiling, samples }, kind) => {
          close(
            found,
            file[key].evaluations_mean_over_N.map((kinds) => kinds[kind]!),
          );
          const ceilings = file[key]["noise_ceiling_[lower,upper]_mean_[both,rdm,pattern]"].map(
            (kinds) => kinds[kind]!,
          );
          close([ceiling.lower, ceiling.upper], ceilings);
          expect(samples).to.equal(50);
        });
      });

      it("has the covariances and the corrected variances", () => {
        const evaluation = evaluated();
        for (const [kind, { values }] of evaluation.covariances!.entries()) {
          close(values, file[key].variances_3x5x5[kind]!.flat());
        }
        const { models: own, differences, ceilings } = contrastVariances(evaluation);
        close(own, file[key].model_var);
        close(
          [1, 2, 5].map((at) => differences.values[at]!),
          file[key].diff_var,
        );
        close(ceilings.values, file[key].noise_ceil_var.flat());
        expect(evaluation.dof).to.equal(15);
      });

      it("has the p values, about the mean of the kinds and about the samples of both", () => {
        const evaluation = evaluated();
        const mixed = testModels(evaluation, { estimate: "mean" });
        close(mixed.zero, file[key].p_zero, 1e-9);
        close(mixed.ceiling, file[key].p_nc, 1e-9);
        close(mixed.pairwise.values, file[key].p_pair.flat(), 1e-9);
        // by SciPy's survival function, six digits
        const ofBoth = {
          corr: [6.42761e-5, 0.00149567, 3.08809e-5],
          cosine_cov: [2.31571e-6, 7.52754e-6, 9.83612e-16],
        }[key];
        for (const [model, p] of testModels(evaluation).zero.entries())
          expect(p / ofBoth[model]!).to.be.closeTo(1, 3e-6);
        if (key === "cosine_cov") expect(mixed.zero[2]! / 1.18056e-15).to.be.closeTo(1, 3e-6);
      });
    });
  }

  it("tests by shares of samples, against bootstrapped ceilings too", () => {
    const evaluation = evaluate(models, data, { measure: "corr", resample: "dual", recordedDraws });
    const { zero, ceiling, pairwise } = testModels(evaluation, { test: "bootstrap" });
    for (const p of [...zero, ...ceiling, ...pairwise.values]) expect(p).to.be.within(1 / 50, 1);
    const both = Array.from({ length: 50 }, (_, sample) => evaluation.values!.subarray(sample * 15, sample * 15 + 5));
    expect(ceiling[0]).to.equal((both.filter((row) => row[3]! <= row[0]!).length + 1) / 50);
    const q = both.filter((row) => row[0]! < row[1]!).length / 50;
    expect(pairwise.values[1]).to.be.closeTo((49 / 50) * 2 * Math.min(q, 1 - q) + 1 / 50, 1e-15);
  });

  it("gives the same numbers however the samples are shared out", () => {
    const options: EvaluateOptions = {
      measure: "cosine",
      resample: "dual",
      draws: 9,
      crossvalidation: { scheme: { kind: "k-fold", rdms: 2, conditions: 2 } },
    };
    const prepared = prepareEvaluation(models, data, options);
    const parts = [
      [0, 2],
      [2, 3],
      [3, 9],
    ].map(([from, to]) => evaluateSamples(prepared, { from, to }));
    const joined = Float64Array.from(parts.flatMap((part) => [...part]));
    expect(summariseSamples(prepared, joined)).to.deep.equal(evaluate(models, data, options));
    expect([...evaluateSamples(prepared, { from: 5, to: 6 })]).to.deep.equal([...joined.subarray(5 * 30, 6 * 30)]);
  });
});
