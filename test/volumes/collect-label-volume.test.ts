import { expect } from "chai";
import fc from "fast-check";
import { collectLabelVolume } from "../../src/volumes/collect-label-volume.js";
import { runsOfVoxels } from "../../src/volumes/runs-of-voxels.js";
import { caught } from "../support/caught.js";
import { collectDense, denseLabels, voxelsOfLabel } from "../support/dense-labels.js";

/** Collects runs that are written down as [label, start, length]. */
function collected(shape: readonly number[], runs: readonly (readonly number[])[], options = {}) {
  return collectLabelVolume(
    shape,
    async (onRun) => {
      for (const [label, start, length] of runs) onRun(label!, start!, length!);
    },
    options,
  );
}

describe("collecting a label volume", () => {
  it("finds the instances of an array, by channel and label", async () => {
    const check = fc.asyncProperty(denseLabels(), async (dense) => {
      const volume = await collectDense(dense);
      expect([volume.channels, ...volume.shape]).to.deep.equal(dense.shape);
      const expected = [];
      for (let channel = 0; channel < dense.shape[0]; channel++) {
        for (const label of [1, 2, 3]) {
          const voxels = voxelsOfLabel(dense, channel, label);
          if (voxels.length > 0) expected.push({ channel, label, runs: runsOfVoxels(voxels, volume.shape) });
        }
      }
      expect(volume.instances).to.deep.equal(expected);
    });
    await fc.assert(check);
  });

  it("takes runs in any order, cut anywhere", async () => {
    const pieces = denseLabels().chain((dense) => {
      const voxels = Array.from(dense.values, (label, place) => [label, place, 1]).filter(([label]) => label !== 0);
      return fc.shuffledSubarray(voxels, { minLength: voxels.length }).map((runs) => ({ dense, runs }));
    });
    const check = fc.asyncProperty(pieces, async ({ dense, runs }) => {
      expect(await collected(dense.shape, runs)).to.deep.equal(await collectDense(dense));
    });
    await fc.assert(check);
  });

  it("does not join runs over the end of a row, and counts a voxel that is told twice once", async () => {
    const { instances } = await collected(
      [2, 3, 4],
      [
        [5, 2, 2],
        [5, 4, 3],
        [5, 5, 1],
        [5, 6, 2],
      ],
    );
    expect(instances).to.deep.equal([
      { channel: 0, label: 5, runs: { starts: Float64Array.of(2, 4), lengths: Int32Array.of(2, 4) } },
    ]);
  });

  it("takes z, y, x and channels, and axes of length 1 before them", async () => {
    const shapes = [
      [[4, 6], 1, [1, 4, 6]],
      [[3, 4, 6], 1, [3, 4, 6]],
      [[2, 3, 4, 6], 2, [3, 4, 6]],
      [[1, 1, 2, 3, 4, 6], 2, [3, 4, 6]],
    ] as const;
    for (const [given, channels, shape] of shapes) {
      expect(await collected(given, [])).to.deep.equal({ channels, shape, instances: [] });
    }
  });

  it("refuses shapes of no volume", async () => {
    const wrong = [
      [],
      [5],
      [2, 0, 4],
      [2, -1, 4],
      [2, 1.5, 4],
      [2, 2, 3, 4, 6],
      [2 ** 20, 2 ** 20, 2 ** 20],
      [1, 1, 2 ** 31],
      [2 ** 17, 1, 1, 1],
    ];
    for (const shape of wrong) {
      expect((await caught(collected(shape, []))).message).to.match(/^shape: expected /);
    }
  });

  it("accepts whole labels of any type and size", async () => {
    const { instances } = await collected(
      [1, 1, 4],
      [
        [2 ** 53 - 1, 0, 1],
        [7, 1, 1],
        [0, 2, 1],
        [-0, 3, 1],
      ],
    );
    expect(instances.map(({ label }) => label)).to.deep.equal([7, 2 ** 53 - 1]);
  });

  it("names the voxel of what is no label", async () => {
    for (const label of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      const error = await caught(collected([2, 3, 4, 5], [[label, 60 + 20 + 7, 1]], { file: "made.h5" }));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(/^made\.h5: voxel \(1, 1, 1, 2\): expected a label/);
      expect(error.message).to.contain(`found ${label}`);
    }
    const error = await caught(collected([3, 4, 5], [[0.5, 27, 1]]));
    expect(error.message).to.match(/^labels: voxel \(1, 1, 2\): /);
  });

  it("refuses runs outside of the array or their row", async () => {
    const wrong = [
      [-1, 1],
      [24, 1],
      [3, 2],
      [0, 0],
      [Number.NaN, 1],
    ] as const;
    for (const [start, length] of wrong) {
      expect(await caught(collected([2, 3, 4], [[1, start, length]])), `${start}`).to.have.property("tag", "argument");
    }
  });

  it("stops at its limits and says what to do", async () => {
    const runs = [1, 2, 3].map((label) => [label, 2 * label, 1]);
    await collected([1, 1, 9], runs, { maximumRuns: 3, maximumInstances: 3 });
    const tooManyRuns = await caught(collected([1, 1, 9], runs, { maximumRuns: 2 }));
    expect(tooManyRuns.message).to.contain("at most 2 runs").and.to.contain("raise maximumRuns");
    const many = Array.from({ length: 3001 }, (_, i) => [1 + (i % 2), 2 * i, 1]);
    await collected([1, 1, 7000], many, { maximumRuns: 3001 });
    expect(await caught(collected([1, 1, 7000], many, { maximumRuns: 3000 }))).to.have.property("tag", "format");
    const tooManyLabels = await caught(collected([1, 1, 9], runs, { maximumInstances: 2 }));
    expect(tooManyLabels.message).to.contain("at most 2 instances").and.to.contain("raise maximumInstances");
  });
});
