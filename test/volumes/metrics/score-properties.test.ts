import { expect } from "chai";
import fc from "fast-check";
import type { LabelVolume, VolumeShape } from "../../../src/volumes/label-volume.js";
import type { SampleScores } from "../../../src/volumes/metrics/sample-scores.js";
import { scoreInstances } from "../../../src/volumes/metrics/score-instances.js";
import { lee94KeepEven } from "../../../src/volumes/metrics/thinning-rule.js";
import { thresholdKey, thresholds } from "../../../src/volumes/metrics/thresholds.js";
import { boxVoxels, labelVolume } from "../../support/label-volumes.js";
import { naiveScores } from "../../support/naive-volume-scores.js";

const shape: VolumeShape = [9, 11, 13];

/** Voxels that get a label in a channel; later ones take those of earlier ones in their channel. */
interface Painted {
  readonly channel: number;
  readonly label: number;
  readonly voxels: readonly number[];
}

function volumeOf(list: readonly Painted[], channels = 3): LabelVolume {
  const labels = Array.from({ length: channels }, () => new Map<number, number>());
  for (const { channel, label, voxels } of list) {
    for (const voxel of voxels) labels[channel % channels]!.set(voxel, label);
  }
  const instances = labels.flatMap((owners, channel) =>
    [1, 2, 3].map((label) => {
      return { channel, label, voxels: [...owners.keys()].filter((voxel) => owners.get(voxel) === label) };
    }),
  );
  return labelVolume(shape, instances);
}

const named = { channel: fc.nat(2), label: fc.integer({ min: 1, max: 3 }) };

/** Boxes, of which some stick together, overlap, or break apart. */
const boxes = fc.array(
  fc
    .record({
      ...named,
      corner: fc.tuple(fc.nat(7), fc.nat(8), fc.nat(9)),
      size: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 11 })),
    })
    .map(({ channel, label, corner, size }): Painted => {
      const ranges = corner.map((start, axis) => [start, Math.min(start + size[axis]!, shape[axis]!)] as const);
      return { channel, label, voxels: boxVoxels(shape, [ranges[0]!, ranges[1]!, ranges[2]!]) };
    }),
  { minLength: 1, maxLength: 7 },
);

const pairOfBoxes = fc.tuple(boxes, boxes, fc.nat(7)).map(([gt, other, kept]) => {
  return { gt: volumeOf(gt), pred: volumeOf([...other.slice(0, 3), ...gt.slice(0, kept)]) };
});

