import { expect } from "chai";
import type { LabelVolume, VolumeShape } from "../../../src/volumes/label-volume.js";
import { prepareInstances } from "../../../src/volumes/metrics/prepare-instances.js";
import type { ScoredSide } from "../../../src/volumes/metrics/scored-instance.js";
import { voxelsOfRuns } from "../../../src/volumes/voxels-of-runs.js";
import { boxVoxels, type InstanceVoxels, labelVolume } from "../../support/label-volumes.js";
import { messageOf } from "../../support/message-of.js";

const shape: VolumeShape = [2, 10, 10];

function told({ instances }: ScoredSide): readonly (readonly number[])[] {
  return instances.map(({ id, channel, label, voxels }) => [id, channel, label, voxels]);
}

function volume(
  ...instances: readonly (readonly [channel: number, label: number, voxels: readonly number[]])[]
): LabelVolume {
  return labelVolume(
    shape,
    instances.map(([channel, label, voxels]): InstanceVoxels => ({ channel, label, voxels })),
  );
}

describe("preparing instances", () => {
  it("counts them by channel, then by label, one label in two channels twice", () => {
    const gt = volume([0, 10, [1]], [0, 5, [2]], [2, 5, [1, 3]]);
    const { gt: side, dim } = prepareInstances(gt, gt, { filter: 0, dim: [5] });
    expect(told(side)).to.deep.equal([
      [1, 0, 5, 1],
      [2, 0, 10, 1],
      [3, 2, 5, 2],
    ]);
    expect(dim).to.deep.equal([1, 3]);
    expect([...voxelsOfRuns(side.shared)]).to.deep.equal([1]);
  });

  it("says which listed labels are not there, and that nobody listed any", () => {
    const gt = volume([0, 3, [1]]);
    const { dim, warnings } = prepareInstances(gt, gt, { dim: [3, 4] });
    expect(dim).to.deep.equal([1]);
    expect(warnings.map(({ code, message }) => [code, /label 4 /.test(message)])).to.deep.equal([
      ["unknown-dim", true],
    ]);
    expect(prepareInstances(gt, gt).dim).to.equal(null);
  });

  it("filters labels by their voxels in all channels, at most as many as the filter says", () => {
    const pred = volume([0, 2, [1, 2]], [1, 2, [3]], [0, 3, [4, 5, 6]], [1, 4, [7, 8, 9, 10]]);
    const kept = (filter: number): readonly number[] =>
      prepareInstances(volume([0, 1, [1]]), pred, { filter }).pred.instances.map(({ label }) => label);
    expect(kept(0)).to.deep.equal([2, 3, 2, 4]);
    expect(kept(2)).to.deep.equal([2, 3, 2, 4]);
    expect(kept(3)).to.deep.equal([4]);
    expect(kept(4)).to.deep.equal([]);
  });

  it("filters masks one by one and says that the reference does not", () => {
    const masks = volume([1, 1, [1, 2]], [3, 1, [3]], [4, 1, [3, 4]]);
    const { pred, gt, dim, warnings } = prepareInstances(masks, masks, { filter: 1, dim: [2] });
    expect(told(pred)).to.deep.equal([
      [1, 1, 1, 2],
      [2, 4, 1, 2],
    ]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["binary-masks"]);
    // the second channel that is not empty
    expect([gt.instances.length, dim]).to.deep.equal([3, [2]]);
    expect(prepareInstances(masks, masks, { filter: 0 }).warnings).to.deep.equal([]);
    expect(prepareInstances(masks, volume([0, 1, [1, 2]]), { filter: 1 }).warnings).to.deep.equal([]);
  });

  it("never filters ground truth", () => {
    const gt = volume([0, 1, [1]]);
    expect(told(prepareInstances(gt, gt).gt)).to.have.length(1);
    expect(told(prepareInstances(gt, gt).pred)).to.have.length(0);
  });

  it("drops predictions outside of the foreground when asked", () => {
    const gt = volume([0, 1, [1, 2, 3]], [1, 2, [3, 4]]);
    const pred = volume([0, 1, [0, 1, 4, 5]], [0, 2, [50]]);
    const { pred: side } = prepareInstances(gt, pred, { filter: 0, foregroundOnly: true });
    expect(side.instances.map(({ runs }) => [...voxelsOfRuns(runs)])).to.deep.equal([[1, 4]]);
    expect(prepareInstances(gt, pred, { filter: 0 }).pred.instances).to.have.length(2);
  });

  it("cuts the larger volume to the other round the centre", () => {
    const large: VolumeShape = [1, 15, 15];
    const small: VolumeShape = [1, 10, 10];
    const whole = labelVolume(large, [
      {
        channel: 0,
        label: 1,
        voxels: boxVoxels(large, [
          [0, 1],
          [0, 15],
          [0, 15],
        ]),
      },
    ]);
    const corner = labelVolume(large, [
      { channel: 0, label: 1, voxels: [0] },
      { channel: 0, label: 2, voxels: [2 * 15 + 2, 11 * 15 + 11, 11 * 15 + 12] },
    ]);
    const gt = labelVolume(small, [{ channel: 0, label: 1, voxels: [0] }]);
    const { pred, shape: frame, warnings } = prepareInstances(gt, whole, { filter: 0 });
    expect(frame).to.deep.equal(small);
    expect(told(pred)).to.deep.equal([[1, 0, 1, 100]]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["cropped"]);
    // 2 of 5 voxels go before, 3 behind; what lies outside is no instance any more
    const cut = prepareInstances(gt, corner, { filter: 0 });
    expect(cut.pred.instances.map(({ id, label, runs }) => [id, label, [...voxelsOfRuns(runs)]])).to.deep.equal([
      [1, 2, [0, 99]],
    ]);
    const swapped = prepareInstances(corner, gt, { filter: 0 });
    expect(swapped.gt.instances.map(({ runs }) => [...voxelsOfRuns(runs)])).to.deep.equal([[0, 99]]);
  });

  it("refuses volumes that do not lie in each other, and labels that are none", async () => {
    const tall = labelVolume([4, 5, 6], []);
    expect(await messageOf(async () => prepareInstances(tall, labelVolume([5, 5, 5], [])))).to.match(
      /4 × 5 × 6 .*5 × 5 × 5/,
    );
    const wrong = (label: number): LabelVolume => volume([0, label, [1]]);
    const right = volume([0, 1, [1]]);
    expect(await messageOf(async () => prepareInstances(wrong(-2), right))).to.match(/^gt: .* found -2 in channel 0/);
    expect(await messageOf(async () => prepareInstances(right, wrong(1.5)))).to.match(/^pred: .* found 1\.5/);
  });
});
