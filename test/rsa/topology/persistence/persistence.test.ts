import { expect } from "chai";
import { pairIndex } from "../../../../src/rsa/pair-index.js";
import { componentDivergence } from "../../../../src/rsa/topology/persistence/component-divergence.js";
import { loopBars, type PersistenceBar } from "../../../../src/rsa/topology/persistence/loop-bars.js";
import { quantileScaled } from "../../../../src/rsa/topology/persistence/quantile-scaled.js";
import { spanningTreeLengths } from "../../../../src/rsa/topology/persistence/spanning-tree.js";
import { topologyDivergence } from "../../../../src/rsa/topology/persistence/topology-divergence.js";
import { caught } from "../../../support/caught.js";
import { rdmsOf } from "../../made-rdms.js";
import { expectValues } from "../expect-values.js";
import { distancesOf, randomRdms, reordered } from "../made-rdms.js";

const polygon = (n: number) =>
  distancesOf(Array.from({ length: n }, (_, i) => [Math.cos((2 * Math.PI * i) / n), Math.sin((2 * Math.PI * i) / n)]));

/** Bars by reduction of the whole boundary matrix, column by column: simplices of up to three corners. */
function barsByBoundaries(distances: Float64Array, n: number): { components: number[]; loops: PersistenceBar[] } {
  const side = (i: number, j: number) => distances[pairIndex(i, j, n)]!;
  const simplices: { corners: number[]; at: number }[] = [];
  for (let i = 0; i < n; i++) {
    simplices.push({ corners: [i], at: 0 });
    for (let j = 0; j < i; j++) {
      simplices.push({ corners: [j, i], at: side(i, j) });
      for (let k = 0; k < j; k++)
        simplices.push({ corners: [k, j, i], at: Math.max(side(i, j), side(i, k), side(j, k)) });
    }
  }
  const finite = simplices.filter(({ at }) => at < Number.POSITIVE_INFINITY);
  finite.sort((a, b) => a.at - b.at || a.corners.length - b.corners.length);
  const placeOf = new Map(finite.map(({ corners }, place) => [corners.join(), place]));
  const reduced = new Map<number, Set<number>>();
  const killed = new Set<number>();
  const [components, loops, open] = [[] as number[], [] as PersistenceBar[], new Set<number>()];
  for (const [place, { corners, at }] of finite.entries()) {
    const column = new Set(
      corners.length === 1 ? [] : corners.map((left) => placeOf.get(corners.filter((c) => c !== left).join())!),
    );
    let low = Math.max(-1, ...column);
    while (low >= 0 && reduced.has(low)) {
      for (const other of reduced.get(low)!) if (!column.delete(other)) column.add(other);
      low = Math.max(-1, ...column);
    }
    if (low < 0) {
      if (corners.length === 2) open.add(place);
      continue;
    }
    reduced.set(low, column);
    killed.add(low);
    if (corners.length === 2) components.push(at);
    else if (at > finite[low]!.at) loops.push({ birth: finite[low]!.at, death: at });
  }
  for (const place of open)
    if (!killed.has(place)) loops.push({ birth: finite[place]!.at, death: Number.POSITIVE_INFINITY });
  return { components, loops: loops.sort((a, b) => a.birth - b.birth || a.death - b.death) };
}

describe("barcodes of Rips complexes", () => {
  it("has one loop for a polygon, from its side to the first triangle around it", () => {
    for (const [n, birth, death] of [
      [4, Math.SQRT2, 2],
      [12, 2 * Math.sin(Math.PI / 12), Math.sqrt(3)],
      [30, 2 * Math.sin(Math.PI / 30), Math.sqrt(3)],
    ] as const) {
      // rounding makes sides of one length several
      const bars = loopBars(polygon(n).values, n).filter((bar) => bar.death - bar.birth > 1e-9);
      expect(bars).to.have.length(1);
      expect(bars[0]!.birth).to.be.closeTo(birth, 1e-10);
      expect(bars[0]!.death).to.be.closeTo(death, 1e-10);
    }
  });

  it("gives the bars of the reduction of the whole boundary matrix", () => {
    let nBars = 0;
    for (let seed = 0; seed < 30; seed++) {
      const rdm = randomRdms(`bars ${seed}`, { nConditions: 10, nRdms: 1 });
      // ties, zeros, and pairs that are never joined
      const coarse = rdm.values.map((value) => Math.floor(8 * value));
      const apart = rdm.values.map((value) => (value > 0.7 ? Number.POSITIVE_INFINITY : value));
      for (const distances of [rdm.values, coarse, apart]) {
        const known = barsByBoundaries(distances, 10);
        const found = loopBars(distances, 10);
        expect(found).to.deep.equal(known.loops);
        const tree = spanningTreeLengths(distances, 10);
        expectValues(
          tree.filter(Number.isFinite),
          known.components.sort((a, b) => a - b),
        );
        nBars += found.length;
      }
    }
    expect(nBars).to.be.above(100);
  });

  it("refuses unknown distances", async () => {
    const unknown = Float64Array.from([1, Number.NaN, 2]);
    expect(await caught(() => loopBars(unknown, 3))).to.have.property("tag", "argument");
    expect(await caught(() => spanningTreeLengths(unknown, 3))).to.have.property("tag", "argument");
    expect(await caught(() => loopBars(new Float64Array(0), 1002))).to.have.property("tag", "argument");
  });
});

