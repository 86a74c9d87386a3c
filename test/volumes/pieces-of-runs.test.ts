import { expect } from "chai";
import fc from "fast-check";
import { componentsOfRuns } from "../../src/volumes/components-of-runs.js";
import { piecesOfRuns } from "../../src/volumes/pieces-of-runs.js";
import { runsOfVoxels } from "../../src/volumes/runs-of-voxels.js";
import { voxelsOfRuns } from "../../src/volumes/voxels-of-runs.js";
import { caught } from "../support/caught.js";
import { voxelSets } from "../support/dense-labels.js";

describe("pieces of runs", () => {
  const shape = [1, 2, 12] as const;
  // pieces of 1, 3, 2 and 3 voxels
  const runs = runsOfVoxels([0, 2, 3, 4, 6, 7, 9, 10, 11], shape);

  it("have sizes, boxes and ranks; of equal ones the first ranks higher", () => {
    const { pieces } = piecesOfRuns(runs, shape);
    expect(pieces.map(({ voxels }) => voxels)).to.deep.equal([1, 3, 2, 3]);
    expect(pieces.map(({ rank }) => rank)).to.deep.equal([4, 1, 3, 2]);
    expect(pieces[3]).to.deep.equal({ rank: 2, voxels: 3, low: [0, 0, 9], high: [1, 1, 12], kept: true });
  });

  it("are dust below a number of voxels, and kept from it on", () => {
    const { pieces, kept } = piecesOfRuns(runs, shape, { dust: 2 });
    expect(pieces.map((piece) => piece.kept)).to.deep.equal([false, true, true, true]);
    expect(Array.from(voxelsOfRuns(kept))).to.deep.equal([2, 3, 4, 6, 7, 9, 10, 11]);
  });

  it("are kept where they are among the largest, and no dust", () => {
    expect(Array.from(piecesOfRuns(runs, shape, { largest: 1 }).kept.starts)).to.deep.equal([2]);
    expect(Array.from(piecesOfRuns(runs, shape, { largest: 3 }).kept.starts)).to.deep.equal([2, 6, 9]);
    expect(Array.from(piecesOfRuns(runs, shape, { largest: 3, dust: 3 }).kept.starts)).to.deep.equal([2, 9]);
    expect(piecesOfRuns(runs, shape, { largest: 0 }).kept.starts.length).to.equal(0);
  });

  it("are what is left of dense volumes", () => {
    fc.assert(
      fc.property(
        voxelSets(1),
        fc.constantFrom(6 as const, 18 as const, 26 as const),
        fc.nat(4),
        fc.nat(4),
        (made, connectivity, dust, largest) => {
          const set = made.sets[0]!;
          const { count, componentOf } = componentsOfRuns(set.runs, made.shape, connectivity);
          const sizes = Array.from({ length: count }, () => 0);
          componentOf.forEach((piece, run) => {
            sizes[piece]! += set.runs.lengths[run]!;
          });
          const kept = sizes
            .map((size, piece) => ({ size, piece }))
            .sort((a, b) => b.size - a.size)
            .slice(0, largest)
            .filter(({ size }) => size >= dust)
            .map(({ piece }) => piece);
          const found = piecesOfRuns(set.runs, made.shape, { connectivity, dust, largest });
          expect(found.pieces.map(({ voxels }) => voxels)).to.deep.equal(sizes);
          expect(new Set(found.pieces.flatMap((piece, i) => (piece.kept ? [i] : [])))).to.deep.equal(new Set(kept));
          const keptVoxels = kept.reduce((sum, piece) => sum + sizes[piece]!, 0);
          expect(voxelsOfRuns(found.kept).length).to.equal(keptVoxels);
        },
      ),
    );
  });

  it("hang together by corners unless told otherwise", () => {
    const corner = runsOfVoxels([0, 5], [1, 2, 4]);
    expect(piecesOfRuns(corner, [1, 2, 4]).pieces.length).to.equal(1);
    expect(piecesOfRuns(corner, [1, 2, 4], { connectivity: 6 }).pieces.length).to.equal(2);
  });

  it("refuse limits that cannot be meant", async () => {
    for (const options of [{ dust: -1 }, { largest: Number.NaN }]) {
      expect(await caught(() => piecesOfRuns(runs, shape, options))).to.have.property("tag", "argument");
    }
  });
});
