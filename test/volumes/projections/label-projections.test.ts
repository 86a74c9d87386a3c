import { readFileSync } from "node:fs";
import { expect } from "chai";
import * as fc from "fast-check";
import { openZarr } from "../../../src/formats/zarr.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { collectLabelVolume } from "../../../src/volumes/collect-label-volume.js";
import type { LabelVolume, VolumeShape } from "../../../src/volumes/label-volume.js";
import { labelProjector } from "../../../src/volumes/projections/label-projector.js";
import { projectLabels } from "../../../src/volumes/projections/project-labels.js";
import { projectionAxes, projectionPlan } from "../../../src/volumes/projections/projection-size.js";
import { runsOfVoxels } from "../../../src/volumes/runs-of-voxels.js";
import { voxelsOfRuns } from "../../../src/volumes/voxels-of-runs.js";
import { readPng } from "../../support/read-png.js";
import { realData } from "../../support/real-data.js";

/** Volumes of instances that may share voxels, in channels of their own. */
const volumes = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 8 }))
  .chain((shape) => {
    const size = shape[0] * shape[1] * shape[2];
    const voxels = fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: size });
    return fc.array(voxels, { minLength: 1, maxLength: 4 }).map(
      (list): LabelVolume => ({
        shape,
        channels: list.length,
        instances: list.map((own, channel) => ({
          ...{ channel, label: channel + 1 },
          runs: runsOfVoxels(Float64Array.from(own).sort(), shape),
        })),
      }),
    );
  });

describe("projectLabels", () => {
  it("sees at each pixel what a walk along every line of voxels meets", () => {
    const rules = fc.constantFrom("smallest", "largest", "first", "last");
    const step = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(
        volumes,
        fc.constantFrom(...projectionAxes),
        rules,
        step,
        fc.nat(),
        (volume, axis, inFront, step, seed) => {
          const plan = projectionPlan[axis];
          const length = volume.shape[plan.along];
          const from = seed % length;
          const to = from + 1 + ((seed >> 4) % (length - from));
          const found = projectLabels(volume, { axis, from, to, step, inFront });
          const columns = Math.ceil(volume.shape[plan.columns] / step);
          const met = Array.from(
            { length: Math.ceil(volume.shape[plan.rows] / step) * columns },
            () => new Set<number>(),
          );
          const sizes = volume.instances.map(({ runs }, instance) => {
            const voxels = voxelsOfRuns(runs);
            for (const voxel of voxels) {
              const at = placeOf(voxel, volume.shape);
              if (at[plan.along] < from || at[plan.along] >= to) continue;
              met[Math.floor(at[plan.rows] / step) * columns + Math.floor(at[plan.columns] / step)]!.add(instance);
            }
            return voxels.length;
          });
          const ranks = {
            smallest: sizes.map((size) => -size),
            largest: sizes,
            first: sizes.map((_, i) => -i),
            last: sizes.map((_, i) => i),
          };
          const seen = met.map(
            (own) => [...own].sort((a, b) => ranks[inFront][b]! - ranks[inFront][a]! || b - a)[0] ?? -1,
          );
          expect([...found.front]).to.deep.equal(seen);
          expect([...found.several]).to.deep.equal(met.map((own) => Number(own.size > 1)));
          expect([...found.pixels]).to.deep.equal(
            sizes.map((_, instance) => met.filter((own) => own.has(instance)).length),
          );
          expect(found.covered).to.equal(met.filter((own) => own.size > 0).length);
        },
      ),
      { numRuns: 400, seed: 3 },
    );
  });

  it("refuses planes, steps and runs outside of the volume, and pictures too large", () => {
    const shape: VolumeShape = [4, 5, 6];
    const ranks = [0];
    expect(() => labelProjector(shape, { axis: "z", ranks, from: 2, to: 5 })).to.throw(/inside 0 to 4 along z/);
    expect(() => labelProjector(shape, { axis: "y", ranks, step: 0 })).to.throw(/step/);
    expect(() => labelProjector([2, 1e9, 1e9], { axis: "z", ranks })).to.throw(/67 million/);
    expect(() => labelProjector([2, Number.NaN, 3], { axis: "z", ranks })).to.throw(/three whole lengths/);
    const { tell } = labelProjector(shape, { axis: "x", ranks });
    expect(() => tell(0, 0, 0, 4, 3)).to.throw(/runs of 1 instances inside 4 × 5 × 6/);
    expect(() => tell(1, 0, 0, 0, 1)).to.throw(/instance 1/);
  });

  it("shows R14A02 as NumPy and the published picture do", async function () {
    this.timeout(60000);
    const store = await openZarr(folderFiles(realData(this, "fisbe/gt/R14A02-20180905_65_A6.zarr")));
    const array = await store.array("volumes/gt_instances");
    const volume = await collectLabelVolume(array.shape, (onRun) => array.foreground(onRun));
    const along = projectLabels(volume, { axis: "z" });
    // reference values by NumPy
    expect([...along.pixels]).to.deep.equal([9983, 5070, 5846, 8320, 881, 5055, 3442]);
    expect([along.rows, along.columns, along.covered]).to.deep.equal([685, 686, 36634]);
    const picture = readPng(readFileSync(realData(this, "fisbe/mips/R14A02-20180905_65_A6_gt.png")));
    const isDrawn = (pixel: number) => picture.pixels.subarray(3 * pixel, 3 * pixel + 3).some((part) => part > 0);
    let [drawn, both, unmoved] = [0, 0, 0];
    for (let pixel = 0; pixel < picture.width * picture.height; pixel++) {
      const [row, column] = [Math.floor(pixel / picture.width), pixel % picture.width];
      if (!isDrawn(pixel)) continue;
      drawn += 1;
      // the picture lacks the first column of the volume
      if (along.front[row * along.columns + column + 1]! >= 0) both += 1;
      if (along.front[row * along.columns + column]! >= 0) unmoved += 1;
    }
    // the picture is thicker: all of the projection lies inside of it
    expect([drawn, both, unmoved]).to.deep.equal([40898, 36634, 36628]);
  });
});

function placeOf(voxel: number, [, height, width]: VolumeShape): VolumeShape {
  const row = Math.floor(voxel / width);
  return [Math.floor(row / height), row % height, voxel % width];
}
