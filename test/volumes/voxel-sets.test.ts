import { expect } from "chai";
import fc from "fast-check";
import { containsVoxel } from "../../src/volumes/contains-voxel.js";
import { countShared } from "../../src/volumes/count-shared.js";
import { countVoxels } from "../../src/volumes/count-voxels.js";
import { firstEndingAfter } from "../../src/volumes/first-ending-after.js";
import { runsOfVoxels } from "../../src/volumes/runs-of-voxels.js";
import { runsWithout } from "../../src/volumes/runs-without.js";
import { sharedRuns } from "../../src/volumes/shared-runs.js";
import { unionOfRuns } from "../../src/volumes/union-of-runs.js";
import { voxelsOfRuns } from "../../src/volumes/voxels-of-runs.js";
import { caught } from "../support/caught.js";
import { voxelSets } from "../support/dense-labels.js";

/** Two sets of one volume. */
const pairs = voxelSets(2).map(({ shape, sets }) => ({ shape, a: sets[0]!, b: sets[1]! }));

/** The runs of voxels that are told by a rule, which are the only list that this set has. */
function runsWhere(shape: readonly [number, number, number], keeps: (voxel: number) => boolean) {
  const size = shape[0] * shape[1] * shape[2];
  return runsOfVoxels(
    Array.from({ length: size }, (_, voxel) => voxel).filter((voxel) => keeps(voxel)),
    shape,
  );
}

describe("sets of voxels", () => {
  it("are runs that end with their rows", () => {
    const runs = runsOfVoxels([0, 1, 3, 4, 5, 6, 9, 10], [2, 2, 4]);
    expect(Array.from(runs.starts)).to.deep.equal([0, 3, 4, 9]);
    expect(Array.from(runs.lengths)).to.deep.equal([2, 1, 3, 2]);
  });

  it("hold the voxels they were made of", () => {
    fc.assert(
      fc.property(voxelSets(1), ({ sets: [set] }) => {
        expect(Array.from(voxelsOfRuns(set!.runs))).to.deep.equal([...set!.voxels]);
        expect(countVoxels(set!.runs)).to.equal(set!.voxels.size);
      }),
    );
  });

  it("tell which voxels they hold", () => {
    fc.assert(
      fc.property(voxelSets(1), ({ shape, sets: [set] }) => {
        for (let voxel = 0; voxel < shape[0] * shape[1] * shape[2]; voxel++) {
          expect(containsVoxel(set!.runs, voxel)).to.equal(set!.voxels.has(voxel));
          const ends = Array.from(set!.runs.starts, (start, run) => start + set!.runs.lengths[run]!);
          const first = ends.findIndex((end) => end > voxel);
          expect(firstEndingAfter(set!.runs, voxel)).to.equal(first < 0 ? ends.length : first);
        }
      }),
    );
  });

  it("have unions, shared voxels and rests like plain sets", () => {
    fc.assert(
      fc.property(pairs, ({ shape, a, b }) => {
        const both = runsWhere(shape, (voxel) => a.voxels.has(voxel) && b.voxels.has(voxel));
        expect(sharedRuns(a.runs, b.runs)).to.deep.equal(both);
        expect(countShared(a.runs, b.runs)).to.equal(countVoxels(both));
        const rest = runsWhere(shape, (voxel) => a.voxels.has(voxel) && !b.voxels.has(voxel));
        expect(runsWithout(a.runs, b.runs)).to.deep.equal(rest);
        const either = runsWhere(shape, (voxel) => a.voxels.has(voxel) || b.voxels.has(voxel));
        expect(unionOfRuns([a.runs, b.runs], shape)).to.deep.equal(either);
      }),
    );
  });

  it("have a union of any number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }).chain(voxelSets), ({ shape, sets }) => {
        const expected = runsWhere(shape, (voxel) => sets.some(({ voxels }) => voxels.has(voxel)));
        const union = unionOfRuns(
          sets.map(({ runs }) => runs),
          shape,
        );
        expect(union).to.deep.equal(expected);
      }),
    );
  });

  it("reach beyond 32 bits", () => {
    const shape = [100_000, 1000, 1000] as const;
    const far = runsOfVoxels([99_999_999_998, 99_999_999_999], shape);
    expect(Array.from(far.starts)).to.deep.equal([99_999_999_998]);
    expect(countShared(far, runsOfVoxels([99_999_999_999], shape))).to.equal(1);
    expect(containsVoxel(far, 99_999_999_999)).to.equal(true);
  });

  it("are refused where indices do not rise, are no whole numbers or lie outside", async () => {
    for (const voxels of [[1, 1], [2, 1], [8], [-1], [0.5], [Number.NaN]]) {
      expect(await caught(() => runsOfVoxels(voxels, [2, 2, 2]))).to.have.property("tag", "argument");
    }
  });
});
