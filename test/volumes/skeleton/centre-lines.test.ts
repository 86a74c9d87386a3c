import { expect } from "chai";
import fc from "fast-check";
import type { VolumeShape, VoxelRuns } from "../../../src/volumes/label-volume.js";
import { centreLines } from "../../../src/volumes/skeleton/centre-lines.js";
import { distanceToBackground } from "../../../src/volumes/skeleton/distance-to-background.js";
import { rasteriseTree } from "../../../src/volumes/skeleton/rasterise-tree.js";
import { treeMeasures } from "../../../src/volumes/skeleton/tree-measures.js";
import { voxelsOfRuns } from "../../../src/volumes/voxels-of-runs.js";

const shape: VolumeShape = [40, 50, 60];
const flat = (z: number, y: number, x: number): number => (z * 50 + y) * 60 + x;

/** Tubes of a radius between places z, y, x. */
function tubes(radius: number, ...edges: readonly (readonly [number, number, number])[]): VoxelRuns {
  const column = (axis: 0 | 1 | 2) => Float64Array.from(edges, (place) => place[axis]);
  const parents = Int32Array.from(edges, (_, i) => (i % 2 === 0 ? -1 : i - 1));
  const tree = { z: column(0), y: column(1), x: column(2), parents, radii: column(0).fill(radius) };
  return rasteriseTree(tree, shape, { thickness: "radius" }).runs;
}

const straight = tubes(3, [20, 25, 8], [20, 25, 50]);
const fork = tubes(2, [20, 25, 8], [20, 25, 30], [20, 25, 30], [20, 40, 50], [20, 25, 30], [20, 10, 50]);

