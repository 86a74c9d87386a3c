import { readFileSync } from "node:fs";
import { responseSimilarity } from "../../../../src/operations/rsa/response-similarity.js";
import { rsaCompare } from "../../../../src/operations/rsa/rsa-compare.js";
import { rsaRdm } from "../../../../src/operations/rsa/rsa-rdm.js";
import { compare } from "../../../../src/rsa/comparison/compare.js";
import type { SigmaK } from "../../../../src/rsa/comparison/compare-options.js";
import type { MeasureName } from "../../../../src/rsa/comparison/measure-name.js";
import type { TableBatch } from "../../../../src/tables/batch.js";
import { readReal } from "../../../datasets/expect-real-dataset.js";
import { rdmsOf } from "../../../rsa/made-rdms.js";
import { realData } from "../../../support/real-data.js";
import { batchesFrom, rowsFrom } from "../../run-on-tables.js";

/** A value beside the reference. */
export interface Compared {
  readonly name: string;
  readonly ours: number;
  readonly reference: number;
  /** What rsatoolbox gives, where it is another value. */
  readonly toolbox?: number;
}

/** A cell of the table of rsatoolbox's comparisons. */
export interface Cell {
  readonly rdm: string;
  readonly measure: string;
  readonly ours: number;
  readonly theirs: number;
}

/** A measure of patterns beside all implementations of it. */
export interface Patterns {
  readonly column: string;
  readonly measure: string;
  readonly ours: number;
  readonly agree: readonly string[];
  readonly deviate: readonly { readonly name: string; readonly value: number }[];
}

/** Everything the page states. */
export interface ConformanceFacts {
  readonly continuous: readonly Compared[];
  readonly ties: readonly Compared[];
  readonly cells: readonly Cell[];
  readonly patterns: readonly Patterns[];
}

/** Names of the measures in the reference files and in the table of the repository. */
const measureOf: Readonly<Record<string, MeasureName>> = {
  ...{ cosine: "cosine", corr: "corr", pearson: "corr", spearman: "spearman", "rho-a": "rho-a", rho_a: "rho-a" },
  ...{ "tau-a": "tau-a", tau_a: "tau-a", "tau-b": "tau-b", tau_b: "tau-b", kendall: "tau-b" },
  ...{ cosine_cov: "cosine-cov", corr_cov: "corr-cov", bures: "bures", bures_metric: "bures-squared" },
};
const methodOf = {
  squared_euclidean: "euclidean",
  correlation: "correlation",
  mahalanobis: "mahalanobis",
  poisson: "poisson",
} as const;

/** Columns of the table, the measure of ours, and the settings that make them the same. */
const columns: readonly (readonly [column: string, measure: string, settings: object])[] = [
  ["cka-kernel=linear-hsic=gretton-score", "cka", {}],
  ["cka-kernel=linear-hsic=song-score", "cka-debiased", {}],
  ["cka-kernel=linear-hsic=lange-score", "cka-off-diagonal", {}],
  ["cka-kernel=(rbf-sigma=1.0)-hsic=gretton-score", "cka-rbf", { rbf: { sigma: 1 } }],
  ["cka-kernel=(rbf-sigma=1.0)-hsic=song-score", "cka-rbf-debiased", { rbf: { sigma: 1 } }],
  ["cka-kernel=(rbf-sigma=1.0)-hsic=lange-score", "cka-rbf-off-diagonal", { rbf: { sigma: 1 } }],
  ["procrustes-score", "procrustes", {}],
  ["procrustes-distance=angular", "procrustes-angle", {}],
  ["procrustes-distance=squared_euclidean", "procrustes-squared-distance", {}],
  ["cca-score", "cca-mean", {}],
  ["cca-squared_score", "cca-mean-square", {}],
  ["cca-distance=angular", "shape-distance", { alpha: 0 }],
  ["svcca-dim=10-score", "svcca-mean", { kept: { components: 10 } }],
  ["svcca-dim=10-squared_score", "svcca-mean-square", { kept: { components: 10 } }],
  ["svcca-var=0.95-score", "svcca-mean", { kept: { variance: 0.95 } }],
  ["svcca-var=0.95-squared_score", "svcca-mean-square", { kept: { variance: 0.95 } }],
  ["svcca-var=0.99-score", "svcca-mean", { kept: { variance: 0.99 } }],
];

/** Computes what the page states from the reference files and the repository's table. */
export async function conformanceFacts(test: Mocha.Context): Promise<ConformanceFacts> {
  const { batches } = await readReal(test, "similarity-repository");
  const scores = new Map<string, Map<string, number>>();
  for (const { implementation, measure, value } of rowsFrom(batches, "similarity_scores")) {
    const own = scores.get(measure) ?? new Map<string, number>();
    scores.set(measure, own.set(implementation, value));
  }
  return { ...smallExamples(test), cells: await cellsOf(batches, scores), patterns: await patternsOf(batches, scores) };
}

