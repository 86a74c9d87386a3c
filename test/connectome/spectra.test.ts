import { expect } from "chai";
import * as fc from "fast-check";
import { csrGraph } from "../../src/connectome/csr-graph.js";
import { fiedler } from "../../src/connectome/fiedler.js";
import { leastEigenvector } from "../../src/connectome/least-eigenvector.js";
import { spectralRadius } from "../../src/connectome/spectral-radius.js";
import { spectrum } from "../../src/connectome/spectrum.js";
import { weakComponents } from "../../src/connectome/weak-components.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { createRandom } from "../../src/random/create-random.js";
import { graphFrom, namesOf, smallGraphs } from "./graphs.js";

const linalg = jsLinalg;
const path = (n: number) =>
  graphFrom(
    n,
    Array.from({ length: n - 1 }, (_, i) => [i, i + 1]),
  );

describe("spectra", () => {
  it("of known graphs", () => {
    const star = graphFrom(
      10,
      Array.from({ length: 9 }, (_, i) => [0, i + 1]),
    );
    const cycle = graphFrom(
      7,
      Array.from({ length: 7 }, (_, i) => [i, (i + 1) % 7]),
      true,
    );
    expect(spectralRadius(star)).to.be.closeTo(3, 1e-9);
    expect(spectralRadius(cycle)).to.be.closeTo(1, 1e-9);
    expect(
      spectralRadius(
        graphFrom(
          4,
          [
            [0, 1],
            [1, 2],
            [0, 3],
          ],
          true,
        ),
      ),
    ).to.equal(0);
    for (const n of [2, 5, 60]) {
      const found = fiedler(path(n), { random: createRandom("0") });
      expect(found.value).to.be.closeTo(2 - 2 * Math.cos(Math.PI / n), 1e-11);
      // a cosine along the path: it rises or falls all the way
      const steps = found.vector!.slice(1).map((value, i) => Math.sign(value - found.vector![i]!));
      expect(new Set(steps).size).to.equal(1);
    }
  });

  it("at their ends agree with the dense ones", () => {
    fc.assert(
      fc.property(smallGraphs(false), (graph) => {
        const adjacency = spectrum(graph, { linalg });
        expect(spectralRadius(graph)).to.be.closeTo(Math.max(0, ...adjacency), 1e-8);
        const laplacian = spectrum(graph, { linalg, of: "laplacian" });
        const { value, vector } = fiedler(graph, { random: createRandom("0") });
        if (graph.nodes.length < 2) return;
        expect(value).to.be.closeTo(Math.max(0, laplacian.at(-2)!), 1e-8);
        expect(vector === null).to.equal(weakComponents(graph).sizes.length > 1);
        const zeros = laplacian.filter((one) => Math.abs(one) < 1e-9).length;
        expect(zeros).to.equal(weakComponents(graph).sizes.length);
      }),
      { numRuns: 60 },
    );
  });

  it("settle where the vectors orthogonal to the constant one are used up", () => {
    const pairs = [
      [1, 5, 2],
      [0, 2, 2],
      [3, 5, 2],
      [3, 6, 1],
      [3, 4, 1],
      [0, 7, 1],
      [2, 6, 2],
      [1, 3, 2],
      [5, 6, 2],
      [6, 7, 1],
      [4, 7, 1],
      [4, 6, 1],
      [4, 5, 1],
      [2, 3, 2],
      [2, 7, 1],
      [2, 5, 1],
    ] as const;
    const columns = { from: pairs.map(([i]) => i), to: pairs.map(([, j]) => j), weight: pairs.map((pair) => pair[2]) };
    const graph = csrGraph(namesOf(8), columns, { directed: false });
    const expected = spectrum(graph, { linalg, of: "laplacian" }).at(-2)!;
    for (let seed = 0; seed < 50; seed++) {
      expect(fiedler(graph, { random: createRandom(`${seed}`) }).value).to.be.closeTo(expected, 1e-12);
    }
  });

  it("of a graph with equal eigenvalues, and of one with strengths of many sizes", () => {
    const complete = Array.from({ length: 20 }, (_, i) => Array.from({ length: i }, (__, j) => [i, j] as const)).flat();
    expect(fiedler(graphFrom(20, complete), { random: createRandom("0") }).value).to.be.closeTo(20, 1e-11);
    const weight = [1e-4, 1e4, 1, 1e3, 1e-2, 10];
    const columns = { from: [0, 1, 2, 3, 4, 5], to: [1, 2, 3, 4, 5, 6], weight };
    const graph = csrGraph(namesOf(7), columns, { directed: false });
    const expected = spectrum(graph, { linalg, of: "laplacian" }).at(-2)!;
    expect(fiedler(graph, { random: createRandom("0") }).value).to.be.closeTo(expected, 1e-10);
  });

  it("of a matrix of a few rows: the least eigenvector", () => {
    const entries = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), entries, (n, numbers) => {
        const rows = Array.from({ length: n }, (_, i) =>
          Float64Array.from({ length: n }, (__, j) => numbers[3 * Math.max(i, j) + Math.min(i, j)]!),
        );
        const { values } = linalg.symmetricEigen({
          rows: n,
          columns: n,
          values: Float64Array.from(rows.flatMap((row) => [...row])),
        });
        const vector = leastEigenvector(rows.map((row) => row.slice()));
        expect(vector.reduce((sum, x) => sum + x * x, 0)).to.be.closeTo(1, 1e-12);
        const least = values.at(-1)!;
        for (const [i, row] of rows.entries()) {
          const product = row.reduce((sum, value, j) => sum + value * vector[j]!, 0);
          expect(product).to.be.closeTo(least * vector[i]!, 1e-11);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("leave edges of weight 0 out of the radius", () => {
    const columns = { from: [0, 1, 1, 2, 2], to: [1, 0, 2, 3, 1], weight: [4, 1, 0, 9, 0] };
    const directed = csrGraph(namesOf(4), columns, { directed: true });
    expect(spectralRadius(directed)).to.be.closeTo(2, 1e-9);
    const columnsOfPairs = { from: [0, 1, 2], to: [1, 2, 3], weight: [2, 0, 1] };
    expect(spectralRadius(csrGraph(namesOf(4), columnsOfPairs, { directed: false }))).to.be.closeTo(2, 1e-9);
  });

  it("need undirected graphs, and weights from 0 for the radius", () => {
    const directed = graphFrom(2, [[0, 1]], true);
    expect(() => spectrum(directed, { linalg })).to.throw("found a directed one; make one with undirectedOf");
    expect(() => fiedler(directed, { random: createRandom("0") })).to.throw("found a directed one");
    const negative = csrGraph(namesOf(2), { from: [0], to: [1], weight: [-1] }, { directed: false });
    expect(() => spectralRadius(negative)).to.throw("weights from 0, found -1");
  });
});
