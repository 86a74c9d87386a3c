import { expect } from "chai";
import fc from "fast-check";
import { accumulateInstances } from "../../src/volumes/accumulate-instances.js";
import type { Covariance } from "../../src/volumes/exact-covariance.js";
import { voxelsOfRuns } from "../../src/volumes/voxels-of-runs.js";
import { collectDense, denseLabels } from "../support/dense-labels.js";

/** A box of voxels far from the origin of a volume of 10^15 voxels. */
const shape = [100_000, 100_000, 100_000] as const;
const box = { low: [99_990, 98_000, 0], lengths: [10, 2000, 100_000] } as const;

/** Tells a box row by row. */
function tellBox(onRun: (label: number, start: number, length: number) => void, { low, lengths } = box): void {
  for (let z = low[0]; z < low[0] + lengths[0]; z++) {
    for (let y = low[1]; y < low[1] + lengths[1]; y++) onRun(1, (z * shape[1] + y) * shape[2] + low[2], lengths[2]);
  }
}

/** Covariances of the box and the voxel (0, 0, 0) in whole numbers, which no float can round. */
function covarianceOfBoxAndOrigin(): Covariance {
  const n = BigInt(box.lengths[0] * box.lengths[1] * box.lengths[2]);
  const along = box.lengths.map((length, axis) => {
    const places = Array.from({ length }, (_, i) => BigInt(box.low[axis]! + i));
    const sum = places.reduce((total, place) => total + place, 0n);
    return { sum, squares: places.reduce((total, place) => total + place * place, 0n), length: BigInt(length) };
  });
  const all = n + 1n;
  const sumOf = (axis: number) => (along[axis]!.sum * n) / along[axis]!.length;
  const entry = (a: number, b: number) => {
    const product =
      a === b
        ? (along[a]!.squares * n) / along[a]!.length
        : (along[a]!.sum * along[b]!.sum * n) / (along[a]!.length * along[b]!.length);
    const scaled = ((all * product - sumOf(a) * sumOf(b)) << 64n) / (all * all);
    return Number(scaled) / 2 ** 64;
  };
  return { zz: entry(0, 0), yy: entry(1, 1), xx: entry(2, 2), zy: entry(0, 1), zx: entry(0, 2), yx: entry(1, 2) };
}

describe("accumulating instances", () => {
  it("keeps all digits of 2 · 10^9 voxels far from the origin", () => {
    const { onRun, measures } = accumulateInstances(shape);
    tellBox(onRun);
    const variance = (length: number) => (length ** 2 - 1) / 12;
    expect(measures()).to.deep.equal([
      {
        channel: 0,
        label: 1,
        voxels: 2e9,
        low: [99_990, 98_000, 0],
        high: [100_000, 100_000, 100_000],
        centroid: [99_994.5, 98_999.5, 49_999.5],
        covariance: { zz: variance(10), yy: variance(2000), xx: variance(100_000), zy: 0, zx: 0, yx: 0 },
      },
    ]);
  });

  it("keeps them where the first voxel lies far from all others", () => {
    const { onRun, measures } = accumulateInstances(shape);
    onRun(1, 0, 1);
    tellBox(onRun);
    const { covariance, voxels } = measures()[0]!;
    expect(voxels).to.equal(2e9 + 1);
    for (const [entry, expected] of Object.entries(covarianceOfBoxAndOrigin())) {
      const found = covariance![entry as keyof Covariance];
      expect(found, entry).to.be.closeTo(expected, 4e-16 * Math.abs(expected));
    }
  });

  it("gives the moments of the voxels, computed in two passes", async () => {
    const check = fc.asyncProperty(denseLabels(), async (dense) => {
      const volume = await collectDense(dense);
      const [, height, rowLength] = volume.shape;
      const size = volume.shape[0] * height * rowLength;
      const { onRun, measures } = accumulateInstances(dense.shape);
      for (const { channel, label, runs } of volume.instances) {
        runs.starts.forEach((start, run) => {
          onRun(label, channel * size + start, runs.lengths[run]!);
        });
      }
      const measured = measures();
      expect(measured.length).to.equal(volume.instances.length);
      volume.instances.forEach(({ channel, label, runs }, i) => {
        const places = Array.from(voxelsOfRuns(runs), (voxel) => [
          Math.floor(voxel / rowLength / height),
          Math.floor(voxel / rowLength) % height,
          voxel % rowLength,
        ]);
        const axis = (a: number) => places.map((place) => place[a]!);
        const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
        const covariance = (a: number, b: number) =>
          mean(places.map((place) => (place[a]! - mean(axis(a))) * (place[b]! - mean(axis(b)))));
        const found = measured[i]!;
        expect([found.channel, found.label, found.voxels]).to.deep.equal([channel, label, places.length]);
        expect(found.low).to.deep.equal([0, 1, 2].map((a) => Math.min(...axis(a))));
        expect(found.high).to.deep.equal([0, 1, 2].map((a) => Math.max(...axis(a)) + 1));
        [0, 1, 2].forEach((a) => {
          expect(found.centroid[a]).to.be.closeTo(mean(axis(a)), 1e-12);
        });
        const pairs = { zz: [0, 0], yy: [1, 1], xx: [2, 2], zy: [0, 1], zx: [0, 2], yx: [1, 2] } as const;
        for (const [entry, [a, b]] of Object.entries(pairs)) {
          expect(found.covariance![entry as keyof Covariance]).to.be.closeTo(covariance(a, b), 1e-12);
        }
      });
    });
    await fc.assert(check, { numRuns: 60 });
  });

  it("leaves the covariance out where it is not asked for", () => {
    const { onRun, measures } = accumulateInstances([2, 2, 2], { withShape: false });
    onRun(1, 2, 2);
    expect(measures()[0]).to.include({ voxels: 2, covariance: null });
  });

  it("holds many instances", () => {
    const { onRun, measures } = accumulateInstances([10, 100, 100]);
    for (let place = 0; place < 100_000; place++) onRun(((place * 7919) % 5003) + 1, place, 1);
    const all = measures();
    expect(all.map(({ label }) => label)).to.deep.equal(Array.from({ length: 5003 }, (_, i) => i + 1));
    expect(all.reduce((sum, { voxels }) => sum + voxels, 0)).to.equal(100_000);
  });
});
