import { expect } from "chai";
import fc from "fast-check";
import { surfaceNeighbourhoods } from "../../../src/rsa/searchlight/surface-neighbourhoods.js";
import { volumeNeighbourhoods } from "../../../src/rsa/searchlight/volume-neighbourhoods.js";
import { caught } from "../../support/caught.js";

const full = (shape: readonly [number, number, number]) => ({
  shape,
  values: new Uint8Array(shape[0] * shape[1] * shape[2]).fill(1),
});

describe("volumeNeighbourhoods", () => {
  it("radius 2 at the centre of 5 × 5 × 5: 27 voxels, the distance strictly below", () => {
    const { centres, around } = volumeNeighbourhoods(full([5, 5, 5]));
    expect(centres).to.have.length(125);
    const near = around(62);
    expect(near).to.have.length(27);
    expect([...near]).to.deep.equal([...near].sort((a, b) => a - b));
    expect(near[13]).to.equal(62);
    expect(around(0)).to.have.length(8);
  });

  it("a cross of 3 × 3 × 3, radius 1: 7 centres, each alone", () => {
    const cross = full([3, 3, 3]).values.map((_, k) => {
      return Number([Math.floor(k / 9), Math.floor(k / 3) % 3, k % 3].filter((x) => x !== 1).length <= 1);
    });
    const { centres, around } = volumeNeighbourhoods({ shape: [3, 3, 3], values: cross }, { radius: 1 });
    expect(centres).to.have.length(7);
    expect([...around(3)]).to.deep.equal([centres[3]]);
  });

  it("threshold and boundary: a centre wants its share of the mask, neighbours outside of it can be left out", () => {
    const mask = { shape: [1, 1, 5] as const, values: [0, 1, 1, 1, 0] };
    expect([...volumeNeighbourhoods(mask).centres]).to.deep.equal([2]);
    const wide = volumeNeighbourhoods(mask, { threshold: 0.6 });
    expect([...wide.centres]).to.deep.equal([1, 2, 3]);
    expect([...wide.around(0)]).to.deep.equal([0, 1, 2]);
    const truncated = volumeNeighbourhoods(mask, { threshold: 0.6, truncateAtBoundary: true });
    expect([...truncated.around(0)]).to.deep.equal([1, 2]);
  });

  it("are the voxels of a loop over all", () => {
    const side = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(
        side,
        side,
        side,
        fc.double({ min: 0.3, max: 4, noNaN: true }),
        fc.constantFrom(0.5, 1, 2),
        (x, y, z, radius, step) => {
          const spacing = [1, step, 1.5] as const;
          const { centres, around } = volumeNeighbourhoods(full([x, y, z]), { radius, spacing });
          const place = (k: number) => [Math.floor(k / (y * z)), Math.floor(k / z) % y, k % z];
          for (const centre of centres) {
            const near = Array.from({ length: x * y * z }, (_, k) => k).filter((k) => {
              const [p, q] = [place(k), place(centre)];
              return Math.hypot(...p.map((value, axis) => (value - q[axis]!) * spacing[axis]!)) < radius;
            });
            expect([...around(centre)]).to.deep.equal(near);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("refuses a mask that does not fill its shape, and a radius that is none", async () => {
    expect((await caught(() => volumeNeighbourhoods({ shape: [2, 2, 2], values: [1] }))).tag).to.equal("argument");
    expect((await caught(() => volumeNeighbourhoods(full([2, 2, 2]), { radius: Number.NaN }))).tag).to.equal(
      "argument",
    );
    expect((await caught(() => volumeNeighbourhoods(full([2, 2, 2]), { spacing: [1, 0, 1] }))).tag).to.equal(
      "argument",
    );
  });
});

/** A strip of triangles over 2 × n vertices: 0, 2, 4, … below, 1, 3, 5, … above, one apart. */
function strip(n: number) {
  const triangles: number[] = [];
  const coordinates: number[] = [];
  for (let k = 0; k < n; k++) {
    coordinates.push(k, 0, 0, k, 1, 0);
    if (k + 1 < n) triangles.push(2 * k, 2 * k + 1, 2 * k + 2, 2 * k + 1, 2 * k + 2, 2 * k + 3);
  }
  return { nVertices: 2 * n, triangles, coordinates };
}

describe("surfaceNeighbourhoods", () => {
  it("steps along edges count in", () => {
    const { centres, around } = surfaceNeighbourhoods(strip(5), { reach: { steps: 1 } });
    expect(centres).to.have.length(10);
    expect([...around(0)]).to.deep.equal([0, 1, 2]);
    expect([...around(4)]).to.deep.equal([2, 3, 4, 5, 6]);
    const two = surfaceNeighbourhoods(strip(5), { reach: { steps: 2 } });
    expect([...two.around(0)]).to.deep.equal([0, 1, 2, 3, 4]);
    expect([...two.around(9)]).to.deep.equal([5, 6, 7, 8, 9]);
  });

  it("distances are those of shortest paths along edges, and count in below the reach", () => {
    const { around } = surfaceNeighbourhoods(strip(5), { reach: { distance: 2 } });
    // 3 is √2 away over no edge, and 2 over the edges by 1 or 2
    expect([...around(0)]).to.deep.equal([0, 1, 2]);
    expect([...surfaceNeighbourhoods(strip(5), { reach: { distance: 2.001 } }).around(0)]).to.deep.equal([
      0, 1, 2, 3, 4,
    ]);
  });

  it("a mask leaves out centres and neighbours", () => {
    const mask = [1, 1, 0, 1, 1, 1, 1, 1, 1, 1];
    const { centres, around } = surfaceNeighbourhoods(strip(5), { reach: { steps: 2 }, mask });
    expect([...centres]).to.deep.equal([0, 1, 3, 4, 5, 6, 7, 8, 9]);
    expect([...around(0)]).to.deep.equal([0, 1, 3, 4]);
  });

  it("refuses what is no mesh and no reach", async () => {
    const mesh = strip(3);
    const tagOf = async (call: () => unknown) => (await caught(call)).tag;
    expect(
      await tagOf(() => surfaceNeighbourhoods({ ...mesh, triangles: [0, 1, 6] }, { reach: { steps: 1 } })),
    ).to.equal("argument");
    expect(await tagOf(() => surfaceNeighbourhoods({ ...mesh, triangles: [0, 1] }, { reach: { steps: 1 } }))).to.equal(
      "argument",
    );
    const { coordinates: _, ...bare } = mesh;
    expect(await tagOf(() => surfaceNeighbourhoods(bare, { reach: { distance: 1 } }))).to.equal("argument");
    for (const reach of [{ steps: 0 }, { steps: 1.5 }, { distance: -1 }]) {
      expect(await tagOf(() => surfaceNeighbourhoods(mesh, { reach }))).to.equal("argument");
    }
    expect(await tagOf(() => surfaceNeighbourhoods(mesh, { reach: { steps: 1 }, mask: [1] }))).to.equal("argument");
  });
});
