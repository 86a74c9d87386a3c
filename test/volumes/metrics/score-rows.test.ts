import { expect } from "chai";
import { matches } from "../../../src/tables/definitions/matches.js";
import { scores as scoresTable } from "../../../src/tables/definitions/scores.js";
import type { LabelVolume, VolumeShape } from "../../../src/volumes/label-volume.js";
import { type MatchRow, matchRows } from "../../../src/volumes/metrics/match-rows.js";
import { scoreInstances } from "../../../src/volumes/metrics/score-instances.js";
import { scoreRecord } from "../../../src/volumes/metrics/score-record.js";
import { recordRows, scoreRows } from "../../../src/volumes/metrics/score-rows.js";
import { boxVoxels, labelVolume } from "../../support/label-volumes.js";

const shape: VolumeShape = [20, 30, 30];

/** A rod of 3 × 3 voxels along x in a channel of its own. */
function rods(...list: readonly (readonly [label: number, y: number, start: number, end: number])[]): LabelVolume {
  return labelVolume(
    shape,
    list.map(([label, y, start, end], channel) => {
      const voxels = boxVoxels(shape, [
        [3, 6],
        [y, y + 3],
        [start, end],
      ]);
      return { channel, label, voxels };
    }),
  );
}

// 1 is split, 2 and 3 are merged by one prediction, 4 is missed, the last prediction is made up
const gt = rods([1, 2, 0, 30], [2, 8, 0, 30], [3, 11, 0, 30], [4, 18, 0, 30]);
const merging = boxVoxels(shape, [
  [3, 6],
  [8, 14],
  [0, 30],
]);
const pred = labelVolume(shape, [
  ...[
    [2, 0, 20],
    [2, 20, 30],
    [25, 0, 30],
  ].map(([y, start, end], i) => ({
    channel: i === 2 ? 1 : 0,
    label: 3 + i,
    voxels: boxVoxels(shape, [
      [3, 6],
      [y!, y! + 3],
      [start!, end!],
    ]),
  })),
  { channel: 0, label: 9, voxels: merging },
]);

describe("rows of scores", () => {
  it("have the columns of their tables, and no key twice", () => {
    const scores = scoreInstances(gt, pred, { filter: 0, dim: [4] });
    const rows = scoreRows("a", scores);
    expect(Object.keys(rows[0]!)).to.have.members(Object.keys(scoresTable.columns));
    expect(new Set(rows.map((row) => `${row.metric} ${row.element}`)).size).to.equal(rows.length);
    const pairs = matchRows("a", scores);
    expect(Object.keys(pairs[0]!)).to.have.members(Object.keys(matches.columns));
    expect(new Set(pairs.map((row) => [row.kind, row.threshold, row.gt, row.pred].join())).size).to.equal(pairs.length);
    for (const row of rows) expect(row).to.include({ unit_id: "a", protocol: scores.protocol, reason: null });
  });

  it("tell who is split, merged, missed and made up", () => {
    const rows = matchRows("a", scoreInstances(gt, pred, { filter: 0 }));
    const of = (kind: MatchRow["kind"]): readonly (readonly number[])[] =>
      rows.filter((row) => row.kind === kind && row.threshold <= 0.5).map((row) => [row.gt, row.pred]);
    expect(of("split")).to.deep.equal([
      [1, 1],
      [1, 2],
    ]);
    expect(of("merge")).to.deep.equal([
      [2, 3],
      [3, 3],
    ]);
    expect(of("missed").map(([gtId]) => gtId)).to.include(4);
    expect(of("unmatched").map(([, predId]) => predId)).to.include(4);
    const madeUp = rows.find((row) => row.kind === "unmatched" && row.pred === 4)!;
    expect(madeUp).to.include({
      gt: 0,
      gt_label: null,
      pred_channel: 1,
      pred_label: 5,
      localisation: null,
      recall: null,
    });
    // all of it lies in the background
    expect(madeUp.precision).to.equal(1);
  });

  it("say why there is no number, and where a skeleton is empty", () => {
    const none = scoreRows("a", scoreInstances(rods(), pred, { filter: 0 }));
    const missing = none.filter(({ value }) => value === null);
    expect(missing.map(({ metric }) => metric)).to.include.members(["general.TP_05_rel", "confusion_matrix.avAP"]);
    for (const { reason } of none) expect(reason).to.equal("the ground truth has no instance");
    const bar = boxVoxels(shape, [
      [2, 6],
      [2, 6],
      [0, 20],
    ]);
    const solid = labelVolume(shape, [{ channel: 0, label: 1, voxels: bar }]);
    const rows = scoreRows("a", scoreInstances(solid, solid, { filter: 0 }));
    expect(rows.filter(({ reason }) => reason !== null)).to.have.length(1);
    expect(rows.find(({ metric }) => metric === "general.gt_skel_coverage")).to.deep.include({
      value: 0,
      instance: 1,
      reason: "its skeleton is empty",
    });
  });

  it("of sets are single numbers with their thresholds", () => {
    const record = { ...scoreRecord(scoreInstances(gt, pred, { filter: 0 })), "confusion_matrix.avFscore": null };
    const rows = recordRows("combined", record, "p");
    expect(rows).to.have.length(Object.keys(record).length);
    const row = (metric: string): unknown => rows.find((each) => each.metric === metric);
    expect(row("confusion_matrix.th_0_75.AP_FP")).to.include({ threshold: 0.75, value: 3, unit_id: "combined" });
    expect(row("confusion_matrix.avFscore")).to.deep.include({ value: null, threshold: null });
    expect((row("confusion_matrix.avFscore") as { reason: string }).reason).to.match(/not known/);
  });
});
