import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { Matrix } from "../../../src/linalg/provider.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import type { MeasureName } from "../../../src/rsa/comparison/measure-name.js";
import { realData } from "../../support/real-data.js";
import { rdmsOf } from "../made-rdms.js";

interface Example {
  readonly n_cond: number;
  readonly rdm1: readonly number[];
  readonly rdm2: readonly number[];
  readonly expected: Readonly<Record<string, number>>;
  readonly sigma_k_2d: readonly (readonly number[])[];
  readonly sigma_k_1d: readonly number[];
  readonly self_rho_a: number;
  readonly self_tau_a: number;
  readonly nan_positions: readonly number[];
}

const measureOf: Readonly<Record<string, MeasureName>> = {
  cosine: "cosine",
  corr: "corr",
  spearman: "spearman",
  "rho-a": "rho-a",
  "tau-a": "tau-a",
  "tau-b": "tau-b",
  cosine_cov: "cosine-cov",
  corr_cov: "corr-cov",
  bures: "bures",
  bures_metric: "bures-squared",
};

describe("rsa: measures of comparison, known answers", () => {
  let examples: Readonly<Record<string, Example>>;
  let continuous: Example;
  before(function () {
    examples = JSON.parse(readFileSync(realData(this, "rsa/expected/small_fixtures.json"), "utf8"));
    continuous = examples.compare_continuous!;
  });

  const similarity = (
    { rdm1, rdm2 }: Pick<Example, "rdm1" | "rdm2">,
    measure: MeasureName,
    sigmaK?: Matrix | number[],
  ) => compare(rdmsOf(rdm1), rdmsOf(rdm2), { measure, ...(sigmaK && { sigmaK }) }).values[0]!;

  it("of two RDMs of six conditions", () => {
    const { expected } = continuous;
    for (const [name, measure] of Object.entries(measureOf)) {
      expect(similarity(continuous, measure), name).closeTo(expected[name]!, 1e-10);
    }
    expect(similarity(continuous, "corr-cov-gls")).closeTo(expected.corr_cov!, 1e-10);
    // the refined minimum lies below what one descent found
    expect(similarity(continuous, "riemannian")).closeTo(-2.7114970235, 6e-11);
    expect(Math.abs(similarity(continuous, "riemannian") - expected.neg_riem_dist!)).below(1e-4);
  });

  it("of RDMs with ties", () => {
    const ties = examples.compare_ties!;
    for (const [name, value] of Object.entries(ties.expected)) {
      expect(similarity(ties, measureOf[name]!), name).closeTo(value, 1e-10);
    }
    const self = { rdm1: ties.rdm1, rdm2: ties.rdm1 };
    expect(similarity(self, "rho-a")).closeTo(ties.self_rho_a, 1e-12);
    expect(similarity(self, "tau-a")).closeTo(ties.self_tau_a, 1e-12);
    expect(similarity(self, "tau-b")).closeTo(1, 1e-12);
  });

  it("with two pairs unknown in both", () => {
    const { nan_positions, expected } = examples.compare_nan!;
    const without = (rdm: readonly number[]) => rdm.map((value, pair) => (nan_positions.includes(pair) ? NaN : value));
    const both = { rdm1: without(continuous.rdm1), rdm2: without(continuous.rdm2) };
    for (const [name, value] of Object.entries(expected)) {
      expect(similarity(both, measureOf[name]!), name).closeTo(value, 1e-10);
    }
  });

  it("whitened exactly where noise differs between conditions or covaries", () => {
    const { sigma_k_2d, sigma_k_1d, expected } = continuous;
    const covariance = { rows: 6, columns: 6, values: Float64Array.from(sigma_k_2d.flat()) };
    const variances = [...sigma_k_1d];
    expect(similarity(continuous, "cosine-cov", covariance)).closeTo(0.8601810134731, 1e-12);
    expect(similarity(continuous, "cosine-cov", variances)).closeTo(0.8884490157982, 1e-12);
    expect(similarity(continuous, "corr-cov", covariance)).closeTo(0.3988094011506, 1e-12);
    expect(similarity(continuous, "corr-cov", variances)).closeTo(0.5932293021736, 1e-12);
    expect(similarity(continuous, "corr-cov-gls", covariance)).closeTo(0.4041361597856, 1e-12);
    expect(similarity(continuous, "corr-cov-gls", variances)).closeTo(0.6535539197149, 1e-12);
    // what iterations that stop early and an unweighted centring give instead
    expect(similarity(continuous, "cosine-cov", covariance)).not.closeTo(expected["cosine_cov|sigma_k_2d"]!, 1e-8);
    expect(similarity(continuous, "cosine-cov", variances)).not.closeTo(expected["cosine_cov|sigma_k_1d"]!, 1e-4);
  });
});
