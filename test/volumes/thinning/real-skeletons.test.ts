import { expect } from "chai";
import type { BlockedArray } from "../../../src/formats/blocked-array.js";
import { hdf5BlockedArray } from "../../../src/formats/hdf5-blocks.js";
import { openZarr } from "../../../src/formats/zarr.js";
import { fileSource } from "../../../src/node/file-source.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { collectLabelVolume } from "../../../src/volumes/collect-label-volume.js";
import { countVoxels } from "../../../src/volumes/count-voxels.js";
import type { LabelVolume } from "../../../src/volumes/label-volume.js";
import { thin } from "../../../src/volumes/thinning/thin.js";
import { parquetRows } from "../../support/parquet-rows.js";
import { realData } from "../../support/real-data.js";

const sample = "R14A02-20180905_65_A6";

interface SkeletonVoxel {
  readonly kind: "gt" | "pred";
  readonly instance: number;
  readonly z: number;
  readonly y: number;
  readonly x: number;
}

/** Flat indices of the golden skeletons of a kind, by instance. */
async function goldenSkeletons(test: Mocha.Context, kind: "gt" | "pred"): Promise<Map<number, number[]>> {
  const file = realData(test, `fisbe/golden/skeleton_voxels_${sample}.parquet`);
  const skeletons = new Map<number, number[]>();
  for (const row of await parquetRows<SkeletonVoxel>(file)) {
    if (row.kind !== kind) continue;
    const voxels = skeletons.get(row.instance) ?? [];
    voxels.push((row.z * 685 + row.y) * 686 + row.x);
    skeletons.set(row.instance, voxels);
  }
  return skeletons;
}

function collect(array: BlockedArray): Promise<LabelVolume> {
  return collectLabelVolume(array.shape, (onRun) => array.foreground(onRun));
}

describe("thin: a real sample", () => {
  it("gives the skeletons of all neurons of the ground truth", async function () {
    const expected = await goldenSkeletons(this, "gt");
    const store = await openZarr(folderFiles(realData(this, `fisbe/gt/${sample}.zarr`)));
    const { instances, shape } = await collect(await store.array("volumes/gt_instances"));
    const sizes: number[] = [];
    for (const { label, runs } of instances) {
      const { voxels, vanishedComponents } = thin(runs, shape);
      expect([...voxels], `instance ${label}`).to.deep.equal(expected.get(label));
      // the skeletons have as many pieces as the neurons
      expect(vanishedComponents, `instance ${label}`).to.equal(0);
      expect(thin(runs, shape, { keepEven: true }).voxels).to.deep.equal(voxels);
      sizes.push(voxels.length);
    }
    expect(sizes).to.deep.equal([3220, 4116, 7690, 4248, 465, 3594, 4425]);
  });

  it("gives the skeletons of all instances of a prediction of more than 800 voxels", async function () {
    const expected = await goldenSkeletons(this, "pred");
    const source = await fileSource(realData(this, `fisbe/pred/${sample}.hdf`));
    const { instances, shape } = await collect(await hdf5BlockedArray(source, "/volumes/gmm_label_cleaned"));
    const large = instances.filter(({ runs }) => countVoxels(runs) > 800);
    const sizes = large.map(({ runs }, i) => {
      const { voxels } = thin(runs, shape);
      expect([...voxels], `instance ${i + 1}`).to.deep.equal(expected.get(i + 1));
      return voxels.length;
    });
    expect(sizes).to.deep.equal([33, 1877, 1392, 16, 156, 173, 18, 142, 2342]);
  });
});