interface Example {
  readonly rdm1: readonly number[];
  readonly rdm2: readonly number[];
  readonly expected: Readonly<Record<string, number>>;
  readonly sigma_k_2d: readonly (readonly number[])[];
  readonly sigma_k_1d: readonly number[];
}

function smallExamples(test: Mocha.Context): Pick<ConformanceFacts, "continuous" | "ties"> {
  const file = JSON.parse(readFileSync(realData(test, "rsa/expected/small_fixtures.json"), "utf8"));
  const [continuous, ties] = [file.compare_continuous, file.compare_ties] as [Example, Example];
  const ours = ({ rdm1, rdm2 }: Example, measure: MeasureName, sigmaK?: SigmaK) =>
    compare(rdmsOf(rdm1), rdmsOf(rdm2), { measure, sigmaK }).values[0]!;
  const named = (example: Example): Compared[] =>
    Object.entries(example.expected).flatMap(([name, reference]) => {
      const measure = measureOf[name];
      return measure ? [{ name: measure, ours: ours(example, measure), reference }] : [];
    });
  const covariance = { rows: 6, columns: 6, values: Float64Array.from(continuous.sigma_k_2d.flat()) };
  const variances = [...continuous.sigma_k_1d];
  const whitened = (
    [
      ["cosine-cov", "covariance", covariance, 0.8601810134731, continuous.expected["cosine_cov|sigma_k_2d"]],
      ["cosine-cov", "variances", variances, 0.8884490157982, continuous.expected["cosine_cov|sigma_k_1d"]],
      ["corr-cov", "covariance", covariance, 0.3988094011506, continuous.expected["corr_cov|sigma_k_2d"]],
      ["corr-cov", "variances", variances, 0.5932293021736, continuous.expected["corr_cov|sigma_k_1d"]],
      ["corr-cov-gls", "covariance", covariance, 0.4041361597856, undefined],
      ["corr-cov-gls", "variances", variances, 0.6535539197149, undefined],
    ] as const
  ).map(([measure, words, sigmaK, reference, toolbox]): Compared => {
    const name = `${measure}, ${words} of noise over conditions`;
    return { name, ours: ours(continuous, measure, sigmaK), reference, ...(toolbox === undefined ? {} : { toolbox }) };
  });
  const riemannian = { name: "riemannian", ours: ours(continuous, "riemannian"), reference: -2.7114970235 };
  return { continuous: [...named(continuous), riemannian, ...whitened], ties: named(ties) };
}

async function cellsOf(
  batches: readonly TableBatch[],
  scores: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const [rdm, method] of Object.entries(methodOf)) {
    const made = await batchesFrom(rsaRdm, batches, { source: "responses", method });
    const named = made.map((batch) => {
      const [first] = Object.values(batch.columns);
      return { ...batch, columns: { ...batch.columns, analysis_id: new Array<string>(first!.length).fill("rdms") } };
    });
    const rows = rowsFrom(
      await batchesFrom(rsaCompare, named, { a: { analysis: "rdms" }, measures: "all" }),
      "rdm_comparisons",
    );
    const ours = new Map(rows.map(({ measure, value }) => [measure, value]));
    for (const [column, values] of scores) {
      const [, own, measure] = /^rsa-rdm=(\w+)-compare=(\w+)$/.exec(column) ?? [];
      const theirs = values.get("rsatoolbox");
      if (own !== rdm || theirs === undefined) continue;
      cells.push({ rdm, measure: measure!, ours: ours.get(measureOf[measure!]!)!, theirs });
    }
  }
  return cells;
}

async function patternsOf(
  batches: readonly TableBatch[],
  scores: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Promise<readonly Patterns[]> {
  const found: Patterns[] = [];
  for (const [column, measure, settings] of columns) {
    const given = { measures: [measure], ...settings };
    const [row] = rowsFrom(await batchesFrom(responseSimilarity, batches, given), "response_similarities");
    const ours = row!.value!;
    const all = [...scores.get(column)!].sort(([a], [b]) => (a < b ? -1 : 1));
    const isSame = (value: number) => Math.abs(value - ours) <= 1e-6;
    found.push({
      ...{ column, measure, ours },
      agree: all.filter(([, value]) => isSame(value)).map(([name]) => name),
      deviate: all.filter(([, value]) => !isSame(value)).map(([name, value]) => ({ name, value })),
    });
  }
  return found;
}