describe("topologyDivergence", () => {
  const random = (seed: string, n: number) => randomRdms(seed, { nConditions: n, nRdms: 1 });

  it("is 0 for an RDM and itself, and for a minimum that is no other", () => {
    const x = random("itself", 12);
    const further = { ...x, values: x.values.map((value) => value + 0.5) };
    for (const y of [x, further]) {
      expect(topologyDivergence(x, y)).to.deep.equal({ divergence: 0, bars: [] });
      expect(componentDivergence(x, y)).to.equal(0);
    }
  });

  it("is the divergence of the components where there can be no loops, and else no less", () => {
    for (let seed = 0; seed < 20; seed++) {
      const [x, y] = [random(`x ${seed}`, 3), random(`y ${seed}`, 3)];
      expect(topologyDivergence(x, y).divergence).to.be.closeTo(componentDivergence(x, y), 1e-12);
      const [u, v] = [random(`u ${seed}`, 9), random(`v ${seed}`, 9)];
      expect(topologyDivergence(u, v).divergence).to.be.at.least(componentDivergence(u, v) - 1e-12);
    }
  });

  it("counts the time for which a pair is apart in the one and together in the other", () => {
    const [x, y] = [rdmsOf([3, 5, 6]), rdmsOf([1, 9, 9])];
    // the first pair merges at 3 and not at 1
    expect(componentDivergence(x, y)).to.equal(2);
    expect(topologyDivergence(x, y)).to.deep.equal({ divergence: 2, bars: [{ birth: 1, death: 3 }] });
  });

  it("counts a loop of the minimum that the one has not", () => {
    // equal neighbours of a square; in x its diagonals are filled in at once, in y both are long
    const [x, y] = [rdmsOf([1, 1, 1, 1, 1, 1]), rdmsOf([1, 2, 1, 1, 2, 1])];
    expect(topologyDivergence(x, y).divergence).to.equal(0);
    const [u, v] = [rdmsOf([2, 2.5, 2, 2, 2.5, 2]), rdmsOf([1, 2.5, 1, 1, 2.5, 1])];
    // three merges at 2 and not at 1, and the loop of v, which is there from 1 on
    expect(componentDivergence(u, v)).to.equal(3);
    expect(topologyDivergence(u, v).divergence).to.equal(4);
  });

  it("does not depend on the order of the conditions", () => {
    const order = [4, 0, 7, 2, 6, 1, 5, 3];
    for (let seed = 0; seed < 10; seed++) {
      const [x, y] = [random(`first ${seed}`, 8), random(`second ${seed}`, 8)];
      const { divergence } = topologyDivergence(x, y);
      expect(topologyDivergence(reordered(x, order), reordered(y, order)).divergence).to.be.closeTo(divergence, 1e-12);
    }
  });

  it("gives what the authors' own matrix gives, in which all points of the one are in one place", () => {
    for (let seed = 0; seed < 10; seed++) {
      const n = 9;
      const [x, y] = [random(`place ${seed}`, n), random(`places ${seed}`, n)];
      const matrix = new Float64Array((2 * n * (2 * n - 1)) / 2);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          if (i !== j) matrix[pairIndex(i, n + j, 2 * n)] = x.values[pairIndex(i, j, n)]!;
          if (i < j) {
            const pair = pairIndex(i, j, n);
            matrix[pairIndex(n + i, n + j, 2 * n)] = Math.min(x.values[pair]!, y.values[pair]!);
          }
        }
      }
      expect(loopBars(matrix, 2 * n)).to.deep.equal(topologyDivergence(x, y).bars);
    }
  });

  it("compares RDMs of one scale", async () => {
    const x = random("scale", 8);
    const scaled = quantileScaled({ ...x, values: x.values.map((value) => 7 * value) });
    expectValues(scaled.values, quantileScaled(x).values);
    expect(await caught(() => topologyDivergence(x, random("other", 7)))).to.have.property("tag", "argument");
    expect(await caught(() => componentDivergence(x, random("other", 7)))).to.have.property("tag", "argument");
  });
});
