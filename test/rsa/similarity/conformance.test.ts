import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import type { MeasureName } from "../../../src/rsa/comparison/measure-name.js";
import { rdmOf } from "../../../src/rsa/dissimilarities/rdm-of.js";
import type { DissimilarityMethod } from "../../../src/rsa/dissimilarities/rdm-options.js";
import { cca } from "../../../src/rsa/similarity/cca.js";
import { cka } from "../../../src/rsa/similarity/cka.js";
import { procrustes } from "../../../src/rsa/similarity/procrustes.js";
import { shapeDistance } from "../../../src/rsa/similarity/shape-distance.js";
import { deviating, type RepositoryTable, repositoryTable } from "./repository-table.js";

const measureOf: Readonly<Record<string, MeasureName>> = {
  bures: "bures",
  bures_metric: "bures-squared",
  corr_cov: "corr-cov",
  cosine: "cosine",
  cosine_cov: "cosine-cov",
  kendall: "tau-b",
  pearson: "corr",
  rho_a: "rho-a",
  spearman: "spearman",
  tau_a: "tau-a",
  tau_b: "tau-b",
};
const methodOf: Readonly<Record<string, DissimilarityMethod>> = {
  correlation: "correlation",
  mahalanobis: "mahalanobis",
  poisson: "poisson",
  squared_euclidean: "euclidean",
};
/** Bures measures of kernels with eigenvalues of rounding size are good to their root. */
const tolerance = 1e-6;

function rdmVectors(values: Matrix, method: DissimilarityMethod) {
  const conditions = Array.from({ length: values.rows }, (_, k) => String(k).padStart(2, "0"));
  return rdmOf({ values, conditions }, { method, linalg: jsLinalg }).vectors;
}

describe("rsa: conformance with the similarity repository", () => {
  let table: RepositoryTable;
  before(function () {
    table = repositoryTable(this);
  });

  it("gives all cells of comparisons of RDMs", () => {
    let cells = 0;
    for (const [name, column] of table.columns) {
      const [, rdm, comparison] = /^rsa-rdm=(\w+)-compare=(\w+)$/.exec(name) ?? [];
      const expected = column.get("rsatoolbox");
      if (rdm === undefined || comparison === undefined || expected === undefined) continue;
      const [x, y] = [rdmVectors(table.x, methodOf[rdm]!), rdmVectors(table.y, methodOf[rdm]!)];
      const found = compare(x, y, { measure: measureOf[comparison]! }).values[0]!;
      expect(found, name).closeTo(expected, tolerance);
      cells++;
    }
    expect(cells).equal(43);
  });

  it("agrees with the majority on patterns, and names who does not", () => {
    const { x, y, columns } = table;
    const rbf = { rbf: { sigma: 1 } };
    const found: Readonly<Record<string, readonly [number, readonly string[]]>> = {
      "cka-kernel=linear-hsic=gretton-score": [
        cka(x, y, { estimator: "plug-in" }),
        ["fsd", "platonic", "unsupervised_analysis"],
      ],
      "cka-kernel=linear-hsic=song-score": [cka(x, y), ["platonic"]],
      "cka-kernel=linear-hsic=lange-score": [cka(x, y, { estimator: "off-diagonal" }), []],
      "cka-kernel=(rbf-sigma=1.0)-hsic=gretton-score": [
        cka(x, y, { estimator: "plug-in", kernel: rbf }),
        ["fsd", "platonic", "unsupervised_analysis"],
      ],
      "cka-kernel=(rbf-sigma=1.0)-hsic=song-score": [cka(x, y, { kernel: rbf }), ["platonic"]],
      "cka-kernel=(rbf-sigma=1.0)-hsic=lange-score": [cka(x, y, { estimator: "off-diagonal", kernel: rbf }), []],
      "procrustes-score": [procrustes(x, y).score, ["modelsym", "nnsrm_neurips18"]],
      "procrustes-distance=angular": [procrustes(x, y).angle, ["modelsym", "nnsrm_neurips18"]],
      "procrustes-distance=squared_euclidean": [procrustes(x, y).squaredDistance, ["modelsym", "nnsrm_neurips18"]],
      "cca-score": [cca(x, y).mean, ["pyrcca"]],
      "cca-squared_score": [cca(x, y).meanSquare, []],
      "cca-distance=angular": [shapeDistance(x, y, { alpha: 0 }), ["pyrcca"]],
      "svcca-dim=10-score": [cca(x, y, { kept: { components: 10 } }).mean, ["pyrcca"]],
      "svcca-dim=10-squared_score": [cca(x, y, { kept: { components: 10 } }).meanSquare, []],
      "svcca-var=0.95-score": [cca(x, y, { kept: { variance: 0.95 } }).mean, ["netrep", "pyrcca", "repsim"]],
      "svcca-var=0.95-squared_score": [cca(x, y, { kept: { variance: 0.95 } }).meanSquare, []],
      "svcca-var=0.99-score": [cca(x, y, { kept: { variance: 0.99 } }).mean, ["pyrcca", "resi"]],
    };
    for (const [name, [value, others]] of Object.entries(found)) {
      expect(deviating(columns.get(name)!, value, tolerance), `${name}: ${value}`).eql([...others]);
    }
  });

  it("gives the values to twelve digits", () => {
    const { x, y } = table;
    expect(cka(x, y, { estimator: "plug-in" })).closeTo(0.489342739104, 1e-12);
    expect(cka(x, y, { estimator: "debiased" })).closeTo(0.023598698581, 1e-12);
    expect(cka(x, y, { estimator: "off-diagonal" })).closeTo(0.053336443341, 1e-12);
    expect(procrustes(x, y).squaredDistance).closeTo(34.235676379, 1e-9);
    expect(procrustes(x, y).score).closeTo(0.722778718, 1e-9);
    expect(cca(x, y).meanSquare).closeTo(0.858300142632, 1e-12);
  });
});
