import { expect } from "chai";
import fc from "fast-check";
import { instancePairs } from "../../src/volumes/instance-pairs.js";
import type { LabelVolume } from "../../src/volumes/label-volume.js";
import { volumeOverlaps } from "../../src/volumes/volume-overlaps.js";
import { collectDense, type DenseLabels, denseLabels } from "../support/dense-labels.js";
import { madeLabels } from "../support/made-labels.js";

/** The instances, as the volume counts them, that own each voxel. */
function ownersOf({ shape, values }: DenseLabels, { instances }: LabelVolume): number[][] {
  const size = values.length / shape[0];
  return Array.from({ length: size }, (_, voxel) =>
    instances.flatMap(({ channel, label }, i) => (values[channel * size + voxel] === label ? [i] : [])),
  );
}

/** Pairs by looking at every voxel and its next ones: "a,b" to shared voxels and faces across z, y, x. */
function densePairs(dense: DenseLabels, volume: LabelVolume): Map<string, number[]> {
  const owners = ownersOf(dense, volume);
  const counts = new Map<string, number[]>();
  const add = (one: number, other: number, which: number) => {
    const key = `${Math.min(one, other)},${Math.max(one, other)}`;
    if (!counts.has(key)) counts.set(key, [0, 0, 0, 0]);
    counts.get(key)![which]!++;
  };
  const [depth, height, rowLength] = volume.shape;
  owners.forEach((here, voxel) => {
    here.forEach((one, k) => {
      for (const other of here.slice(k + 1)) add(one, other, 0);
    });
    const steps = [
      [height * rowLength, Math.floor(voxel / rowLength / height) + 1 < depth],
      [rowLength, (Math.floor(voxel / rowLength) % height) + 1 < height],
      [1, (voxel % rowLength) + 1 < rowLength],
    ] as const;
    steps.forEach(([step, isInside], axis) => {
      const next = isInside ? owners[voxel + step]! : [];
      if (here.length === 1 && next.length === 1 && here[0] !== next[0]) add(here[0]!, next[0]!, axis + 1);
    });
  });
  return counts;
}

describe("pairs of instances", () => {
  it("touch in as many faces as cc3d.contacts counts", async () => {
    const pairs = instancePairs(await collectDense(madeLabels()));
    const faces = pairs.map((pair) => [pair.a, pair.b, pair.faces[0] + pair.faces[1] + pair.faces[2]]);
    // cc3d 4.1.1, contacts(…, connectivity=6, surface_area=True); then with anisotropy=(5, 3, 2)
    expect(faces).to.deep.equal([
      [0, 1, 17],
      [0, 2, 19],
      [1, 2, 28],
    ]);
    const areas = pairs.map(({ faces: [z, y, x] }) => 6 * z + 10 * y + 15 * x);
    expect(areas).to.deep.equal([193, 224, 295]);
  });

  it("share voxels and faces as all voxels together say", async () => {
    const check = fc.asyncProperty(denseLabels(), async (dense) => {
      const volume = await collectDense(dense);
      const found = new Map(
        instancePairs(volume).map(({ a, b, overlapVoxels, faces }) => [`${a},${b}`, [overlapVoxels, ...faces]]),
      );
      expect(found).to.deep.equal(densePairs(dense, volume));
    });
    await fc.assert(check, { numRuns: 200 });
  });

  it("come by the first instance, then by the second", async () => {
    const check = fc.asyncProperty(denseLabels({ labels: 6 }), async (dense) => {
      const pairs = instancePairs(await collectDense(dense));
      expect(pairs).to.deep.equal([...pairs].sort((left, right) => left.a - right.a || left.b - right.b));
      for (const { a, b } of pairs) expect(a).to.be.lessThan(b);
    });
    await fc.assert(check);
  });

  it("do not touch over the sides of a volume", async () => {
    // ends and beginnings of rows, and last and first rows of planes
    for (const pair of [
      [2, 3],
      [8, 9],
      [7, 10],
    ]) {
      const values = new Float64Array(18);
      pair.forEach((voxel, i) => {
        values[voxel] = i + 1;
      });
      expect(instancePairs(await collectDense({ shape: [1, 2, 3, 3], values }))).to.deep.equal([]);
    }
  });
});

describe("overlaps of a volume", () => {
  it("count voxels by how many instances they belong to", async () => {
    const check = fc.asyncProperty(denseLabels(), async (dense) => {
      const volume = await collectDense(dense);
      const owners = ownersOf(dense, volume);
      expect(volumeOverlaps(volume)).to.deep.equal({
        foregroundVoxels: owners.filter(({ length }) => length > 0).length,
        sharedVoxels: owners.filter(({ length }) => length > 1).length,
        overlapVoxels: Float64Array.from(
          volume.instances,
          (_, i) => owners.filter((here) => here.length > 1 && here.includes(i)).length,
        ),
      });
    });
    await fc.assert(check);
  });
});
