import { expect } from "chai";
import { degreeAssortativity, nominalAssortativity } from "../../src/connectome/assortativity.js";
import { betweenness } from "../../src/connectome/betweenness.js";
import { closeness } from "../../src/connectome/closeness.js";
import { clustering } from "../../src/connectome/clustering.js";
import { coreNumbers } from "../../src/connectome/core-numbers.js";
import type { CsrGraph } from "../../src/connectome/csr-graph.js";
import { density } from "../../src/connectome/density.js";
import { localEfficiency } from "../../src/connectome/local-efficiency.js";
import { modularity } from "../../src/connectome/modularity.js";
import { pathMeasures } from "../../src/connectome/path-measures.js";
import { reciprocity } from "../../src/connectome/reciprocity.js";
import { richClub } from "../../src/connectome/rich-club.js";
import { spectralRadius } from "../../src/connectome/spectral-radius.js";
import { spectrum } from "../../src/connectome/spectrum.js";
import { strongComponents } from "../../src/connectome/strong-components.js";
import { triadCensus } from "../../src/connectome/triad-census.js";
import { undirectedOf } from "../../src/connectome/undirected-of.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { ruleGraph } from "./graphs.js";
import { networkxValues } from "./networkx-values.js";

function expectNumbers(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found.length).to.equal(expected.length);
  // the values are given to 11 digits
  for (let i = 0; i < found.length; i++) {
    expect(found[i], `at ${i}`).to.be.closeTo(expected[i]!, 1e-10 * Math.max(1, Math.abs(expected[i]!)));
  }
}

const directed = ruleGraph();
const graphs: Readonly<Record<"directed" | "undirected", CsrGraph>> = {
  directed,
  undirected: undirectedOf(directed, Math.max),
};
const categories = directed.nodes.map((_, i) => "abc"[i % 3]!);
const pathsOf = (found: ReturnType<typeof pathMeasures>) => [
  found.characteristicPathLength,
  found.globalEfficiency,
  found.diameter,
  found.radius,
];

describe("measures against networkx", () => {
  for (const sort of ["directed", "undirected"] as const) {
    const [graph, expected] = [graphs[sort], networkxValues[sort]];

    it(`${sort}: edges, density, clustering`, () => {
      expect(graph.nEdges).to.equal(expected.edges);
      expect(density(graph)).to.be.closeTo(expected.density, 1e-10);
      expectNumbers(clustering(graph).local, expected.clustering);
      expect(clustering(graph).average).to.be.closeTo(expected.averageClustering, 1e-10);
      expectNumbers(clustering(graph, { weighted: true }).local, expected.weightedClustering);
    });

    it(`${sort}: paths, closeness, betweenness`, () => {
      expectNumbers(pathsOf(pathMeasures(graph)), expected.paths);
      expectNumbers(pathsOf(pathMeasures(graph, { lengths: "inverse" })), expected.weightedPaths);
      expectNumbers(closeness(graph), expected.closeness);
      expectNumbers(closeness(graph, { lengths: "inverse" }), expected.weightedCloseness);
      expectNumbers(betweenness(graph), expected.betweenness);
      expectNumbers(betweenness(graph, { lengths: "inverse" }), expected.weightedBetweenness);
      const sampled = betweenness(graph, { sources: [1, 4, 9], normalized: false });
      expectNumbers(
        sampled.map((score) => (score * 3) / 14),
        expected.sampledBetweenness,
      );
    });

    it(`${sort}: assortativity, modularity, spectral radius`, () => {
      expect(degreeAssortativity(graph)).to.be.closeTo(expected.degreeAssortativity, 1e-10);
      expect(nominalAssortativity(graph, categories).coefficient).to.be.closeTo(expected.nominal, 1e-10);
      const labels = categories.map((category) => "abc".indexOf(category));
      expect(modularity(graph, labels, { resolution: 1.3 })).to.be.closeTo(expected.modularity, 1e-10);
      expect(spectralRadius(graph)).to.be.closeTo(expected.spectralRadius, 1e-9);
    });
  }

  it("directed: reciprocity, strong components, triads", () => {
    const expected = networkxValues.directed;
    expect(reciprocity(directed)).to.be.closeTo(expected.reciprocity, 1e-10);
    expect([...strongComponents(directed).sizes].sort((a, b) => b - a)).to.deep.equal(expected.strong);
    expect(triadCensus(directed)).to.deep.equal(expected.triads);
  });

  it("undirected: cores, transitivity, local efficiency, rich club, spectra", () => {
    const [graph, expected] = [graphs.undirected, networkxValues.undirected];
    expectNumbers(coreNumbers(graph), expected.core);
    expect(clustering(graph).global).to.be.closeTo(expected.transitivity, 1e-10);
    const local = localEfficiency(graph);
    expect(local.reduce((sum, value) => sum + value, 0) / 14).to.be.closeTo(expected.localEfficiency, 1e-10);
    expectNumbers(
      richClub(graph).map(({ coefficient }) => coefficient),
      expected.richClub,
    );
    expectNumbers(spectrum(graph, { linalg: jsLinalg }), expected.adjacency);
    expectNumbers(spectrum(graph, { linalg: jsLinalg, of: "laplacian" }), expected.laplacian);
    expectNumbers(spectrum(graph, { linalg: jsLinalg, of: "normalized-laplacian" }), expected.normalized);
  });
});
