import { expect } from "chai";
import { ArgumentError, NumericError, UnknownNameError } from "../../../src/errors.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import type { MeasureName } from "../../../src/rsa/comparison/measure-name.js";
import { fitModel } from "../../../src/rsa/models/fit-model.js";
import type { FitterName } from "../../../src/rsa/models/fitters.js";
import type { Model } from "../../../src/rsa/models/model.js";
import { predict } from "../../../src/rsa/models/predict.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { images92, sessionMeans } from "../images92.js";
import { expectedFile } from "../inference/known-evaluations.js";
import { rdmsOf } from "../made-rdms.js";
import { matrixOf, smallFixture } from "../small-fixtures.js";

const fitterOf: Readonly<Record<string, FitterName>> = {
  regress: "regress",
  regress_nn: "regress-non-negative",
  interpolate: "interpolate",
  select: "select",
};

function close(found: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(found.length).to.equal(expected.length);
  for (let k = 0; k < expected.length; k++) expect(found[k], `weight ${k}`).to.be.closeTo(expected[k]!, tolerance);
}

function modelOf(rdms: RdmVectors, kind: Model["kind"] = "weighted"): Model {
  return { kind, name: "mix", rdms };
}

/** Mean similarity of a model's prediction to the data. */
function meanSimilarity(theta: Float64Array, model: Model, data: RdmVectors, measure: MeasureName): number {
  const { values } = compare(rdmsOf(predict(model, theta)), data, { measure });
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

describe("fitters on small RDMs", () => {
  it("give the weights of the reference, for every measure, signed, not below 0, with a ridge, not normalised", function () {
    const fixture = smallFixture(this, "fitters");
    const vectors = (rows: unknown) => ({ nConditions: 5, nRdms: 3, values: matrixOf(rows).values });
    const [basis, data] = [vectors(fixture.basis), vectors(fixture.data)];
    let checked = 0;
    for (const [key, value] of Object.entries(fixture.expected as Record<string, number | readonly number[]>)) {
      const parts = key.split("|");
      const [name, ridge = "0"] = parts[0]!.split("_ridge") as [string, string?];
      const fitter = fitterOf[name]!;
      const measure = parts.at(-1)!.replace("_", "-") as MeasureName;
      const model = modelOf(basis, fitter === "select" || fitter === "interpolate" ? fitter : "weighted");
      const theta = fitModel(model, data, { measure, fitter, ridge: Number(ridge), normalise: parts.length < 3 });
      if (fitter === "interpolate") {
        // the reference comes from a bounded search that stops at 1e-5
        const expected = Float64Array.from(value as readonly number[]);
        close(theta, [...expected], 2e-6);
        const gain = meanSimilarity(theta, model, data, measure) - meanSimilarity(expected, model, data, measure);
        expect(gain).to.be.at.least(-1e-15);
      } else {
        close(theta, [value].flat() as number[], 1e-12);
      }
      if (fitter.startsWith("regress") && parts.length === 2 && ridge === "0") {
        const uphill = fitter === "regress" ? "optimise" : "optimise-positive";
        close(fitModel(model, data, { measure, fitter: uphill }), [...theta], 1e-6);
      }
      checked++;
    }
    expect(checked).to.equal(22);
  });

  const data = rdmsOf([1, 2, 3, 5, 4, 7], [2, 1, 4, 5, 5, 8]);
  const basis = rdmsOf([1, 0, 1, 0, 1, 2], [0, 1, 1, 2, 1, 1], [3, 1, 2, 0, 1, 1]);

  it("know samples: counts of conditions and RDMs are copies", () => {
    // condition 1 twice: its copies share all pairs, the pair of the copies is left out
    const copied = (rdms: RdmVectors) => {
      const rows = Array.from({ length: rdms.nRdms }, (_, k) => rdms.values.subarray(6 * k, 6 * k + 6));
      return rdmsOf(...rows.map(([a, b, c, d, e, f]) => [a!, a!, b!, c!, Number.NaN, d!, e!, d!, e!, f!]));
    };
    for (const measure of ["cosine", "corr", "cosine-cov", "corr-cov"] as const) {
      for (const fitter of ["regress", "regress-non-negative"] as const) {
        const sampled = fitModel(modelOf(basis), data, { measure, fitter, counts: [1, 2, 1, 1], rdmCounts: [2, 1] });
        const [first, second] = [copied(data).values.subarray(0, 10), copied(data).values.subarray(10)];
        const plain = fitModel(modelOf(copied(basis)), rdmsOf(first, first, second), { measure, fitter });
        close(sampled, [...plain], 1e-12);
      }
    }
  });

  it("ignore the scale of whitening, and a ridge draws weights together", () => {
    const weights = (ridge: number, sigmaK?: readonly number[]) =>
      fitModel(modelOf(basis), data, { measure: "cosine-cov", fitter: "regress", ridge, sigmaK });
    close(weights(0, [1, 1, 1, 1]), [...weights(0)], 1e-12);
    close(weights(0, [3, 3, 3, 3]), [...weights(0)], 1e-12);
    expect(weights(1e9)[0]! / weights(1e9)[1]!).to.not.be.closeTo(weights(0)[0]! / weights(0)[1]!, 1e-3);
  });

  it("go uphill for measures of ranks too, and give the same weights for the same seed", () => {
    const weights = (fitter: FitterName) => fitModel(modelOf(basis), data, { measure: "bures", fitter });
    close(weights("optimise-positive"), [...weights("optimise-positive")], 0);
    const start = Float64Array.of(1, 1, 1);
    for (const measure of ["bures", "spearman"] as const) {
      const theta = fitModel(modelOf(basis), data, { measure, fitter: "optimise" });
      const [found, before] = [theta, start].map((at) => meanSimilarity(at, modelOf(basis), data, measure));
      expect(found).to.be.at.least(before!);
    }
  });

  it("end for RDMs that are sums of others, and say so where weights would not be unique", () => {
    const double = rdmsOf([1, 0, 1, 0, 1, 2], [2, 0, 2, 0, 2, 4], [0, 1, 1, 2, 1, 1]);
    const theta = fitModel(modelOf(double), data, { measure: "cosine", fitter: "regress-non-negative" });
    const single = fitModel(modelOf(rdmsOf([1, 0, 1, 0, 1, 2], [0, 1, 1, 2, 1, 1])), data, {
      measure: "cosine",
      fitter: "regress-non-negative",
    });
    const one = meanSimilarity(theta, modelOf(double), data, "cosine");
    const other = meanSimilarity(single, modelOf(rdmsOf([1, 0, 1, 0, 1, 2], [0, 1, 1, 2, 1, 1])), data, "cosine");
    expect(one).to.be.closeTo(other, 1e-12);
    expect(() => fitModel(modelOf(double), data, { measure: "cosine", fitter: "regress" })).to.throw(
      NumericError,
      "dependent",
    );
    expect(
      [...fitModel(modelOf(double), data, { measure: "cosine", fitter: "regress", ridge: 1 })].every(Number.isFinite),
    ).to.equal(true);
  });

  it("interpolate to the very end where that is best", () => {
    const [first, last] = [rdmsOf([1, 0, 1, 0, 1, 2]), rdmsOf([3, 1, 2, 0, 1, 1])];
    const options = { measure: "cosine" } as const;
    expect([...fitModel(modelOf(basis, "interpolate"), first, options)]).to.deep.equal([1, 0, 0]);
    expect([...fitModel(modelOf(basis, "interpolate"), last, options)]).to.deep.equal([0, 0, 1]);
  });

  it("refuse what does not fit together", () => {
    const weights = (options: Partial<Parameters<typeof fitModel>[2]>, model = modelOf(basis)) =>
      fitModel(model, data, { measure: "cosine", ...options });
    expect(() => weights({ fitter: "none" as FitterName })).to.throw(UnknownNameError, "none");
    expect(() => weights({ fitter: "ridge" })).to.throw(ArgumentError, "ridge");
    close(weights({ fitter: "ridge", ridge: 2 }), [...weights({ fitter: "regress", ridge: 2 })], 0);
    expect(() => weights({ fitter: "select" })).to.throw(ArgumentError, "fitter");
    expect(() => weights({ fitter: "regress", measure: "spearman" })).to.throw(ArgumentError, "measure");
    expect(() => weights({}, modelOf(rdmsOf([1, 2, 3])))).to.throw(ArgumentError, "conditions");
    expect([...weights({}, modelOf(basis, "fixed"))]).to.deep.equal([]);
    expect([...weights({}, modelOf(rdmsOf([1, 2, 3, 4, 5, 7]), "interpolate"))]).to.deep.equal([1]);
  });
});

describe("fitters on the 92 images", () => {
  const cases = [
    {
      measure: "corr",
      fitter: "regress-non-negative",
      similarity: 0.486296498,
      weights: [0.14503, 0.0162, 0.41045, 0.84489, 0.24651, 0.02211, 0, 0.18748],
      key: "nnls_8models_hIT4|corr",
    },
    {
      measure: "cosine",
      fitter: "regress-non-negative",
      similarity: 0.9904737681,
      weights: [0.11735, 0.00728, 0.45976, 0.85426, 0.15788, 0.06841, 0, 0.12425],
      key: "nnls_8models_hIT4|cosine",
    },
    {
      measure: "cosine-cov",
      fitter: "regress-non-negative",
      pool: "rms",
      similarity: 0.7302221576,
      weights: [0.11289, 0.00973, 0.36024, 0.91118, 0.16473, 0, 0, 0],
      key: "nnls_8models_hIT4|cosine_cov(pool=cosine)",
    },
    {
      measure: "cosine-cov",
      fitter: "regress-non-negative",
      pool: "measure",
      similarity: 0.7302516959,
      weights: [0.10953, 0.00965, 0.36034, 0.91209, 0.16173, 0, 0, 0],
      key: undefined,
    },
    {
      measure: "corr",
      fitter: "regress",
      similarity: 0.4893613393,
      weights: [0.13126, 0.0134, 0.4223, 0.84158, 0.28442, 0.0388, -0.07642, 0.08803],
      key: "fit_regress_8models_hIT4|corr",
    },
    {
      measure: "cosine",
      fitter: "regress",
      similarity: 0.9905423994,
      weights: [0.11182, 0.00706, 0.45639, 0.84496, 0.22648, 0.07274, -0.08648, 0.03359],
      key: "fit_regress_8models_hIT4|cosine",
    },
  ] as const;
  for (const { measure, fitter, similarity, weights: expected, key, ...rest } of cases) {
    it(`end and give the best mixture of 8 models: ${fitter}, ${measure}${"pool" in rest ? `, ${rest.pool}` : ""}`, async function () {
      const data = await sessionMeans(this);
      const model = modelOf((await images92(this, "models")).rdms);
      const theta = fitModel(model, data, { measure, fitter, ...rest });
      close(theta, expected, 5.1e-6);
      expect(meanSimilarity(theta, model, data, measure)).to.be.closeTo(similarity, 1e-10);
      if (!key) return;
      const file = expectedFile<Record<string, { readonly theta: readonly number[] }>>(this, "images92.json");
      close(theta, file[key]!.theta, 1e-9);
    });
  }
});
