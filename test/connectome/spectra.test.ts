import { expect } from "chai";
import * as fc from "fast-check";
import { csrGraph } from "../../src/connectome/csr-graph.js";
import { fiedler } from "../../src/connectome/fiedler.js";
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

  it("need undirected graphs, and weights from 0 for the radius", () => {
    const directed = graphFrom(2, [[0, 1]], true);
    expect(() => spectrum(directed, { linalg })).to.throw("found a directed one; make one with undirectedOf");
    expect(() => fiedler(directed, { random: createRandom("0") })).to.throw("found a directed one");
    const negative = csrGraph(namesOf(2), { from: [0], to: [1], weight: [-1] }, { directed: false });
    expect(() => spectralRadius(negative)).to.throw("weights from 0, found -1");
  });
});