describe("centreLines", () => {
  it("runs through the middle of a tube, with its radius", () => {
    const { y, z, x, radii, parents, paths } = centreLines(straight, shape);
    expect(paths).to.equal(1);
    const middle = [...parents.keys()].filter((i) => x[i]! > 10 && x[i]! < 48);
    expect(middle).to.have.length.above(30);
    for (const i of middle) {
      expect([z[i], y[i]]).to.deep.equal([20, 25]);
      // to the centre of the nearest background voxel (3, 1), as the ball of radius 3 leaves it out
      expect(radii[i]).to.be.closeTo(Math.sqrt(10), 1e-12);
    }
    const measures = treeMeasures({ x, y, z, parents });
    expect(measures).to.include({ roots: 1, endNodes: 1, branchNodes: 0 });
    expect(measures.cableLength).to.be.within(46, 56);
  });

  it("scales with the edges of the voxels", () => {
    const voxels = centreLines(fork, shape);
    const um = centreLines(fork, shape, { voxelEdges: [0.5, 0.5, 0.5] });
    expect(um.parents).to.deep.equal(voxels.parents);
    expect([um.z, um.y, um.x]).to.deep.equal([voxels.z, voxels.y, voxels.x]);
    expect(um.radii).to.deep.equal(voxels.radii.map((radius) => radius / 2));
  });

  it("has an end for every arm, and parts late where branching is fixed", () => {
    const late = centreLines(fork, shape);
    expect(treeMeasures(late)).to.include({ roots: 1, branchNodes: 1, endNodes: 2 });
    expect(late.x[late.parents.findIndex((p, i) => late.parents.indexOf(p) < i)]).to.be.closeTo(30, 4);
    const early = centreLines(fork, shape, { fixBranching: false });
    expect(treeMeasures(early)).to.include({ roots: 1, endNodes: 2 });
    const few = centreLines(fork, shape, { maxPaths: 1 });
    expect([few.paths, few.unfinishedPieces, late.unfinishedPieces]).to.deep.equal([1, 1, 0]);
  });

  it("begins at a soma, also a hollow one, and draws no lines inside of it", () => {
    const ball = (radius: number) => tubes(radius, [20, 25, 12], [20, 25, 12]);
    const hollow = new Set(voxelsOfRuns(ball(2)));
    const all = voxelsOfRuns(
      rasteriseTree(
        {
          z: Float64Array.of(20, 20),
          y: Float64Array.of(25, 25),
          x: Float64Array.of(12, 12),
          parents: Int32Array.of(-1, -1),
          radii: Float64Array.of(10, 10),
        },
        shape,
        { thickness: "radius" },
      ).runs,
    ).filter((voxel) => !hollow.has(voxel));
    const arm = new Set([...voxelsOfRuns(tubes(2, [20, 25, 12], [20, 25, 55]))].filter((voxel) => !hollow.has(voxel)));
    const voxels = [...new Set([...all, ...arm])].sort((a, b) => a - b);
    const runs = { starts: Float64Array.from(voxels), lengths: new Int32Array(voxels.length).fill(1) };
    const lines = centreLines(runs, shape, { somaDetection: 3 });
    expect([...lines.somata]).to.deep.equal([0]);
    expect([lines.z[0], lines.y[0], lines.x[0]]).to.deep.equal([20, 25, 12]);
    for (let i = 1; i < lines.x.length; i++) {
      const away = Math.hypot(lines.z[i]! - 20, lines.y[i]! - 25, lines.x[i]! - 12);
      expect(away).to.be.above(lines.radii[0]! + 1);
    }
    expect(treeMeasures(lines)).to.include({ roots: 1, endNodes: 1 });
    expect([...centreLines(runs, shape, { somaDetection: 100, somaAcceptance: 100 }).somata]).to.deep.equal([]);
  });

  it("leaves out dust, and joins pieces that are near", () => {
    const pieces = tubes(2, [20, 25, 5], [20, 25, 20], [20, 25, 28], [20, 25, 45], [5, 5, 5], [5, 5, 5]);
    const apart = centreLines(pieces, shape, { dustThreshold: 34 });
    expect([apart.dustPieces, apart.dustVoxels, apart.joins]).to.deep.equal([1, 33, 0]);
    expect(treeMeasures(apart).roots).to.equal(2);
    expect(treeMeasures(centreLines(pieces, shape)).roots).to.equal(3);
    const joined = centreLines(pieces, shape, { dustThreshold: 34, joinWithin: 12 });
    expect([joined.joins, treeMeasures(joined).roots]).to.deep.equal([1, 1]);
    const longest = Math.max(...joined.parents.map((p, i) => (p < 0 ? 0 : Math.abs(joined.x[i]! - joined.x[p]!))));
    expect(longest).to.be.within(4, 12);
    joined.parents.forEach((parent, i) => {
      expect(parent).to.be.below(i);
    });
    expect(centreLines(pieces, shape, { dustThreshold: 34, joinWithin: 2 }).joins).to.equal(0);
  });

  it("joins very many pieces", () => {
    const count = 150_000;
    const dots = { starts: Float64Array.from({ length: count }, (_, dot) => 2 * dot), lengths: new Int32Array(count) };
    dots.lengths.fill(1);
    const { joins, parents } = centreLines(dots, [2 * count, 1, 1], { dustThreshold: 0, joinWithin: 2 });
    expect(joins).to.equal(count - 1);
    expect(parents.filter((parent) => parent < 0)).to.have.length(1);
  });

  it("reaches extra targets and the faces of the volume", () => {
    const corner = flat(20, 27, 30);
    const has = (lines: ReturnType<typeof centreLines>, voxel: number): boolean =>
      lines.x.some((x, i) => flat(lines.z[i]!, lines.y[i]!, x) === voxel);
    expect(has(centreLines(straight, shape), corner)).to.equal(false);
    expect(has(centreLines(straight, shape, { targetsAfter: [corner] }), corner)).to.equal(true);
    expect(has(centreLines(straight, shape, { targetsBefore: [corner] }), corner)).to.equal(true);
    expect(() => centreLines(straight, shape, { targetsBefore: [0] })).to.throw(/targetsBefore: expected voxels/);
    const through = tubes(3, [20, 25, 5], [20, 25, 70]);
    expect(has(centreLines(through, shape, { fixBorders: true }), flat(20, 25, 59))).to.equal(true);
  });

  it("gives nothing for nothing, a point for a point, and refuses options that cannot be meant", () => {
    const none = centreLines({ starts: new Float64Array(0), lengths: new Int32Array(0) }, shape);
    expect([none.parents.length, none.paths]).to.deep.equal([0, 0]);
    const one = { starts: Float64Array.of(flat(3, 3, 3)), lengths: Int32Array.of(1) };
    expect(centreLines(one, shape, { dustThreshold: 0 })).to.deep.include({
      parents: Int32Array.of(-1),
      radii: Float64Array.of(1),
    });
    expect(() => centreLines(one, shape, { scale: -1 })).to.throw(/scale: expected a number from 0/);
    expect(() => centreLines(one, shape, { voxelEdges: [1, 0, 1] })).to.throw(/voxelEdges: expected three lengths/);
  });

  it("leaves no voxel farther from its lines than it says, whatever the shape", () => {
    const place = fc.tuple(fc.nat({ max: 39 }), fc.nat({ max: 49 }), fc.nat({ max: 59 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (edges, fixBranching) => {
          const runs = tubes(2, ...edges.flat());
          const lines = centreLines(runs, shape, {
            fixBranching,
            dustThreshold: 0,
            somaDetection: 99,
            somaAcceptance: 99,
          });
          const voxels = voxelsOfRuns(runs);
          const radii = distanceToBackground(runs, shape);
          const radiusOf = new Map(Array.from(voxels, (voxel, i) => [voxel, radii[i]!]));
          lines.parents.forEach((parent, i) => {
            expect(lines.radii[i]).to.equal(radiusOf.get(flat(lines.z[i]!, lines.y[i]!, lines.x[i]!)));
            expect(parent).to.be.below(i);
            const steps = [lines.z, lines.y, lines.x].map((along) =>
              Math.abs(along[i]! - (along[parent] ?? along[i]! + 1)),
            );
            expect(Math.max(...steps)).to.equal(1);
          });
          for (const voxel of voxels) {
            const [z, y, x] = [Math.floor(voxel / 3000), Math.floor(voxel / 60) % 50, voxel % 60];
            const isNear = lines.radii.some((radius, i) => {
              const half = 1.5 * radius + 3;
              return Math.max(Math.abs(lines.z[i]! - z), Math.abs(lines.y[i]! - y), Math.abs(lines.x[i]! - x)) <= half;
            });
            expect(isNear).to.equal(true);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
