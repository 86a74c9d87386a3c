import { expect } from "chai";
import fc from "fast-check";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { pairIndex } from "../../../src/rsa/pair-index.js";
import type { EdgeRule } from "../../../src/rsa/topology/edge-rules.js";
import { geodesicDistances } from "../../../src/rsa/topology/geodesic-distances.js";
import { identifyRegions } from "../../../src/rsa/topology/identify-regions.js";
import { publishedGeodesic } from "../../../src/rsa/topology/published/published-geodesic.js";
import { ranks } from "../../../src/stats/ranks.js";
import { caught } from "../../support/caught.js";
import { rdmsOf } from "../made-rdms.js";
import { expectValues } from "./expect-values.js";
import { distancesOf, labelsOf, randomRdms, reordered } from "./made-rdms.js";

const rules: readonly EdgeRule[] = [
  { kind: "two-step", low: 0.1, high: 0.6 },
  { kind: "two-step", low: 0.3, high: 0.3 },
  { kind: "two-step", low: 0, high: 0.4, rank: false },
  { kind: "p-shortest", p: 0.3 },
  { kind: "p-nearest", p: 0.4 },
  { kind: "k-nearest", k: 2 },
];

describe("geodesicDistances", () => {
  it("keeps the closest pair at 0, which the published code throws away", () => {
    const rdm = rdmsOf([0.9, 0.2, 1.4, 0.5, 1.1, 0.3, 1, 0.6, 1.6, 0.7, 0.4, 1.3, 0.8, 1.2, 0.1]);
    const edges = { kind: "two-step", low: 0.2, high: 0.8 } as const;
    expect(geodesicDistances(rdm, { edges, disconnected: "error" }).values[14]).to.equal(0);
    expect(publishedGeodesic(rdm, { edges }).values[14]).to.be.closeTo(1, 1e-10);
  });

  it("gives two clusters of which the published code makes nothing but infinities", () => {
    // conditions 0, 1, 2 and 3, 4, 5
    const within = (i: number, j: number) => i < 3 === j < 3;
    const vector: number[] = [];
    for (let i = 0; i < 6; i++) for (let j = i + 1; j < 6; j++) vector.push(within(i, j) ? 0.1 : 0.9);
    const edges = { kind: "two-step", low: 0.3, high: 0.3 } as const;
    const found = geodesicDistances(rdmsOf(vector), { edges, disconnected: "infinity" });
    expectValues(
      found.values,
      vector.map((value) => (value < 0.5 ? 0 : null)),
    );
    const published = publishedGeodesic(rdmsOf(vector), { edges: { kind: "two-step", low: 0.3, high: 0.5 } });
    expect([...published.values].every((length) => length === Number.POSITIVE_INFINITY)).to.equal(true);
  });

  it("does not depend on the order of the conditions, with any rule", () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7, maxLength: 7 });
    const vector = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 21, maxLength: 21 });
    fc.assert(
      fc.property(vector, order, fc.constantFrom(...rules), (values, places, edges) => {
        fc.pre(new Set(values).size > 1);
        const options = { edges, disconnected: "infinity" } as const;
        const before = reordered(geodesicDistances(rdmsOf(values), options), places).values;
        const after = geodesicDistances(reordered(rdmsOf(values), places), options).values;
        expectValues(
          after,
          Array.from(before, (length) => (Number.isFinite(length) ? length : null)),
        );
      }),
      { seed: 2 },
    );
  });

  it("joins neighbours in both directions, where the published code keeps one edge or three by the order", () => {
    // three conditions around a centre, each of which has the centre for its neighbour
    const points = [
      [0, 0],
      [1, 0],
      [-1.1, 0.1],
      [0.1, 1.2],
    ];
    const edges = { kind: "k-nearest", k: 1 } as const;
    const count = (lengths: Float64Array) => lengths.filter(Number.isFinite).length;
    // the closest pair of all, which the published code loses, lies far away
    const star = distancesOf([...points, [50, 50], [50, 50.01]]);
    const last = reordered(star, [1, 2, 3, 0, 4, 5]);
    const found = [star, last].map((rdm) => geodesicDistances(rdm, { edges, disconnected: "infinity" }).values);
    expect(found.map(count)).to.deep.equal([7, 7]);
    const published = [star, last].map((rdm) => publishedGeodesic(rdm, { edges }).values);
    expect(published.map(count)).to.deep.equal([1, 6]);
  });

  it("never gives a path that is longer than a detour", () => {
    for (const [place, edges] of rules.entries()) {
      const n = 12;
      const rdm = randomRdms(`detour ${place}`, { nConditions: n, nRdms: 1 });
      const { values } = geodesicDistances(rdm, { edges, disconnected: "infinity" });
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          for (let k = 0; k < n; k++) {
            if (i === j || j === k || i === k) continue;
            const detour = values[pairIndex(i, k, n)]! + values[pairIndex(k, j, n)]!;
            expect(values[pairIndex(i, j, n)]!).to.be.at.most(detour + 1e-12);
          }
        }
      }
    }
  });

  it("treats pairs that no path joins as it is told", async () => {
    // 0, 1, 2 are near each other and 3 is not; a chain 0, 1, 2, 3
    const both = rdmsOf([0.1, 0.2, 0.9, 0.3, 0.8, 0.95], [0.1, 0.8, 0.9, 0.2, 0.95, 0.3]);
    const edges = { kind: "two-step", low: 0, high: 0.5 } as const;
    const found = (disconnected: "infinity" | "max-of-rdm" | "max-of-all") =>
      geodesicDistances(both, { edges, disconnected }).values;
    const chain = [0, 0.4, 1.2, 0.4, 1.2, 0.8];
    expectValues(found("infinity"), [0, 0.4, null, 0.4, null, null, ...chain]);
    expectValues(found("max-of-rdm"), [0, 0.4, 0.4, 0.4, 0.4, 0.4, ...chain]);
    expectValues(found("max-of-all"), [0, 0.4, 1.2, 0.4, 1.2, 1.2, ...chain]);
    expect(await caught(() => geodesicDistances(both, { edges, disconnected: "error" }))).to.have.property(
      "tag",
      "numeric",
    );
  });

  it("is refused by the identification while it is infinite, and not drawn anew", async () => {
    const rdms = randomRdms("apart", { nConditions: 6, nRdms: 6 });
    const edges = { kind: "p-shortest", p: 0.1 } as const;
    const paths = geodesicDistances(rdms, { edges, disconnected: "infinity" });
    expect(paths.values.includes(Number.POSITIVE_INFINITY)).to.equal(true);
    const error = await caught(() => identifyRegions(paths, { ...labelsOf(3), linalg: jsLinalg }));
    expect(error).to.have.property("tag", "numeric");
  });

  it("gives ranks of the lengths where they are asked for", () => {
    const rdm = randomRdms("ranks", { nConditions: 8, nRdms: 1 });
    const options = { edges: { kind: "k-nearest", k: 1 }, disconnected: "infinity" } as const;
    const lengths = geodesicDistances(rdm, options).values;
    expect(geodesicDistances(rdm, { ...options, rankAfter: true }).values).to.deep.equal(ranks(lengths));
  });

  it("refuses shares and numbers of neighbours that cannot be meant", async () => {
    const rdm = rdmsOf([1, 2, 3]);
    const wrong = [
      { kind: "p-shortest", p: 2 },
      { kind: "k-nearest", k: -1 },
      { kind: "p-nearest", p: Number.NaN },
    ] as const;
    for (const edges of wrong) {
      expect(await caught(() => geodesicDistances(rdm, { edges, disconnected: "infinity" }))).to.have.property(
        "tag",
        "argument",
      );
    }
  });
});