/** Wires along an axis, whose two pieces the prediction names as it likes: splits, merges and crossings. */
const pairOfWires = fc
  .array(
    fc.record({
      axis: fc.nat(2),
      at: fc.tuple(fc.nat(7), fc.nat(7)),
      width: fc.integer({ min: 1, max: 3 }),
      cut: fc.integer({ min: 1, max: 8 }),
      gt: fc.record(named),
      pieces: fc.tuple(fc.record(named), fc.record(named)),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((wires) => {
    const voxelsOf = ({ axis, at, width }: (typeof wires)[number], start: number, end: number): number[] => {
      const ranges: (readonly [number, number])[] = at.map((low) => [low, low + Math.min(width, 2)]);
      ranges.splice(axis, 0, [start, Math.min(end, shape[axis]!)]);
      return boxVoxels(shape, [ranges[0]!, ranges[1]!, ranges[2]!]);
    };
    return {
      gt: volumeOf(wires.map((wire) => ({ ...wire.gt, voxels: voxelsOf(wire, 0, 13) }))),
      pred: volumeOf(
        wires.flatMap((wire) => [
          { ...wire.pieces[0], voxels: voxelsOf(wire, 0, wire.cut) },
          { ...wire.pieces[1], voxels: voxelsOf(wire, wire.cut, 13) },
        ]),
      ),
    };
  });

const pair = fc.oneof(pairOfBoxes, pairOfWires);

/** The numbers that do not depend on how instances are counted. */
function numbersOf({ general, confusion_matrix, thresholds: counts }: SampleScores): unknown {
  const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b).map(rounded);
  const lists = [general.gt_skel_coverage, general.TP_05_cldice, general.gt_covs_overlap].map(sorted);
  const single = Object.entries(general).filter(([, value]) => typeof value === "number");
  return [lists, single.map(([name, value]) => [name, rounded(value as number)]), confusion_matrix, counts];
}

/** Sums in another order differ in the last places. */
function rounded(value: number): number {
  return Number(value.toFixed(6));
}

describe("scores of random volumes", () => {
  it("are those of plain set operations", function () {
    this.timeout(60000);
    let [merges, splits] = [0, 0];
    fc.assert(
      fc.property(pair, fc.boolean(), ({ gt, pred }, partly) => {
        const naive = naiveScores(gt, pred, thresholds, partly);
        const scores = scoreInstances(gt, pred, { filter: 0, partly });
        const optimal = scoreInstances(gt, pred, { filter: 0, partly, assignment: "hungarian" });
        const counts = thresholds.map((threshold) => {
          const { AP_TP, AP_FP, false_split, false_merge } = scores.thresholds[thresholdKey(threshold)]!;
          return [AP_TP, AP_FP, false_split, false_merge];
        });
        const { general } = scores;
        expect(counts).to.deep.equal(naive.counts);
        expect(general.gt_skel_coverage).to.deep.equal(naive.coverage);
        expect(general.gt_covs_overlap).to.deep.equal(naive.coverageOfOverlapping);
        expect([general.FM, general.FS]).to.deep.equal([naive.falseMerges, naive.falseSplits]);
        expect(thresholds.map((threshold) => optimal.thresholds[thresholdKey(threshold)]!.AP_TP)).to.deep.equal(
          naive.mostMatches,
        );
        merges += naive.falseMerges;
        splits += naive.falseSplits;
      }),
      { numRuns: 300, seed: 7 },
    );
    // the volumes are not so simple that nothing ever merges or splits
    expect(Math.min(merges, splits)).to.be.greaterThan(30);
  });

  it("are 1 for what equals the ground truth, if nothing overlaps and no skeleton is empty", () => {
    fc.assert(
      fc.property(boxes, (list) => {
        const volume = volumeOf(list, 1);
        const { general, confusion_matrix } = scoreInstances(volume, volume, { filter: 0, thinning: lee94KeepEven });
        expect(general).to.deep.include({ avg_f1_cov_score: 1, avg_TP_05_cldice: 1, TP_05_rel: 1, FM: 0, FS: 0 });
        expect(confusion_matrix.avAP).to.equal(1);
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it("do not change when labels get others in the same order and empty channels come between", () => {
    const renamed = (volume: LabelVolume, step: number): LabelVolume => ({
      shape,
      channels: 3 * step,
      instances: volume.instances.map(({ channel, label, runs }) => {
        return { channel: channel * step + 1, label: label * 7 + 2, runs };
      }),
    });
    fc.assert(
      fc.property(pair, ({ gt, pred }) => {
        const scores = scoreInstances(gt, pred, { filter: 0 });
        const other = scoreInstances(renamed(gt, 2), renamed(pred, 5), { filter: 0 });
        expect([other.general, other.thresholds]).to.deep.equal([scores.general, scores.thresholds]);
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it("do not change when channels and labels trade places, unless a tie is broken by them", () => {
    const turned = ({ instances }: LabelVolume): LabelVolume => ({
      shape,
      channels: 3,
      instances: instances
        .map(({ channel, label, runs }) => ({ channel: 2 - channel, label: 4 - label, runs }))
        .reverse(),
    });
    let compared = 0;
    fc.assert(
      fc.property(pair, ({ gt, pred }) => {
        const scores = scoreInstances(gt, pred, { filter: 0 });
        if (hasTies(scores)) return;
        compared++;
        expect(numbersOf(scoreInstances(turned(gt), turned(pred), { filter: 0 }))).to.deep.equal(numbersOf(scores));
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(compared).to.be.greaterThan(50);
  });
});

/** Whether equal numbers stand anywhere that an order of instances decides between them. */
function hasTies({ matrices }: SampleScores): boolean {
  const { preds, precision, recall, agreement } = matrices;
  const repeats = (values: readonly number[]): boolean => {
    const present = values.filter((value) => value > 0);
    return new Set(present).size < present.length;
  };
  const columns = Array.from({ length: preds }, (_, p) => [...precision].filter((__, at) => at % preds === p));
  return repeats([...agreement]) || repeats([...recall]) || columns.some(repeats);
}
