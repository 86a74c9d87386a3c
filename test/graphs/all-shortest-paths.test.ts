import { expect } from "chai";
import { allShortestPaths, pathsBySearch, pathsByTriples } from "../../src/graphs/all-shortest-paths.js";
import { createRandom } from "../../src/random/create-random.js";

/** Symmetric lengths, a share of them edges, some of length 0. */
function randomGraph(n: number, share: number): Float64Array {
  const random = createRandom(`graph ${n} ${share}`);
  const lengths = new Float64Array(n * n).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      if (random.uniform() > share) continue;
      const length = random.uniform() < 0.1 ? 0 : random.integer(1000);
      lengths[i * n + j] = length;
      lengths[j * n + i] = length;
    }
  }
  return lengths;
}

describe("allShortestPaths", () => {
  it("gives the same by both ways, also where the graph is in parts", () => {
    for (const share of [0.02, 0.1, 0.6, 1]) {
      const lengths = randomGraph(60, share);
      const before = lengths.slice();
      const found = pathsByTriples(lengths, 60);
      expect(pathsBySearch(lengths, 60)).to.deep.equal(found);
      expect(lengths).to.deep.equal(before);
      if (share === 0.02) expect(found.includes(Number.POSITIVE_INFINITY)).to.equal(true);
    }
  });

  it("goes along a chain of more nodes than the loop over triples takes", () => {
    const n = 520;
    const lengths = new Float64Array(n * n).fill(Number.POSITIVE_INFINITY);
    for (let i = 1; i < n; i++) {
      lengths[i * n + i - 1] = i % 2;
      lengths[(i - 1) * n + i] = i % 2;
    }
    const found = allShortestPaths(lengths, n);
    expect([found[n - 1], found[(n - 1) * n], found[5], found[5 * n + 5]]).to.deep.equal([260, 260, 3, 0]);
  });

  it("keeps edges of length 0", () => {
    const none = Number.POSITIVE_INFINITY;
    const found = pathsByTriples(Float64Array.from([0, 0, none, 0, 0, 2, none, 2, 0]), 3);
    expect([...found]).to.deep.equal([0, 0, 2, 0, 0, 2, 2, 2, 0]);
  });
});
